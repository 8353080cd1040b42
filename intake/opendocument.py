"""Reads the tables of an OpenDocument spreadsheet (.ods) as rows of text, as a person sees them."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any

from intake import limits
from intake.archive import check
from intake.grid import Area, Grid
from intake.markup import attribute, child, name, opened, whole
from intake.sheet import Problem
from meeting.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from intake.sheet import SourceRow

_GROUPS = frozenset(
    {
        *("table-header-columns", "table-columns", "table-column-group", "table-row-group"),
        *("table-header-rows", "table-rows"),
    }
)
_GONE = frozenset({"annotation", "tracked-changes", "ruby-text", "note"})


def _members(parent: Any, wanted: str) -> Iterator[Any]:
    """The columns or rows of a table, whatever groups stand around them."""
    for one in parent:
        if name(one) == wanted:
            yield one
        elif name(one) in _GROUPS:
            yield from _members(one, wanted)


def text_of(parent: Any) -> str:
    """The text within an element, its paragraphs a line each."""
    pieces = [parent.text or ""] if name(parent) not in {"table-cell"} else []
    lines: list[str] = []
    for one in parent:
        kind = name(one)
        if kind in {"p", "h"}:
            lines.append(text_of(one))
        elif kind not in _GONE:
            pieces.append(
                {"s": " " * min(whole(attribute(one, "c"), 1), 99), "tab": " ", "line-break": "\n"}.get(
                    kind, ""
                )
            )
            pieces.append(text_of(one) if kind not in {"s", "tab", "line-break"} else "")
        if kind not in {"p", "h"}:
            pieces.append(one.tail or "")
    return "\n".join(filter(None, ["".join(pieces), *lines]))


def _is_hidden(element: Any) -> bool:
    return attribute(element, "visibility", "visible") != "visible"


def _grid(table: Any, progress: Callable[[], None]) -> Grid:
    grid = Grid(attribute(table, "name"))
    column = 1
    for one in _members(table, "table-column"):
        repeated = whole(attribute(one, "number-columns-repeated"), 1)
        if _is_hidden(one):
            grid.hidden_columns.update(range(column, min(column + repeated, limits.COLUMNS + 1)))
        column += repeated
    number = 1
    for row in _members(table, "table-row"):
        progress()
        repeated = max(whole(attribute(row, "number-rows-repeated"), 1), 1)
        cells = _cells(row, number, grid)
        if cells:
            if len(grid.cells) + repeated > limits.ROWS:
                raise Refusal("file-has-too-many-rows", limit=limits.ROWS)
            grid.cells.update(dict.fromkeys(range(number, number + repeated), cells))
            if _is_hidden(row):
                grid.hidden_rows.update(range(number, number + repeated))
        number += repeated
    return grid


def _cells(row: Any, number: int, grid: Grid) -> dict[int, str]:
    cells: dict[int, str] = {}
    column = 1
    for cell in row:
        if name(cell) not in {"table-cell", "covered-table-cell"}:
            continue
        repeated = max(whole(attribute(cell, "number-columns-repeated"), 1), 1)
        text = text_of(cell) if name(cell) == "table-cell" else ""
        if text.strip():
            after = max(column, min(column + repeated, limits.COLUMNS + 1))
            cells.update(dict.fromkeys(range(column, after), text))
            grid.cells_beyond += column + repeated - after
        down = whole(attribute(cell, "number-rows-spanned"), 1)
        across = whole(attribute(cell, "number-columns-spanned"), 1)
        if (down > 1 or across > 1) and len(grid.merged) < limits.MERGED_CELLS:
            grid.merged.append(Area(number, column, number + down - 1, column + across - 1))
        column += repeated
    return cells


def _hidden_styles(root: Any) -> frozenset[str]:
    """The table styles that are not displayed."""
    styles = child(root, "automatic-styles")
    return frozenset(
        attribute(style, "name")
        for style in (styles if styles is not None else ())
        for properties in style
        if name(properties) == "table-properties" and attribute(properties, "display") == "false"
    )


def read(path: Path, progress: Callable[[int], None], problems: list[Problem]) -> Iterator[SourceRow]:
    """The rows that hold something, table by table. Raises Refusal as `workbook.read` does."""
    check(path)
    done = count(1)
    with opened(path) as archive:
        root = archive.tree("content.xml")
    spreadsheet = child(root, "body", "spreadsheet")
    tables = [] if spreadsheet is None else [one for one in spreadsheet if name(one) == "table"]
    if len(tables) > limits.SHEETS:
        raise Refusal("file-has-too-many-sheets", limit=limits.SHEETS)
    hidden = _hidden_styles(root)
    for table in tables:
        if attribute(table, "style-name") in hidden:
            problems.append(Problem("sheet-hidden", attribute(table, "name")))
        else:
            yield from _grid(table, lambda: progress(next(done))).rows(problems)
