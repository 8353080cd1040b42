"""What people read for what the record keeps as codes, numbers and dates: one table a subject, for every screen.

Comes in: values of `meeting`. Goes out: a sentence in the language of the context, or the official Vietnamese of
documents. Never in here: a screen's own sentences, colours or markup, and nothing that reads a file or a clock.
"""
