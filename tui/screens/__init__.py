"""The screens of the desk and the hall, each with its actions and its style sheet.

In comes a meeting as `tui.feed` follows it, and keys; out go commands through `tui.desk`. Nothing here reads a file
of a record, speaks HTTP or decides a rule.
"""
