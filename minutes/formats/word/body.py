"""The blocks of the outline as paragraphs and tables of Word."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from docx.oxml.ns import qn

from minutes.formats.word.elements import cell, element, paragraph, row, run, runs, table
from minutes.formats.word.ink import drawing
from minutes.outline.blocks import Block, Grid, Heading, Manner, Paragraph, Signed, Table, stays_whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from docx.oxml.xmlchemy import BaseOxmlElement

STYLE_OF = {Manner.BODY: "Normal", Manner.ITEM: "DauDong", Manner.NOTE: "ChuNho"}
SMALL_TABLE = 12
"""Tables of at most this many rows stay on one page."""

GRID_COLUMNS = 3

ROWS_FOR_A_PEN = 2
"""Empty rows above a name where a hand signs on the paper."""


def elements(blocks: Iterable[Block], width_mm: float) -> Iterator[BaseOxmlElement]:
    """Word elements of the blocks, one after another; a table is followed by a thin paragraph, as Word needs."""
    laid = list(blocks)
    for block, following in zip_longest(laid, laid[1:]):
        match block:
            case Heading():
                yield paragraph(f"Heading{block.level}", run(block.text))
            case Paragraph():
                yield _paragraph(block, leads=isinstance(following, Table | Grid))
            case Table():
                yield _table(block, width_mm)
                yield paragraph("SauBang")
            case Grid():
                yield _grid(block, width_mm)
                yield paragraph("SauBang")


def _paragraph(block: Paragraph, *, leads: bool) -> BaseOxmlElement:
    """A paragraph; one that `leads` into a table stays on the table's page."""
    dash = [run("- ")] if block.manner is Manner.ITEM else []
    style = "DanBang" if leads and block.manner is Manner.BODY else STYLE_OF[block.manner]
    return paragraph(style, *dash, *runs(block.runs))


def _table(block: Table, width_mm: float) -> BaseOxmlElement:
    widths = [column.share * width_mm for column in block.columns]
    styles = ["BangGiua" if column.centred else "Bang" for column in block.columns]
    titles = (
        cell(width, paragraph("BangDau", run(column.title)), align=element("vAlign", val="center"))
        for column, width in zip(block.columns, widths, strict=True)
    )
    rows = [row(*titles, header=True, whole=True)]
    last = len(block.rows) - 1
    for number, texts in enumerate(block.rows):
        bold = block.has_total and number == last
        cells = zip(texts, widths, styles, strict=True)
        laid = (cell(w, paragraph(style, run(text, bold=bold))) for text, w, style in cells)
        rows.append(row(*laid, whole=stays_whole(texts)))
    made = table("TableGrid", widths, *rows)
    if len(block.rows) <= SMALL_TABLE:
        _keep_together(rows)
    return made


def _keep_together(rows: list[BaseOxmlElement]) -> None:
    """Word keeps a table on one page when every row but the last is kept with the next."""
    for one in rows[:-1]:
        for style in one.iter(qn("w:pStyle")):
            style.addnext(element("keepNext"))


def _grid(block: Grid, width_mm: float) -> BaseOxmlElement:
    """Signers in rows of three, without rules."""
    columns = max(1, min(GRID_COLUMNS, len(block.cells)))
    width = width_mm / columns
    rows = []
    for start in range(0, len(block.cells), columns):
        signed = [_signed(width, one) for one in block.cells[start : start + columns]]
        signed += [cell(width, paragraph("BangGiua")) for _ in range(columns - len(signed))]
        rows.append(row(*signed, whole=True))
    return table("KhongKe", [width] * columns, *rows)


def _signed(width_mm: float, signed: Signed) -> BaseOxmlElement:
    post = [paragraph("BangGiua", run(signed.post))] if signed.post else []
    room = [] if signed.strokes else [paragraph("BangGiua") for _ in range(ROWS_FOR_A_PEN)]
    return cell(
        width_mm,
        paragraph("BangDau", run(signed.organisation)),
        *post,
        paragraph("BangGiua", *drawing(signed.strokes)),
        *room,
        paragraph("BangDau", run(signed.name)),
        paragraph("BangGiua", run(signed.state, italic=True)),
        paragraph("BangGiua"),
    )
