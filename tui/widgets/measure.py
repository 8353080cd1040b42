"""Cutting text to cells, for widgets that paint rows themselves."""

from __future__ import annotations

from rich.cells import cell_len
from wcwidth import iter_graphemes

ELLIPSIS = "…"


def cut(text: str, width: int) -> str:
    """`text` on one row of at most `width` cells, with an ellipsis where something is missing."""
    if width <= 0:
        return ""
    # No character is narrower than a cell but combining marks, of which the record keeps a handful each.
    line = text[: 8 * width].replace("\n", " ")
    if len(line) == len(text) and cell_len(line) <= width:
        return line
    kept: list[str] = []
    used = 0
    for grapheme in iter_graphemes(line):
        used += cell_len(grapheme)
        if used > width - 1:
            break
        kept.append(grapheme)
    return "".join(kept).rstrip() + ELLIPSIS


def padded(text: str, width: int) -> str:
    """`text` cut and filled to exactly `width` cells."""
    shown = cut(text, width)
    return shown + " " * (width - cell_len(shown))
