"""Reads tables in HTML, and Excel's XML of 2003: what many programs write when they are asked for a .xls file."""

from __future__ import annotations

import email
import email.policy
from itertools import count
from typing import TYPE_CHECKING, Any

from intake import limits
from intake.grid import Area, Grid
from intake.markup import attribute, child, name, parse, whole
from intake.number_formats import moment
from meeting.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from intake.sheet import Problem, SourceRow

_UNSEEN = frozenset({"script", "style", "head", "template", "noscript"})
_LINES = frozenset({"p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6"})


def _text(parent: Any) -> str:
    """The text that a browser shows within an element."""
    pieces = [" ".join((parent.text or "").split("\n"))]
    for one in parent:
        kind = name(one)
        if kind == "br":
            pieces.append("\n")
        elif kind and kind not in _UNSEEN and not _is_hidden(one) and kind != "table":
            text = _text(one)
            pieces.append(f"\n{text}\n" if kind in _LINES else text)
        pieces.append(" ".join((one.tail or "").split("\n")))
    lines = ("".join(pieces)).split("\n")
    return "\n".join(filter(None, (" ".join(line.split()) for line in lines)))


def _is_hidden(element: Any) -> bool:
    style = attribute(element, "style").replace(" ", "").lower()
    return (
        "display:none" in style
        or "mso-hide:all" in style
        or "visibility:hidden" in style
        or element.get("hidden") is not None
    )


def _rows_within(parent: Any) -> Iterator[Any]:
    for one in parent:
        if name(one) == "tr":
            yield one
        elif name(one) in {"tbody", "thead", "tfoot"}:
            yield from _rows_within(one)


def _html_grid(table: Any, title: str, progress: Callable[[], None]) -> Grid:
    grid = Grid(title)
    taken: dict[int, set[int]] = {}
    for number, row in enumerate(_rows_within(table), start=1):
        progress()
        column = 1
        if number > limits.ROWS:
            raise Refusal("file-has-too-many-rows", limit=limits.ROWS)
        for cell in row:
            if name(cell) not in {"td", "th"}:
                continue
            while column in taken.get(number, ()):
                column += 1
            grid.put(number, column, "" if _is_hidden(cell) else _text(cell))
            if column > limits.COLUMNS:
                column += 1
                continue
            down = min(whole(attribute(cell, "rowspan"), 1) or 1, limits.ROWS)
            across = min(whole(attribute(cell, "colspan"), 1) or 1, limits.COLUMNS)
            if (down > 1 or across > 1) and len(grid.merged) < limits.MERGED_CELLS:
                grid.merged.append(Area(number, column, number + down - 1, column + across - 1))
                for below in range(number + 1, number + down):
                    taken.setdefault(below, set()).update(range(column, column + across))
            column += across
        if _is_hidden(row):
            grid.hidden_rows.add(number)
    return grid


def html_of(text: str) -> str:
    """The page in a web archive (MHTML); any other text as it is. Raises Refusal ``file-damaged``."""
    if not text.lstrip()[:200].lower().startswith("mime-version"):
        return text
    message = email.message_from_string(text.lstrip(), policy=email.policy.default)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            return str(part.get_content())
    raise Refusal("file-damaged")


def read_html(
    text: str, progress: Callable[[int], None], problems: list[Problem]
) -> tuple[list[SourceRow], list[str]]:
    """The rows of the tables in a page, and the lines of a page without any. Raises Refusal ``file-damaged``."""
    # lxml is slow to load and only needed while a file is read.
    from lxml import etree, html

    try:
        root = html.document_fromstring(
            html_of(text).encode(), parser=html.HTMLParser(encoding="utf-8", no_network=True)
        )
    except (etree.ParserError, ValueError, LookupError):
        raise Refusal("file-damaged") from None
    done = count(1)
    tables = [
        table
        for table in root.iter("table")
        if not any(name(one) == "table" for one in table.iterancestors())
    ]
    tables = [inner for table in tables for inner in (_innermost(table) or [table])]
    if len(tables) > limits.SHEETS:
        raise Refusal("file-has-too-many-sheets", limit=limits.SHEETS)
    rows = [
        row
        for place, table in enumerate(tables, start=1)
        for row in _html_grid(
            table, str(place) if len(tables) > 1 else "", lambda: progress(next(done))
        ).rows(problems)
    ]
    return rows, [] if rows else _text(root).split("\n")


def _innermost(table: Any) -> list[Any]:
    """The tables within a table that only lays out the page."""
    inner = [one for one in table.iter("table") if one is not table]
    return [one for one in inner if next(one.iterdescendants("table"), None) is None] if len(inner) else []


def read_xml(data: bytes, progress: Callable[[int], None], problems: list[Problem]) -> Iterator[SourceRow]:
    """The rows of a workbook in Excel's XML of 2003. Raises Refusal ``file-has-entities``, ``file-damaged``."""
    plain = data.replace(b"\0", b"").upper()
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        raise Refusal("file-has-entities")
    root = parse(data)
    done = count(1)
    worksheets = [one for one in root if name(one) == "Worksheet"]
    if len(worksheets) > limits.SHEETS:
        raise Refusal("file-has-too-many-sheets", limit=limits.SHEETS)
    for worksheet in worksheets:
        yield from _xml_grid(worksheet, lambda: progress(next(done))).rows(problems)


def _xml_grid(worksheet: Any, progress: Callable[[], None]) -> Grid:
    grid = Grid(attribute(worksheet, "Name"))
    table = child(worksheet, "Table")
    column = number = 0
    for one in table if table is not None else ():
        if name(one) == "Column":
            column = whole(attribute(one, "Index"), column + 1)
            last = column + whole(attribute(one, "Span"))
            if attribute(one, "Hidden") == "1":
                grid.hidden_columns.update(range(column, min(last, limits.COLUMNS) + 1))
            column = last
        elif name(one) == "Row":
            progress()
            number = whole(attribute(one, "Index"), number + 1)
            if len(grid.cells) >= limits.ROWS:
                raise Refusal("file-has-too-many-rows", limit=limits.ROWS)
            _xml_cells(one, number, grid)
            if attribute(one, "Hidden") == "1":
                grid.hidden_rows.add(number)
            number += whole(attribute(one, "Span"))
    return grid


def _xml_cells(row: Any, number: int, grid: Grid) -> None:
    column = 0
    for cell in row:
        if name(cell) != "Cell":
            continue
        column = whole(attribute(cell, "Index"), column + 1)
        data = child(cell, "Data")
        text = "" if data is None else "".join(data.itertext())
        if data is not None and attribute(data, "Type") == "DateTime":
            text = _day(text)
        grid.put(number, column, text)
        down, across = whole(attribute(cell, "MergeDown")), whole(attribute(cell, "MergeAcross"))
        if (down or across) and len(grid.merged) < limits.MERGED_CELLS:
            grid.merged.append(Area(number, column, number + down, column + across))
        column += across


def _day(written: str) -> str:
    from datetime import datetime

    try:
        return moment(datetime.fromisoformat(written.strip()), time=True)
    except ValueError:
        return written
