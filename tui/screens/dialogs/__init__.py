"""What screens ask before they act: yes or no, one of several, a form, a file; answered by single keys or typing.

In comes what to ask (`asked`) and, for forms, where to send it; out comes the answer, or nothing. No dialog sends a
command by itself, and none knows the screen below it.
"""
