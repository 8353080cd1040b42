"""The plain console: a list, a prompt and the same actions, line by line, for screen readers and dumb terminals.

Nothing is drawn, moved or coloured. The rows are those of the console's own registry and their handlers are the same;
what they ask by forms, choices and confirmations is asked here line by line.
"""
