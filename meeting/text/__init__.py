"""Text and numbers as people write them: cleaning, folding, tone marks, look-alikes, codes, TOML, message ids.

In comes whatever was typed or stands in a file; out goes what is safe to keep, or a Refusal naming the field.
Never a guess: what can be read in two ways is refused with both readings.
"""
