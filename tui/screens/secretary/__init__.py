"""The secretary's screen: the minutes as they stand, and everything that is still missing in them.

In come the state and what `minutes` finds missing; out go commands and, on export, files. It never words a
document: the preview is the outline that every format prints.
"""
