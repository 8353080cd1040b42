"""What people can do in a meeting: one idea a file, each command with its rule; `registry` names them all.

In come a command's fields as somebody sent them, a State and a Moment; out go a Decision or a Refusal.
Never a change made here: the rules say what to put and remove, the writer does it.
"""
