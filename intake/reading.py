"""Reads a file of questions or of people, whatever it was made with, into a `Sheet` to look at and confirm."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from intake import columns, delimited, document, limits, opendocument, plain, web_tables, workbook
from intake.encodings import decode
from intake.errors import is_error
from intake.progress import every_so_often
from intake.repairing import Repairing
from intake.sheet import Field, LeftOut, Problem, Sheet, Source, SourceRow, letter
from intake.sniffing import SUFFIXES as SUFFIXES
from intake.sniffing import Format, is_table_by_name, require_readable, unreadable
from intake.sniffing import recognise as recognise_format
from meeting.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Sequence
    from pathlib import Path


class _Found(NamedTuple):
    """What a file holds: its rows, whether they are those of a table, and how its text is coded (empty: as Unicode)."""

    rows: Iterable[SourceRow]
    is_table: bool
    encoding: str = ""


def _found(path: Path, progress: Callable[[int], None], problems: list[Problem]) -> _Found:
    format_ = recognise_format(path)
    if format_ is Format.WORKBOOK:
        return _Found(workbook.read(path, progress, problems), is_table=True)
    if format_ is Format.OPEN_SPREADSHEET:
        return _Found(opendocument.read(path, progress, problems), is_table=True)
    if format_ is Format.OPEN_DOCUMENT:
        raise Refusal("file-is-odt", name=path.name)
    if format_ is Format.DOCUMENT:
        return _Found(*document.read(path, progress, problems))
    data = path.read_bytes()
    if format_ is Format.XML_SPREADSHEET:
        return _Found(web_tables.read_xml(data, progress, problems), is_table=True)
    text, encoding, zeros = decode(data)
    if zeros:
        problems.append(Problem("zeros-removed", found=str(zeros)))
    if format_ is Format.HTML:
        rows, lines = web_tables.read_html(text, progress, problems)
        return (
            _Found(rows, is_table=True)
            if rows
            else _Found(plain.rows_of(plain.numbered(lines)), is_table=False)
        )
    if is_table_by_name(path) or delimited.is_table(text):
        return _Found(delimited.read(text, progress, problems), is_table=True, encoding=encoding)
    return _Found(plain.rows_of(plain.numbered(text.splitlines())), is_table=False, encoding=encoding)


def _limited(rows: Iterable[SourceRow]) -> list[SourceRow]:
    kept: list[SourceRow] = []
    for row in rows:
        if len(kept) >= limits.ROWS:
            raise Refusal("file-has-too-many-rows", limit=limits.ROWS)
        kept.append(row)
    return kept


def _without_errors(rows: Iterable[SourceRow], problems: list[Problem]) -> Iterator[SourceRow]:
    """The rows with cells emptied whose formula failed, each noted by its address."""
    for row in rows:
        failed = [column for column, cell in enumerate(row.cells) if is_error(cell)]
        problems += [
            Problem("error-cell", row.sheet, row.number, letter(column), row.cells[column].strip())
            for column in failed
            if column not in row.filled
        ]
        if failed:
            cells = tuple("" if column in failed else cell for column, cell in enumerate(row.cells))
            row = row._replace(cells=cells)
        yield row


def _by_sheet(rows: Iterable[SourceRow]) -> dict[str, list[SourceRow]]:
    by_sheet: dict[str, list[SourceRow]] = {}
    for row in rows:
        by_sheet.setdefault(row.sheet, []).append(row)
    return by_sheet


class _Table(NamedTuple):
    """One worksheet's rows below its header."""

    rows: list[SourceRow]
    left_out: list[LeftOut]


def _below(listed: list[SourceRow], header: columns.Header) -> _Table:
    """The rows below a header; not the titles above it, the line that numbers the columns, and the header repeated."""
    # A header with cells merged downwards begins in the row above.
    first = header.place - (1 if header.place and listed[header.place].filled else 0)
    left = [LeftOut(row, "above-header") for row in listed[:first]]
    repeated = {listed[place].cells for place in range(header.place, header.place + header.height)}
    rows: list[SourceRow] = []
    for row in listed[header.place + header.height :]:
        if not rows and columns.numbers_columns(row.cells):
            left.append(LeftOut(row, "column-numbers"))
        elif row.cells in repeated:
            left.append(LeftOut(row, "header-again"))
        else:
            rows.append(row)
    return _Table(rows, left)


