"""Reads .csv files as rows of text, whatever stands between their cells."""

from __future__ import annotations

import csv
import io
from itertools import islice
from typing import TYPE_CHECKING

from intake import limits
from intake.columns import find_header, recognised
from intake.sheet import Row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SEPARATORS = ";,\t|"
"""Excel in Vietnamese writes semicolons, in English commas."""

_LINES_LOOKED_AT = 20


def separator(text: str) -> str:
    """The separator that stands most evenly in the first lines; a ``sep=;`` line of Excel's own decides."""
    lines = text.splitlines()[:_LINES_LOOKED_AT]
    if lines and lines[0].lower().startswith("sep=") and lines[0][4:5] in SEPARATORS:
        return lines[0][4:5]
    return max(SEPARATORS, key=lambda mark: (_rows_alike(text, mark), -SEPARATORS.index(mark)))


def _rows_alike(text: str, mark: str) -> int:
    """How many of the first rows have as many cells as the first of several cells."""
    rows = csv.reader(io.StringIO(text), delimiter=mark)
    widths = [len(row) for row, _ in zip(rows, range(_LINES_LOOKED_AT), strict=False)]
    wide = [width for width in widths if width > 1]
    return wide.count(max(set(wide), key=wide.count)) if wide else 0


def _plain_endings(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def is_table(text: str) -> bool:
    """Whether text in a file that need not be a table is one: Excel saves "Unicode Text" as .txt, with tabs."""
    first = [row.cells for row in islice(read(text, lambda _done: None), limits.HEADER_WITHIN)]
    header = find_header(first)
    return header is not None and len(recognised(first[header])) > 1


def read(text: str, progress: Callable[[int], None]) -> Iterator[Row]:
    """The rows that hold something, numbered by row. `text` may end its lines in any of the usual ways."""
    csv.field_size_limit(limits.FILE_BYTES)
    text = _plain_endings(text)
    mark = separator(text)
    body = text.split("\n", 1)[1] if text[:4].lower() == "sep=" and "\n" in text else text
    skipped = 1 if body is not text else 0
    rows = csv.reader(io.StringIO(body), delimiter=mark)
    for number, cells in enumerate(rows, start=1 + skipped):
        progress(number)
        if any(cell.strip() for cell in cells):
            yield Row("", number, tuple(cells[: limits.COLUMNS]))
