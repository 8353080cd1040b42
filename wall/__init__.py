"""The wall: what the hall is shown now, as data, made from the record alone.

In come the State, the way in for phones and the time; out come slides, in the current language. Nothing here knows of a
terminal, a browser or a file, and nothing goes out that the hall may not see: every stage draws these slides and looks
at nothing else.
"""
