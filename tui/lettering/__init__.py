"""Letters large enough for a wall, drawn in the terminal's own cells: every Vietnamese letter, in quarters of a cell.

In comes text, out come rows of block characters. Nothing here knows what is shown, or in which colours.
"""
