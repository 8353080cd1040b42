"""Reads the worksheets of a .xlsx file as rows of text, as a person sees them: hidden rows out, merged cells filled."""

from __future__ import annotations

import warnings
from datetime import date, datetime
from itertools import count
from typing import TYPE_CHECKING, Any, BinaryIO

from intake import limits
from intake.archive import check
from intake.sheet import Problem, Row
from meeting.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

_TRUE = frozenset({"1", "true"})
"""How XML Schema writes yes."""


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


def _parser(worksheet: Any, source: BinaryIO) -> Any:
    """What openpyxl's own read-only worksheet reads with. It alone tells which rows are hidden and which cells merged,
    and it hands out only the rows that are there, where `iter_rows` fills every gap.
    """
    from openpyxl.worksheet._reader import WorkSheetParser

    book = worksheet.parent
    return WorkSheetParser(
        source,
        worksheet._shared_strings,
        data_only=True,
        epoch=book.epoch,
        date_formats=book._date_formats,
        timedelta_formats=book._timedelta_formats,
    )


def _cells(written: Iterable[dict[str, Any]]) -> tuple[str, ...]:
    """The cells of one row at their places, up to the last that holds something."""
    texts = {cell["column"]: _text(cell["value"]) for cell in written if cell["column"] <= limits.COLUMNS}
    last = max((column for column, text in texts.items() if text), default=0)
    return tuple(texts.get(column, "") for column in range(1, last + 1))


def _parsed(parser: Any) -> Iterator[tuple[int, list[dict[str, Any]]]]:
    try:
        yield from parser.parse()
    except Exception:  # noqa: BLE001  as above: the rows are parsed while they are read
        raise Refusal("file-damaged") from None


def _kept(parser: Any, progress: Callable[[], None]) -> dict[int, tuple[str, ...]]:
    """The rows that hold something, by number. Ends where a long stretch of rows holds nothing."""
    kept: dict[int, tuple[str, ...]] = {}
    empty = 0
    for number, written in _parsed(parser):
        progress()
        cells = _cells(written)
        empty = 0 if cells else empty + 1
        if empty > limits.EMPTY_ROWS:
            break
        if cells:
            kept[number] = cells
        if len(kept) > limits.ROWS:
            raise Refusal("file-has-too-many-rows", limit=limits.ROWS)
    return kept


def _filled(rows: dict[int, tuple[str, ...]], merged: Any) -> None:
    """Write what is merged downwards into each row it reaches: one unit beside three questions is theirs."""
    for area in list(merged.mergeCell if merged is not None else ())[: limits.MERGED_CELLS]:
        column, top, _right, bottom = area.bounds
        above = rows.get(top, ())
        if column > len(above) or not above[column - 1]:
            continue
        reached = range(top + 1, bottom + 1) if bottom - top < len(rows) else rows
        for number in reached:
            cells = rows.get(number, ())
            if top < number <= bottom and cells and (column > len(cells) or not cells[column - 1]):
                padded = [*cells, *[""] * (column - len(cells))]
                padded[column - 1] = above[column - 1]
                rows[number] = tuple(padded)


def _rows(worksheet: Any, progress: Callable[[], None], problems: list[Problem]) -> Iterator[Row]:
    with worksheet._get_source() as source:
        parser = _parser(worksheet, source)
        rows = _kept(parser, progress)
    _filled(rows, parser.merged_cells)
    for number, cells in rows.items():
        if parser.row_dimensions.get(str(number), {}).get("hidden") in _TRUE:
            problems.append(Problem("row-hidden", worksheet.title, number))
        elif any(cell.strip() for cell in cells):
            yield Row(worksheet.title, number, cells)


def read(path: Path, progress: Callable[[int], None], problems: list[Problem]) -> Iterator[Row]:
    """The rows that hold something, worksheet by worksheet. Hidden rows and worksheets are left out and noted.

    Raises Refusal as `archive.check` does, and ``file-has-too-many-sheets``, ``file-has-too-many-rows``,
    ``file-damaged``.
    """
    check(path)
    done = count(1)
    with path.open("rb") as opened, warnings.catch_warnings():
        warnings.simplefilter(
            "ignore"
        )  # openpyxl warns of what it passes over; a warning would land on the screen
        book = _book(opened)
        if len(book.sheetnames) > limits.SHEETS:
            raise Refusal("file-has-too-many-sheets", limit=limits.SHEETS)
        for worksheet in book.worksheets:
            if worksheet.sheet_state == "visible":
                yield from _rows(worksheet, lambda: progress(next(done)), problems)
            else:
                problems.append(Problem("sheet-hidden", worksheet.title))
