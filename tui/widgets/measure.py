"""Cutting text to cells, for widgets that paint rows themselves."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rich.cells import cell_len

from meeting.text.clean import each_grapheme

if TYPE_CHECKING:
    from collections.abc import Iterator

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


def wrapped(text: str, width: int) -> list[str]:
    """The rows of `text` at `width` cells: broken between words, and inside a word only where one is too long."""
    return [row for paragraph in text.split("\n") for row in _wrapped(paragraph, max(1, width))]


def _wrapped(paragraph: str, width: int) -> Iterator[str]:
    row, used = "", 0
    for word in paragraph.split():
        size = cell_len(word)
        if row and used + 1 + size <= width:
            row, used = f"{row} {word}", used + 1 + size
            continue
        if row:
            yield row
        *pieces, row = [word] if size <= width else _pieces(word, width)
        yield from pieces
        used = cell_len(row)
    yield row


def _pieces(word: str, width: int) -> list[str]:
    """A word in pieces of at most `width` cells, never inside a grapheme."""
    pieces = [""]
    for grapheme in each_grapheme(word):
        if pieces[-1] and cell_len(pieces[-1] + grapheme) > width:
            pieces.append("")
        pieces[-1] += grapheme
    return pieces


def padded(text: str, width: int) -> str:
    """`text` cut and filled to exactly `width` cells."""
    shown = cut(text, width)
    return shown + " " * (width - cell_len(shown))
