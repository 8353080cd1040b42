"""What a meeting is: its model, what people can do in it with the rules for that, what is counted and what is owed.

In come commands, documents of the record, a moment and texts somebody has read. Out go decisions, refusals and figures.
Never a file, a clock, a socket, a screen or a language: time is a `Moment`, a sentence is a code or a message id.
"""
