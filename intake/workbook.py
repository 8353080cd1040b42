"""Reads the worksheets of a .xlsx file as rows of text."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, BinaryIO

from intake import limits
from intake.archive import check
from intake.sheet import Row
from meeting.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


def _text(value: object) -> str:
    """A cell as a person reads it: whole numbers without a point, dates day first."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "x" if value else ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y %H:%M" if isinstance(value, datetime) and value.hour else "%d/%m/%Y")
    return str(value)


def _book(opened: BinaryIO) -> Any:
    # openpyxl is slow to load and only needed here.
    from openpyxl import load_workbook

    try:
        return load_workbook(opened, read_only=True, data_only=True, keep_links=False)
    except Exception:  # noqa: BLE001  openpyxl raises whatever its parsers raise on a damaged file
        raise Refusal("file-damaged") from None


def _rows(worksheet: Any) -> Iterator[Row]:
    worksheet.reset_dimensions()  # a wrong size in the file's own header must not hide rows
    values_of = worksheet.iter_rows(values_only=True, max_col=limits.COLUMNS)
    try:
        for number, values in enumerate(values_of, start=1):
            cells = [_text(value) for value in values]
            while cells and not cells[-1]:
                cells.pop()
            yield Row(worksheet.title, number, tuple(cells))
    except Exception:  # noqa: BLE001  as above: the rows are parsed while they are read
        raise Refusal("file-damaged") from None


def read(path: Path, progress: Callable[[int], None]) -> Iterator[Row]:
    """The rows that hold something, worksheet by worksheet; hidden worksheets are left out.

    Raises Refusal as `archive.check` does, and ``file-has-too-many-sheets``, ``file-damaged``.
    """
    check(path)
    with path.open("rb") as opened:
        book = _book(opened)
        if len(book.sheetnames) > limits.SHEETS:
            raise Refusal("file-has-too-many-sheets", limit=limits.SHEETS)
        visible = (worksheet for worksheet in book.worksheets if worksheet.sheet_state == "visible")
        for done, row in enumerate((row for worksheet in visible for row in _rows(worksheet)), start=1):
            progress(done)
            if any(cell.strip() for cell in row.cells):
                yield row
