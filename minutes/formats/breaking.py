"""Where a page may not end inside a document: one rule for DOCX and PDF, from sizes estimated in millimetres."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minutes.outline.blocks import Block, Grid, Heading, Manner, Paragraph, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from minutes.outline.blocks import Column, Minutes

KEPT_MM = 85.0
"""A row or table up to this high is never cut: half of a page on its side, so that none leaves most of one empty."""

WHOLE_MM = 45.0
"""A paragraph up to this high, about seven lines, is never cut."""

LEADING = 3
"""Most paragraphs that stay with the table they lead to."""

RECIPIENTS_KEPT = 20
"""More recipients than this go on below the signatures by themselves."""

BODY_LETTER_MM = 2.35
BODY_LINE_MM = 5.75
BODY_GAP_MM = 2.1
BODY_MM = 160.0
"""The same of the body's text (14 pt) in its room: a letter, a line, the gap above a paragraph."""

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
        if isinstance(block, Grid):
            found |= _company(blocks, position)
    return frozenset(found | _chained(blocks))


def _company(blocks: Sequence[Block], position: int) -> set[int]:
    """The paragraph above the heading of signatures: a page of nothing but names could belong to any document."""
    above = position - 1
    while above > 0 and isinstance(blocks[above], Heading):
        above -= 1
    return {above} if above >= 0 and isinstance(blocks[above], Paragraph) else set()


def _chained(blocks: Sequence[Block]) -> set[int]:
    """Positions of what belongs to the paragraph after it, as a question to its answer.

    A chain that fits on half of a page stays together whole; of a longer one, only its last link, so that no answer
    stands without a question above it and no page is left half empty.
    """
    found: set[int] = set()
    position = 0
    while position < len(blocks):
        end = position
        while end < len(blocks) - 1 and _belongs_on(blocks[end]):
            end += 1
        chain = range(position, end)
        if chain and sum(paragraph_mm(block) for block in blocks[position : end + 1]) > KEPT_MM:
            chain = range(end - 1, end)
        found.update(chain)
        position = end + 1
    return found


def _belongs_on(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.leads


def paragraph_mm(block: Block) -> float:
    """About how high a paragraph of the body is; anything else counts as a page's half."""
    if not isinstance(block, Paragraph):
        return KEPT_MM
    letters = sum(len(run.text) for run in block.runs)
    return (1 + int(letters * BODY_LETTER_MM / BODY_MM)) * BODY_LINE_MM + BODY_GAP_MM


def is_whole(block: Paragraph) -> bool:
    """Whether a paragraph is low enough never to be cut by the end of a page."""
    return paragraph_mm(block) <= WHOLE_MM


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
