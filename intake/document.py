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


def _table(table: Any) -> list[tuple[str, ...]]:
    rows = (row.iterchildren(f"{_W}tc") for row in table.iterchildren(f"{_W}tr"))
    return [tuple(_cell(cell) for cell in list(cells)[: limits.COLUMNS]) for cells in rows]


def read(path: Path, progress: Callable[[int], None]) -> Iterator[Row]:
    """The rows of the tables with our columns, numbered through; without such a table, one row a question.

    Raises Refusal as `archive.check` does.
    """
    check(path)
    # python-docx is slow to load and only needed here.
    from docx import Document

    try:
        body: Any = Document(str(path)).element.body
    except Exception:  # noqa: BLE001  python-docx raises whatever its parsers raise on a damaged file
        raise Refusal("file-damaged") from None
    tables = [rows for table in body.iter(f"{_W}tbl") if find_header(rows := _table(table)) is not None]
    if not tables:
        lines = [_text(paragraph) for paragraph in body.iter(f"{_W}p")]
        yield from rows_of(lines)
        return
    number = 0
    for table, rows in enumerate(tables, start=1):
        for cells in rows:
            number += 1
            progress(number)
            if any(cells):
                yield Row(str(table) if len(tables) > 1 else "", number, cells)
