"""Reads a file of questions or of people, whatever it was made with, into a `Sheet` to look at and confirm."""

from __future__ import annotations

from typing import TYPE_CHECKING

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


def _rows(path: Path, progress: Callable[[int], None]) -> tuple[Iterator[Row], str]:
    """The rows of a file and how its text is coded (empty for files that are always Unicode)."""
    kind = path.suffix.lower()
    if kind not in KINDS:
        raise Refusal("file-kind", found=kind or path.name[:FOUND_CHARACTERS], known=", ".join(KINDS))
    if kind == ".xlsx":
        return workbook.read(path, progress), ""
    if kind == ".docx":
        return document.read(path, progress), ""
    text, encoding = decode(path.read_bytes())
    if kind == ".csv":
        return delimited.read(text, progress), encoding
    return plain.rows_of(text.splitlines()), encoding


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


def _without_headers(rows: list[Row]) -> tuple[tuple[str, ...], list[Row], dict[Field, int]]:
    """The header, the rows below it and the columns recognised. Worksheets without our columns are left out."""
    by_sheet: dict[str, list[Row]] = {}
    for row in rows:
        by_sheet.setdefault(row.sheet, []).append(row)
    headers = {name: columns.find_header([row.cells for row in listed]) for name, listed in by_sheet.items()}
    found = {name: at for name, at in headers.items() if at is not None}
    if not found:
        longest = max(by_sheet.values(), key=len, default=[])
        return (), longest, columns.guessed([row.cells for row in longest])
    first = next(iter(found))
    header = by_sheet[first][found[first]].cells
    chosen = columns.recognised(header)
    same = [name for name, at in found.items() if columns.recognised(by_sheet[name][at].cells) == chosen]
    return header, [row for name in same for row in by_sheet[name][found[name] + 1 :]], chosen


def read(path: Path, report: Callable[[int], None] | None = None) -> Sheet:
    """The rows of the file at `path`, with the columns recognised.

    `report` is told now and then how many rows have been read; what it raises ends the reading. Raises Refusal
    ``file-missing``, ``file-kind``, ``file-too-large``, ``file-empty``, ``file-has-too-many-rows``, ``file-damaged``
    and those of `archive.check`, each naming its limit.
    """
    if not path.is_file():
        raise Refusal("file-missing", name=path.name)
    size = path.stat().st_size
    if size > limits.FILE_BYTES:
        raise Refusal("file-too-large", limit=limits.FILE_BYTES // 1024 // 1024)
    if not size:
        raise Refusal("file-empty", name=path.name)
    rows, encoding = _rows(path, _every_so_often(report))
    listed = _limited(rows)
    unicode = _Unicode(listed)
    header, body, recognised = _without_headers([unicode.row(row) for row in listed])
    if not body:
        raise Refusal("file-empty", name=path.name)
    return Sheet(
        name=path.name,
        header=header,
        rows=tuple(body),
        columns=recognised,
        problems=tuple(unicode.problems),
        encoding=encoding,
        converted=unicode.converted,
    )
