"""A sheet as CSV that Excel with Vietnamese settings opens by a double click: BOM, semicolons, no live formulas."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime
from typing import TYPE_CHECKING

from wording.dates import time_of_day, typed

if TYPE_CHECKING:
    from minutes.sheets import Sheet, Value

SEPARATOR = ";"
"""Vietnamese Windows uses the comma in decimals, so its Excel expects semicolons between cells."""

# What a spreadsheet reads as the start of a formula (OWASP CSV injection), full-width forms included.
LIVE = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def render(sheet: Sheet) -> bytes:
    """The sheet as UTF-8 with a byte order mark, every cell quoted, lines ended by CR LF."""
    made = io.StringIO()
    writer = csv.writer(made, delimiter=SEPARATOR, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(field.title for field in sheet.fields)
    writer.writerows(map(cell, row) for row in sheet.rows)
    return made.getvalue().encode("utf-8-sig")


def cell(value: Value) -> str:
    """A value as CSV text: dates as day/month/year, decimals with a comma, an apostrophe before a would-be formula."""
    match value:
        case None:
            return ""
        case datetime():
            return f"{typed(value)} {time_of_day(value)}"
        case date():
            return typed(value)
        case float():
            return str(value).replace(".", ",")
        case int():
            return str(value)
    return f"'{value}" if value.lstrip().startswith(LIVE) else value
