"""Cutting text to cells, for widgets that paint rows themselves."""

from __future__ import annotations

import re

from rich.cells import cell_len

from meeting.text.clean import each_grapheme

ELLIPSIS = "…"

_ONE_CELL_EACH = re.compile("[ -~\u00a1-\u00ac\u00ae-\u02af\u1e00-\u1eff]*").fullmatch
"""Latin letters, all of Vietnamese among them, figures and signs: what most texts are made of."""


def cut(text: str, width: int) -> str:
    """`text` on one row of at most `width` cells, with an ellipsis where something is missing."""
    if width <= 0:
        return ""
    # No character is narrower than a cell but combining marks, of which the record keeps a handful each.
    line = text[: 8 * width].replace("\n", " ")
    if len(line) == len(text) and cell_len(line) <= width:
        return line
    if _ONE_CELL_EACH(line):
        return line[: width - 1].rstrip() + ELLIPSIS
    kept: list[str] = []
    used = 0
    for grapheme in each_grapheme(line):
        used += cell_len(grapheme)
        if used > width - 1:
            break
        kept.append(grapheme)
    return "".join(kept).rstrip() + ELLIPSIS


def padded(text: str, width: int) -> str:
    """`text` cut and filled to exactly `width` cells."""
    shown = cut(text, width)
    return shown + " " * (width - cell_len(shown))
