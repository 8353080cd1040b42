"""The minutes as rows of a terminal: the same outline that every document is printed from, wrapped to a width."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

from minutes.outline.blocks import Grid, Heading, Manner, Paragraph, Table
from tui.widgets.measure import padded, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from minutes.outline.blocks import Annex, Block, Minutes

INDENT = "  "
COLUMN_GAP = 2
TEXTS_KEPT = 1 << 15
TALLEST = 8
"""Most rows of a wrapped cell: a longer text reads better across the pane."""

_NUMBERED = re.compile(r"(?:Câu hỏi|Ý kiến|Kiến nghị) số (\d+)\b")
"""How a question begins in the minutes, whatever its kind."""


class MinutesRow(NamedTuple):
    """One row: its text, its role (text, strong, title, quiet), and the question it begins, 0 for none."""

    text: str
    role: str = "text"
    question: int = 0


BLANK = MinutesRow("")


def rows(minutes: Minutes, width: int) -> list[MinutesRow]:
    """The document from letterhead to annexes at `width` cells."""
    laid = [
        *_centred(minutes.letterhead.parent.replace("\n", " "), width, "quiet"),
        *_centred(minutes.letterhead.agency.replace("\n", " "), width, "strong"),
        *_number(minutes.letterhead.number, width),
        BLANK,
        *_centred(minutes.mark, width, "strong"),
        *_centred(minutes.kind, width, "title"),
        *_centred(minutes.subject, width, "strong"),
        BLANK,
    ]
    for block in minutes.blocks:
        laid += _block(block, width)
    laid += [BLANK, *_wrapped(minutes.closing, width), *_foot(minutes, width), BLANK]
    for annex in minutes.annexes:
        laid += _annex(annex, width)
    return laid


def _number(line: str, width: int) -> list[MinutesRow]:
    """The number's line with its blank, which wrapping would close up."""
    room = width - cell_len(line)
    return [MinutesRow(" " * (room // 2) + line, "quiet")] if room >= 0 else _centred(line, width, "quiet")


def _foot(minutes: Minutes, width: int) -> list[MinutesRow]:
    """Who signs, secretary left and chair right, and who gets a copy."""
    if minutes.secretary is None or minutes.chair is None:
        return []
    half = width // 2
    sides = [
        [
            row
            for text, role in (
                (one.part, "strong"),
                (one.post.replace("\n", " "), "strong"),
                (one.name, "text"),
            )
            for row in _centred(text, half, role)
        ]
        for one in (minutes.secretary, minutes.chair)
    ]
    signed = [
        MinutesRow(f"{padded(left.text, half)}{right.text}".rstrip(), "strong")
        for left, right in zip_longest(*sides, fillvalue=BLANK)
    ]
    copies = [
        row for line in minutes.recipients for row in _wrapped(line, width, "quiet", first="- ", rest="  ")
    ]
    return [BLANK, *signed, BLANK, MinutesRow("Nơi nhận:", "quiet"), *copies]


def _centred(text: str, width: int, role: str) -> list[MinutesRow]:
    lines = wrapped(text, width) if text else []
    return [MinutesRow(" " * ((width - cell_len(line)) // 2) + line, role) for line in lines]


@lru_cache(maxsize=TEXTS_KEPT)
def _wrapped(
    text: str, width: int, role: str = "text", *, first: str = INDENT, rest: str = ""
) -> tuple[MinutesRow, ...]:
    """Kept, because from one edition of long minutes to the next nearly every text is the same."""
    lines = wrapped(text, width - max(len(first), len(rest)))
    return tuple(MinutesRow((rest if place else first) + line, role) for place, line in enumerate(lines))


def _annex(annex: Annex, width: int) -> list[MinutesRow]:
    laid = [BLANK, *_centred(annex.label, width, "title"), *_centred(annex.title, width, "strong"), BLANK]
    for block in annex.blocks:
        laid += _block(block, width)
    return laid


def _block(block: Block, width: int) -> list[MinutesRow]:
    if isinstance(block, Heading):
        return [BLANK, *_wrapped(block.text, width, "title" if block.level == 1 else "strong", first="")]
    if isinstance(block, Paragraph):
        return _paragraph(block, width)
    if isinstance(block, Table):
        return [*_table(block, width), BLANK]
    return _grid(block, width)


def _paragraph(block: Paragraph, width: int) -> list[MinutesRow]:
    text = "".join(run.text for run in block.runs)
    if block.manner is Manner.ITEM:
        return [*_wrapped(text, width, first="- ", rest="  ")]
    if block.manner is Manner.NOTE:
        return [*_wrapped(text, width, "quiet")]
    laid = [*_wrapped(text, width)]
    number = _NUMBERED.match(block.runs[0].text) if block.runs and block.runs[0].bold else None
    if number and laid:
        laid[0] = MinutesRow(laid[0].text, "strong", int(number[1]))
    return laid


def _table(table: Table, width: int) -> list[MinutesRow]:
    """Side by side where the columns fit, as they are or wrapped; otherwise each row as its cells with their titles."""
    every = [tuple(column.title for column in table.columns), *table.rows]
    widths = [max(cell_len(row[place]) for row in every) for place in range(len(table.columns))]
    if sum(widths) + COLUMN_GAP * (len(widths) - 1) <= width and not any(
        "\n" in cell for row in every for cell in row
    ):
        gap = " " * COLUMN_GAP
        lines = [
            gap.join(padded(cell, size) for cell, size in zip(row, widths, strict=True)) for row in every
        ]
        return [MinutesRow(line.rstrip(), "text" if place else "quiet") for place, line in enumerate(lines)]
    return _in_columns(table, width) or list(_listed(table, width))


def _in_columns(table: Table, width: int) -> list[MinutesRow]:
    """Columns as wide as their shares, cells wrapped; nothing where words do not fit, or a row grows tall."""
    sizes = [int(column.share * width) - COLUMN_GAP // 2 for column in table.columns]
    every = [tuple(column.title for column in table.columns), *table.rows]
    words = (
        (word, size) for row in every for cell, size in zip(row, sizes, strict=True) for word in cell.split()
    )
    if any(cell_len(word) > size for word, size in words):
        return []
    laid: list[MinutesRow] = []
    for number, row in enumerate(every):
        cells = [wrapped(cell, size) if cell else [] for cell, size in zip(row, sizes, strict=True)]
        if max(map(len, cells)) > TALLEST:
            return []
        for line in zip_longest(*cells, fillvalue=""):
            text = " ".join(padded(part, size) for part, size in zip(line, sizes, strict=True))
            laid.append(MinutesRow(text.rstrip(), "text" if number else "quiet"))
    return laid


def _listed(table: Table, width: int) -> Iterator[MinutesRow]:
    for cells in table.rows:
        first, *rest = cells
        titles = [column.title for column in table.columns]
        yield from _wrapped(f"{titles[0]} {first}", width, "strong", first="")
        for title, cell in zip(titles[1:], rest, strict=True):
            if cell:
                yield from _wrapped(f"{title}: {cell}", width, first=INDENT, rest=INDENT * 2)


def _grid(grid: Grid, width: int) -> list[MinutesRow]:
    laid: list[MinutesRow] = []
    for cell in grid.cells:
        message = ", ".join(part for part in (cell.organisation, cell.post, cell.name) if part)
        laid += _wrapped(f"{message}: {cell.state}" if cell.state else message, width, first="- ", rest="  ")
    return laid
