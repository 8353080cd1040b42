"""Where a page may not end inside a document: one rule for DOCX and PDF, from sizes estimated in millimetres."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minutes.outline.blocks import Block, Grid, Manner, Paragraph, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from minutes.outline.blocks import Column, Minutes

KEPT_MM = 85.0
"""A row or table up to this high is never cut: half of a page on its side, so that none leaves most of one empty."""

LEADING = 3
"""Most paragraphs that stay with the table they lead to."""

RECIPIENTS_KEPT = 20
"""More recipients than this go on below the signatures by themselves."""

LETTER_MM = 1.8
"""Width of a letter of a table's text (11 pt), a little more than its mean."""

LINE_MM = 4.5
PADDING_MM = 2.8
"""What a cell's margins take of its width, and, roughly, of a row's height."""


def leading(blocks: Sequence[Block]) -> frozenset[int]:
    """Positions of the paragraphs that stay on the page of the table or signatures they lead to."""
    found: set[int] = set()
    for position, block in enumerate(blocks):
        if isinstance(block, Table | Grid):
            for before in range(position - 1, max(-1, position - 1 - LEADING), -1):
                if not _can_lead(blocks[before]):
                    break
                found.add(before)
    return frozenset(found)


def foot_is_whole(minutes: Minutes) -> bool:
    """Whether signatures, recipients and small print stand on one page, as they do unless the recipients fill it."""
    return len(minutes.recipients) <= RECIPIENTS_KEPT


def _can_lead(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.manner is Manner.BODY


def stays_whole(row: Sequence[str], columns: Sequence[Column], width_mm: float) -> bool:
    """Whether a table's row is low enough never to be cut by the end of a page."""
    return _row_mm(row, columns, width_mm) <= KEPT_MM


def stays_together(table: Table, width_mm: float) -> bool:
    """Whether a table is low enough to stand on one page with its header."""
    height = _row_mm([column.title for column in table.columns], table.columns, width_mm)
    for row in table.rows:
        height += _row_mm(row, table.columns, width_mm)
        if height > KEPT_MM:
            return False
    return True


def _row_mm(row: Sequence[str], columns: Sequence[Column], width_mm: float) -> float:
    lines = max(
        _lines(cell, column.share * width_mm - PADDING_MM) for cell, column in zip(row, columns, strict=True)
    )
    return lines * LINE_MM + PADDING_MM


def _lines(text: str, room_mm: float) -> int:
    fitting = max(1.0, room_mm / LETTER_MM)
    return sum(1 + int(len(line) / fitting) for line in text.split("\n"))
