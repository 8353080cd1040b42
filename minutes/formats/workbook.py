"""The record as an XLSX workbook: real dates and numbers, frozen headers, filters, ready to print."""

from __future__ import annotations

import io
import math
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import xlsxwriter

from minutes.archive import timeless
from minutes.sheets import CellKind, Sheet, Value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

CELL_CHARACTERS = 32_767
"""Most characters an Excel cell holds (Excel's own specification)."""

CUT_MARK = " … [còn tiếp: xem biên bản]"

WIDTHS = {
    CellKind.TEXT: 16,
    CellKind.LONG_TEXT: 48,
    CellKind.NUMBER: 9,
    CellKind.DECIMAL: 10,
    CellKind.DATE: 12,
    CellKind.TIME: 16,
}
"""Column widths in characters."""

FONT = {"font_name": "Times New Roman", "font_size": 11}
LINE_POINTS = 15
LETTERS_PER_WIDTH = 1.1
"""Times New Roman sets a little more letters to a width than the digit that Excel measures widths by."""

TALLEST_POINTS = 409
"""Excel's own limit on a row's height."""

NUMBER_FORMATS = {
    CellKind.NUMBER: "0",
    CellKind.DECIMAL: "0.00",
    CellKind.DATE: "dd/mm/yyyy",
    CellKind.TIME: "dd/mm/yyyy hh:mm",
}
A4 = 9
WIDE = 160
"""Most characters across a page of A4 on its side that stay readable; a wider sheet goes on on pages to the right."""

MARGIN_CHARACTERS = 120
"""Most characters of one text in a page's margin: Excel takes 255 for all of it."""

UNDATED = datetime(2000, 1, 1, tzinfo=UTC)

# No string is ever guessed to be a formula, a number or a link: every cell is written with its own type.
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
    "default_date_format": "dd/mm/yyyy",
}


def render(sheets: Sequence[Sheet], title: str, dated: datetime | None, mark: str = "") -> bytes:
    """The workbook. `dated` is the meeting's own time: no clock goes into the file.

    `title` and `mark` (DỰ THẢO …) head every printed page.
    """
    packed = io.BytesIO()
    book = xlsxwriter.Workbook(packed, OPTIONS)
    at = (dated or UNDATED).astimezone(UTC).replace(tzinfo=None)
    book.set_properties({"title": title, "created": at})
    head = book.add_format(
        {
            "bold": True,
            "text_wrap": True,
            "align": "center",
            "valign": "vcenter",
            "border": 1,
            "bg_color": "#E7E6E6",
            **FONT,
        }
    )
    shown = {kind: book.add_format(_look(kind)) for kind in CellKind}
    for sheet in sheets:
        page = book.add_worksheet(sheet.title)
        _lay(page, sheet, head, shown)
        page.set_header(f"&L{_in_margin(title)}&R{_in_margin(mark)}")
    book.close()
    return timeless(packed.getvalue())


def _in_margin(text: str) -> str:
    """`text` for a page's margin, where an ampersand begins a code: a wide one stands in its place, for none can."""
    shown = " ".join(text.split()).replace("&", "＆")
    return shown if len(shown) <= MARGIN_CHARACTERS else shown[: MARGIN_CHARACTERS - 1] + "…"


def _look(kind: CellKind) -> dict[str, object]:
    look: dict[str, object] = FONT | {
        "valign": "top",
        "border": 1,
        "text_wrap": kind in {CellKind.TEXT, CellKind.LONG_TEXT},
    }
    return look | ({"num_format": NUMBER_FORMATS[kind], "align": "center"} if kind in NUMBER_FORMATS else {})


def _lay(page: Worksheet, sheet: Sheet, head: Format, shown: dict[CellKind, Format]) -> None:
    for place, field in enumerate(sheet.fields):
        page.set_column(place, place, WIDTHS[field.kind])
        page.write_string(0, place, field.title, head)
    page.set_row(0, 3 * LINE_POINTS)
    for line, values in enumerate(sheet.rows, start=1):
        page.set_row(line, _height(sheet, values))
        for place, (field, value) in enumerate(zip(sheet.fields, values, strict=True)):
            _write(page, line, place, value, shown[field.kind])
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, max(1, len(sheet.rows)), len(sheet.fields) - 1)
    page.repeat_rows(0)
    page.set_landscape()
    page.set_paper(A4)
    across = math.ceil(sum(WIDTHS[field.kind] for field in sheet.fields) / WIDE)
    page.fit_to_pages(across, 0)
    if across > 1:
        page.repeat_columns(0)
    page.set_margins(left=0.8, right=0.6, top=0.8, bottom=0.8)
    page.set_footer("&C&P/&N")


def _height(sheet: Sheet, values: Sequence[Value]) -> int:
    """Points a row needs: LibreOffice does not measure wrapped text of files it did not write."""
    lines = 1
    for field, value in zip(sheet.fields, values, strict=True):
        if isinstance(value, str):
            lines = max(
                lines,
                sum(
                    1 + int(len(part) / WIDTHS[field.kind] / LETTERS_PER_WIDTH) for part in value.split("\n")
                ),
            )
    return min(TALLEST_POINTS, lines * LINE_POINTS)


def _write(page: Worksheet, line: int, place: int, value: Value, look: Format) -> None:
    match value:
        case None | "":
            # A text of no letters would not be blank to a formula or a filter.
            page.write_blank(line, place, None, look)
        case str():
            page.write_string(line, place, cell_text(value), look)
        case date():
            page.write_datetime(line, place, value, look)
        case _:
            page.write_number(line, place, value, look)


def cell_text(text: str) -> str:
    """`text` as one cell can hold it; the rest stands in the minutes."""
    if text.startswith("<r>") and text.endswith("</r>"):
        # XlsxWriter takes such a text for markup of its own, and writes it into the file as it is.
        text += " "
    if len(text.encode("utf-16-le")) // 2 <= CELL_CHARACTERS:
        return text
    kept = text.encode("utf-16-le")[: (CELL_CHARACTERS - len(CUT_MARK)) * 2].decode("utf-16-le", "ignore")
    return kept + CUT_MARK
