"""The blocks of the outline as paragraphs and tables of Word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.oxml.ns import qn

from minutes.formats.breaking import is_whole, leading, stays_together, stays_whole
from minutes.formats.word.elements import cell, element, paragraph, row, run, runs, table
from minutes.formats.word.signature_drawing import drawing
from minutes.outline.blocks import Block, Grid, Heading, Manner, Paragraph, Signed, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from docx.oxml.xmlchemy import BaseOxmlElement

STYLE_OF = {Manner.BODY: "Normal", Manner.ITEM: "DauDong", Manner.NOTE: "ChuNho"}
GRID_COLUMNS = 3

ROWS_FOR_A_PEN = 2
"""Empty rows above a name where a hand signs on the paper."""


def elements(blocks: Iterable[Block], width_mm: float) -> Iterator[BaseOxmlElement]:
    """Word elements of the blocks, one after another; a table is followed by a thin paragraph, as Word needs."""
    laid = list(blocks)
    leads = leading(laid)
    for position, block in enumerate(laid):
        match block:
            case Heading():
                yield paragraph(f"Heading{block.level}", run(block.text))
            case Paragraph():
                heads_table = position + 1 < len(laid) and isinstance(laid[position + 1], Table | Grid)
                is_last = position in leads and heads_table
                yield _paragraph(block, leads=position in leads, is_last=is_last)
            case Table():
                yield _table(block, width_mm)
                yield paragraph("SauBang")
            case Grid():
                yield _grid(block, width_mm)
                yield paragraph("SauBang")


def keep(parts: Sequence[BaseOxmlElement]) -> None:
    """Keep everything in `parts` on the page of what follows them."""
    for part in parts:
        for described in part.iter(qn("w:pPr")):
            if described.find(qn("w:keepNext")) is None:
                described.find(qn("w:pStyle")).addnext(element("keepNext"))


def _paragraph(block: Paragraph, *, leads: bool, is_last: bool) -> BaseOxmlElement:
    """A paragraph; one that `leads` to a table stays on the table's page, `is_last` is the one just before it."""
    dash = [run("- ")] if block.manner is Manner.ITEM else []
    made = paragraph("DanBang" if is_last else STYLE_OF[block.manner], *dash, *runs(block.runs))
    if leads and not is_last:
        keep([made])
    if block.manner is Manner.BODY and is_whole(block):
        described = made.find(qn("w:pPr"))
        before = described.find(qn("w:keepNext"))
        (described.find(qn("w:pStyle")) if before is None else before).addnext(element("keepLines"))
    return made


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
        rows.append(row(*laid, whole=stays_whole(texts, block.columns, width_mm)))
    if stays_together(block, width_mm):
        keep(rows[:-1])
    elif block.has_total:
        keep(rows[-2:-1])
    return table("TableGrid", widths, *rows)


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
    state = paragraph("BangGiua", run(signed.state, italic=True))
    by_pen = [state, *(paragraph("BangGiua") for _ in range(ROWS_FOR_A_PEN))]
    return cell(
        width_mm,
        paragraph("BangDau", run(signed.organisation)),
        *post,
        *([paragraph("BangGiua", *drawing(signed.strokes)), state] if signed.strokes else by_pen),
        paragraph("BangDau", run(signed.name)),
        paragraph("BangGiua"),
    )
