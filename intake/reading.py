"""Reads a file of questions or of people, whatever it was made with, into a `Sheet` to look at and confirm."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from intake import columns, delimited, document, limits, plain, workbook
from intake.encodings import decode
from intake.legacy import convert, likely_in, recognise, with_dyet
from intake.sheet import Field, Problem, Row, Sheet, letter
from meeting.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

KINDS = (".xlsx", ".csv", ".docx", ".txt")
"""What can be read in."""

FOUND_CHARACTERS = 40
"""How much of a wrong cell a problem shows."""


def _every_so_often(report: Callable[[int], None] | None) -> Callable[[int], None]:
    """`report`, called once in `limits.PROGRESS_EVERY` rows."""

    def progress(done: int) -> None:
        if report is not None and done % limits.PROGRESS_EVERY == 0:
            report(done)

    return progress


class _Found(NamedTuple):
    """What a file holds: its rows, whether they are those of a table, and how its text is coded (empty: as Unicode)."""

    rows: Iterator[Row]
    is_table: bool
    encoding: str = ""


def _found(path: Path, progress: Callable[[int], None], problems: list[Problem]) -> _Found:
    kind = path.suffix.lower()
    if kind not in KINDS:
        raise Refusal("file-kind", found=kind or path.name[:FOUND_CHARACTERS], known=", ".join(KINDS))
    if kind == ".xlsx":
        return _Found(workbook.read(path, progress, problems), is_table=True)
    if kind == ".docx":
        return _Found(*document.read(path, progress))
    text, encoding = decode(path.read_bytes())
    if kind == ".csv" or delimited.is_table(text):
        return _Found(delimited.read(text, progress), is_table=True, encoding=encoding)
    return _Found(plain.rows_of(text.splitlines()), is_table=False, encoding=encoding)


def _limited(rows: Iterable[Row]) -> list[Row]:
    kept: list[Row] = []
    for row in rows:
        if len(kept) >= limits.ROWS:
            raise Refusal("file-has-too-many-rows", limit=limits.ROWS)
        kept.append(row)
    return kept


class _Unicode:
    """Turns cells of old Vietnamese codes into Unicode, counting them, and flags what cannot be told."""

    def __init__(self, rows: list[Row]) -> None:
        self._likely = likely_in(cell for row in rows for cell in row.cells)
        self.converted = 0
        self.problems: list[Problem] = []

    def row(self, row: Row) -> Row:
        return row._replace(
            cells=tuple(self._cell(row, column, cell) for column, cell in enumerate(row.cells))
        )

    def _cell(self, row: Row, column: int, cell: str) -> str:
        if cell.isascii():
            return cell
        verdict = recognise(cell, self._likely)
        if not verdict.sure:
            found = cell[:FOUND_CHARACTERS]
            self.problems.append(Problem("perhaps-old-code", row.sheet, row.number, letter(column), found))
        repaired = with_dyet(cell) if verdict.legacy is None else convert(cell, verdict.legacy)
        self.converted += repaired != cell
        return repaired


def _by_sheet(rows: Iterable[Row]) -> dict[str, list[Row]]:
    by_sheet: dict[str, list[Row]] = {}
    for row in rows:
        by_sheet.setdefault(row.sheet, []).append(row)
    return by_sheet


def _body(listed: list[Row], header: int) -> list[Row]:
    """The rows below a header, without the line that numbers the columns and the header itself on later pages."""
    below = listed[header + 1 :]
    if below and columns.numbers_columns(below[0].cells):
        below = below[1:]
    return [row for row in below if row.cells != listed[header].cells]


class _Table(NamedTuple):
    """The rows of a table below its header, and the columns recognised."""

    header: tuple[str, ...]
    rows: list[Row]
    columns: dict[Field, int]


def _table(rows: list[Row], problems: list[Problem]) -> _Table:
    """What stands below the headers. Worksheets without the columns of the first that has ours are left out, noted."""
    by_sheet = _by_sheet(rows)
    headers = {name: columns.find_header([row.cells for row in listed]) for name, listed in by_sheet.items()}
    found = {name: at for name, at in headers.items() if at is not None}
    if not found:
        longest = max(by_sheet.values(), key=len, default=[])
        problems += [Problem("sheet-left-out", name) for name in by_sheet if by_sheet[name] is not longest]
        return _Table((), longest, columns.guessed([row.cells for row in longest]))
    first = next(iter(found))
    header = by_sheet[first][found[first]].cells
    chosen = columns.recognised(header)
    same = [name for name, at in found.items() if columns.recognised(by_sheet[name][at].cells) == chosen]
    problems += [Problem("sheet-left-out", name) for name in by_sheet if name not in same]
    return _Table(header, [row for name in same for row in _body(by_sheet[name], found[name])], chosen)


def _list(rows: list[Row]) -> _Table:
    """A question a row; the first line may head the list."""
    heads = bool(rows) and columns.is_named_exactly(rows[0].cells[0], Field.TEXT)
    return _Table(rows[0].cells if heads else (), rows[1:] if heads else rows, {Field.TEXT: 0})


def read(path: Path, report: Callable[[int], None] | None = None) -> Sheet:
    """The rows of the file at `path`, with the columns recognised.

    `report` is told now and then how many rows have been read; what it raises ends the reading. Raises Refusal
    ``file-missing``, ``file-unreadable``, ``file-kind``, ``file-too-large``, ``file-empty``,
    ``file-has-too-many-rows``, ``file-damaged`` and those of `archive.check`, each naming its limit.
    """
    try:
        return _read(path, report)
    except OSError as error:
        raise Refusal(
            "file-unreadable", name=path.name[:FOUND_CHARACTERS], reason=error.strerror or ""
        ) from None


def _read(path: Path, report: Callable[[int], None] | None) -> Sheet:
    if not path.is_file():
        raise Refusal("file-missing", name=path.name)
    size = path.stat().st_size
    if size > limits.FILE_BYTES:
        raise Refusal("file-too-large", limit=limits.FILE_BYTES // 1024 // 1024)
    if not size:
        raise Refusal("file-empty", name=path.name)
    problems: list[Problem] = []
    found = _found(path, _every_so_often(report), problems)
    listed = _limited(found.rows)
    unicode = _Unicode(listed)
    rows = [unicode.row(row) for row in listed]
    table = _table(rows, problems) if found.is_table else _list(rows)
    if not table.rows:
        raise Refusal("file-empty", name=path.name)
    return Sheet(
        name=path.name,
        header=table.header,
        rows=tuple(table.rows),
        columns=table.columns,
        problems=(*problems, *unicode.problems),
        encoding=found.encoding,
        converted=unicode.converted,
    )