def _headed(source: Source, found: dict[str, columns.Header], by_sheet: dict[str, list[SourceRow]]) -> Sheet:
    """A table with the header of the first worksheet that has one; worksheets with other columns are left out."""
    first = next(iter(found))
    header = found[first]
    chosen = columns.recognised(header.cells)
    same = [name for name, one in found.items() if columns.recognised(one.cells) == chosen]
    tables = [_below(by_sheet[name], found[name]) for name in same]
    rows = [row for table in tables for row in table.rows]
    heading_rows = by_sheet[first][header.place : header.place + header.height]
    return Sheet(
        source=source,
        header=header.cells,
        rows=tuple(rows),
        columns=chosen,
        header_sheet=first,
        header_rows=tuple(row.number for row in heading_rows),
        joined=columns.joined(header.cells, (pair for row in heading_rows for pair in row.wide), rows),
        left_out=tuple(left for table in tables for left in table.left_out),
        problems=(
            *source.problems,
            *_left_out(by_sheet, same),
        ),
    )


def _left_out(by_sheet: dict[str, list[SourceRow]], read: Container[str]) -> Iterator[Problem]:
    """The worksheets that are not read, each with how many rows it has."""
    return (
        Problem("sheet-left-out", name, found=str(len(rows)))
        for name, rows in by_sheet.items()
        if name not in read
    )


def _headless(source: Source, by_sheet: dict[str, list[SourceRow]], chosen: str) -> Sheet:
    """The worksheet `chosen` as it stands, its longest column taken for the questions."""
    rows = by_sheet.get(chosen, [])
    guessed = columns.guessed([row.cells for row in rows])
    problems = (*source.problems, *_left_out(by_sheet, {chosen}))
    return Sheet(source, (), tuple(rows), guessed, header_sheet=chosen, problems=problems)


def _list(source: Source) -> Sheet:
    """A question a row; the first line may head the list."""
    rows = source.rows
    heads = bool(rows) and columns.is_named_exactly(rows[0].cells[0], Field.TEXT)
    body = rows[1:] if heads else rows
    return Sheet(
        source,
        rows[0].cells if heads else (),
        body,
        {Field.TEXT: 0},
        header_rows=(rows[0].number,) if heads else (),
        problems=source.problems,
    )


def lay_out(source: Source, sheet: str | None = None) -> Sheet:
    """The rows of `source` under the header that is found, with the columns recognised.

    Read is the worksheet `sheet`, or the first that has a header, and those with the same columns.
    """
    if not source.is_table:
        return _list(source)
    by_sheet = _by_sheet(source.rows)
    order = by_sheet if sheet is None else [sheet, *(name for name in by_sheet if name != sheet)]
    found = {
        name: header
        for name in order
        if (header := columns.header_of([row.cells for row in by_sheet[name]])) is not None
    }
    if found and (sheet is None or sheet in found):
        return _headed(source, found, by_sheet)
    longest = max(by_sheet, key=lambda name: len(by_sheet[name]), default="")
    return _headless(source, by_sheet, longest if sheet is None else sheet)


def lay_out_under(source: Source, sheet: str, number: int) -> Sheet:
    """The rows of `source` below row `number` of worksheet `sheet`, taken as the header; 0 for none.

    Other worksheets are read where the header found there names the same columns.
    """
    by_sheet = _by_sheet(source.rows)
    if not number:
        return _headless(source._replace(is_table=True), by_sheet, sheet)
    found = {sheet: _chosen_header(by_sheet[sheet], number)}
    for name, listed in by_sheet.items():
        if name != sheet and (header := columns.header_of([row.cells for row in listed])) is not None:
            found[name] = header
    return _headed(source, found, by_sheet)


def _chosen_header(listed: Sequence[SourceRow], number: int) -> columns.Header:
    place = next(place for place, row in enumerate(listed) if row.number == number)
    return columns.Header(place, 1, listed[place].cells)


def read(path: Path, report: Callable[[int], None] | None = None) -> Sheet:
    """The rows of the file at `path`, with the columns recognised.

    `report` is told now and then how many rows have been read; what it raises ends the reading. Raises Refusal
    ``file-missing``, ``file-unreadable``, ``file-too-large``, ``file-empty``, ``file-has-too-many-rows``,
    ``file-damaged`` and those of `sniffing.recognise` and `archive.check`, each naming its limit.
    """
    require_readable(path)
    try:
        return _read(path, report)
    except RecursionError:
        raise Refusal("file-damaged") from None
    except OSError as error:
        raise unreadable(path, error) from None


def _read(path: Path, report: Callable[[int], None] | None) -> Sheet:
    problems: list[Problem] = []
    found = _found(path, every_so_often(report), problems)
    listed = _limited(_without_errors(found.rows, problems))
    repairing = Repairing(listed)
    rows = tuple(repairing.rows())
    sheet = lay_out(
        Source(
            path.name,
            rows,
            found.is_table,
            (*problems, *repairing.problems),
            found.encoding,
            repairing.converted,
        )
    )
    if not sheet.rows:
        raise Refusal("file-empty", name=path.name)
    return sheet
