"""Reads a .docx file as rows of text: its tables if one of them has our columns, otherwise its paragraphs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from intake import limits
from intake.archive import check
from intake.columns import find_header
from intake.plain import rows_of
from intake.sheet import Row
from meeting.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def _text(paragraph: Any) -> str:
    """The text of a paragraph's element, tracked deletions left out; breaks and tabs as spaces."""
    nodes = paragraph.iter(f"{_W}t", f"{_W}br", f"{_W}tab")
    return "".join(node.text or "" if node.tag == f"{_W}t" else " " for node in nodes)


def _cell(cell: Any) -> str:
    return "\n".join(filter(None, (_text(paragraph).strip() for paragraph in cell.iter(f"{_W}p"))))


def _property(cell: Any, name: str) -> Any:
    properties = cell.find(f"{_W}tcPr")
    return None if properties is None else properties.find(f"{_W}{name}")


def _width(cell: Any) -> int:
    """How many columns of the table's grid a cell covers."""
    span = _property(cell, "gridSpan")
    written = "" if span is None else span.get(f"{_W}val", "")
    return min(int(written), limits.COLUMNS) if written.isdecimal() and int(written) else 1


def _continues(cell: Any) -> bool:
    """Whether a cell is the lower part of one merged downwards."""
    merged = _property(cell, "vMerge")
    return merged is not None and merged.get(f"{_W}val", "continue") == "continue"


def _row(row: Any, above: tuple[str, ...]) -> tuple[str, ...]:
    """The cells at their places in the grid; what is merged downwards stands in every row that it reaches."""
    cells: list[str] = []
    for cell in row.iterchildren(f"{_W}tc"):
        inherited = above[len(cells)] if _continues(cell) and len(cells) < len(above) else ""
        cells += [_cell(cell) or inherited, *[""] * (_width(cell) - 1)]
        if len(cells) >= limits.COLUMNS:
            break
    return tuple(cells[: limits.COLUMNS])


def _table(table: Any) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for row in table.iterchildren(f"{_W}tr"):
        rows.append(_row(row, rows[-1] if rows else ()))
    return rows


def _chosen(body: Any) -> list[list[tuple[str, ...]]]:
    """The tables with our columns; without any, the longest where it has more rows than there are paragraphs."""
    tables = [_table(table) for table in body.iter(f"{_W}tbl")]
    ours = [rows for rows in tables if find_header(rows) is not None]
    longest = max(tables, key=len, default=[])
    return ours or ([longest] if len(longest) > len(_paragraphs(body)) else [])


def _paragraphs(body: Any) -> list[str]:
    """The paragraphs outside tables: a letterhead is a table, too."""
    return [_text(paragraph) for paragraph in body.iterchildren(f"{_W}p")]


def read(path: Path, progress: Callable[[int], None]) -> tuple[Iterator[Row], bool]:
    """The rows of the tables, numbered through; without a table of questions, one row a question. And which it was.

    Raises Refusal as `archive.check` does.
    """
    check(path)
    # python-docx is slow to load and only needed here.
    from docx import Document

    try:
        body: Any = Document(str(path)).element.body
    except Exception:  # noqa: BLE001  python-docx raises whatever its parsers raise on a damaged file
        raise Refusal("file-damaged") from None
    tables = _chosen(body)
    return (_numbered(tables, progress), True) if tables else (rows_of(_paragraphs(body)), False)


def _numbered(tables: list[list[tuple[str, ...]]], progress: Callable[[int], None]) -> Iterator[Row]:
    number = 0
    for table, rows in enumerate(tables, start=1):
        for cells in rows:
            number += 1
            progress(number)
            if any(cells):
                yield Row(str(table) if len(tables) > 1 else "", number, cells)
