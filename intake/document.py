"""Reads a Word document as rows of text: its tables if one of them has our columns, otherwise its paragraphs."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from intake import limits, outline, plain
from intake.archive import check
from intake.columns import find_header, recognised
from intake.markup import opened
from intake.sheet import Field, Problem, SourceRow, letter, shortened
from intake.word.body import Body, Paragraph, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from intake.word.body import Block


_NARROW = 2
"""A table of so many columns may as well be a letter's head or its signatures."""


class _Chosen(NamedTuple):
    """The tables to read, none where the paragraphs are the list, and how many others the page has."""

    tables: list[Table]
    others: int


def _has_our_columns(table: Table) -> bool:
    return find_header([row.cells for row in table.rows]) is not None


def _ours(table: Table) -> list[Table]:
    """The table, or those within its cells, that have our columns: some pages are laid out in a table."""
    if _has_our_columns(table):
        return [table]
    return [inner for inner in table.inner if _has_our_columns(inner)]


def _chosen(blocks: Sequence[Block]) -> _Chosen:
    """The tables with our columns; without any, the longest where it has more rows than there are paragraphs."""
    tables = [block for block in blocks if isinstance(block, Table)]
    chosen: list[Table] = []
    others = 0
    for table in tables:
        if ours := _ours(table):
            chosen += ours
        elif chosen and _goes_on(chosen[-1], table):
            chosen[-1] = chosen[-1]._replace(rows=chosen[-1].rows + table.rows)
        else:
            others += 1
    if not chosen:
        every = [one for table in tables for one in (table, *table.inner)]
        longest = max(every, key=lambda table: len(table.rows), default=None)
        paragraphs = [block for block in blocks if isinstance(block, Paragraph)]
        if longest is not None and len(longest.rows) > len(paragraphs):
            return _Chosen([longest], others - 1)
    return _Chosen(chosen, others)


def _width(table: Table) -> int:
    return max((len(row.cells) for row in table.rows), default=0)


def _goes_on(above: Table, table: Table) -> bool:
    """Whether a table without a header goes on with the one above, as one that was torn in two for a page does.

    It is as wide; its first row has a number where the rows above have theirs, or none where there are none.
    """
    rows = [row.cells for row in above.rows]
    header = find_header(rows)
    first = next((row.cells for row in table.rows if any(cell.strip() for cell in row.cells)), ())
    if header is None or not first or _width(table) != _width(above):
        return False
    serial = recognised(rows[header]).get(Field.SERIAL)
    written = first[serial].strip(" .)") if serial is not None and serial < len(first) else ""
    return written.isdecimal() or (not written and _width(table) > _NARROW)


def read(
    path: Path, progress: Callable[[int], None], problems: list[Problem]
) -> tuple[Iterator[SourceRow], bool]:
    """The rows of the tables, numbered through; without a table of questions, one row an item. And which it was.

    What the page has beside them is noted in `problems`. Raises Refusal as `archive.check` does.
    """
    check(path)
    with opened(path) as archive:
        body = Body(archive)
        blocks = body.blocks()
    problems += remarks(body)
    tables, others = _chosen(blocks)
    paragraphs = [block for block in blocks if isinstance(block, Paragraph)]
    if tables:
        outside = sum(1 for paragraph in paragraphs if paragraph.text.strip())
        if outside:
            problems.append(Problem("paragraphs-left-out", found=str(outside)))
        if others:
            problems.append(Problem("other-tables-left-out", found=str(others)))
        return _numbered(tables, progress), True
    if others:
        problems.append(Problem("tables-left-out", found=str(others)))
    if any(paragraph.numbered for paragraph in paragraphs):
        return outline.rows_of(paragraphs), False
    return plain.rows_of([line for paragraph in paragraphs for line in _lines(paragraph)]), False


def _lines(paragraph: Paragraph) -> list[tuple[int, str]]:
    """The paragraph; its lines where each is an item with a typed number of its own."""
    lines = paragraph.text.split("\n")
    if sum(map(plain.is_numbered, lines)) > 1:
        return [(paragraph.number, line) for line in lines]
    return [(paragraph.number, paragraph.text)]


def remarks(body: Body) -> Iterator[Problem]:
    """What stands on the page beside what is read, or in the file and not on the page."""
    unread = body.unread
    yield from (Problem("text-box", row=number, found=shortened(text)) for number, text in unread.boxes)
    yield from (Problem("note-joined", row=number, found=shortened(text)) for number, text in unread.notes)
    yield from (Problem("text-hidden", row=number) for number in unread.hidden)
    if unread.cells_beyond:
        yield Problem("cells-beyond", column=letter(limits.COLUMNS), found=str(unread.cells_beyond))
    if unread.hidden_rows:
        yield Problem("rows-hidden", found=str(unread.hidden_rows))
    if body.comments:
        yield Problem("comments-left-out", found=str(body.comments))


def _numbered(tables: Sequence[Table], progress: Callable[[int], None]) -> Iterator[SourceRow]:
    number = 0
    for table, found in enumerate(tables, start=1):
        for row in found.rows:
            number += 1
            progress(number)
            if any(row.cells):
                yield SourceRow(
                    str(table) if len(tables) > 1 else "", number, row.cells, row.filled, row.wide
                )
