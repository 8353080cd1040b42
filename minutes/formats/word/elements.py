"""The few WordprocessingML elements the minutes are made of (ECMA-376 part 1, section 17), built without markup."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docx.oxml.xmlchemy import BaseOxmlElement

    from minutes.outline.blocks import Run

TWIPS_PER_MM = 1440 / 25.4
TWIPS_PER_POINT = 20
HALF_POINTS = 2
EIGHTHS = 8


def twips(mm: float) -> str:
    """Millimetres in twentieths of a point, as attributes want them."""
    return str(round(mm * TWIPS_PER_MM))


def element(tag: str, /, *children: BaseOxmlElement, **attributes: str) -> BaseOxmlElement:
    """`<w:tag>` with `w:` attributes and children."""
    made = OxmlElement(f"w:{tag}", attrs={qn(f"w:{name}"): value for name, value in attributes.items()})
    made.extend(children)
    return made


def paragraph(style: str, *runs: BaseOxmlElement, **properties: BaseOxmlElement) -> BaseOxmlElement:
    """A paragraph in a style; `properties` are further children of its w:pPr, already in schema order."""
    described = element("pPr", element("pStyle", val=style), *properties.values())
    return element("p", described, *runs)


def run(text: str, *, bold: bool = False, italic: bool = False) -> BaseOxmlElement:
    """A run of text; each line feed in it is a line break. Direct formatting only where a style cannot say it."""
    made = element("r")
    if bold or italic:
        marks = [element(tag) for tag, is_set in (("b", bold), ("i", italic)) if is_set]
        made.append(element("rPr", *marks))
    for position, line in enumerate(text.split("\n")):
        if position:
            made.append(element("br"))
        words = element("t")
        words.text = line
        words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        made.append(words)
    return made


def runs(found: Iterable[Run]) -> list[BaseOxmlElement]:
    """Runs of the outline as runs of Word."""
    return [run(one.text, bold=one.bold, italic=one.italic) for one in found]


def field(code: str) -> list[BaseOxmlElement]:
    """A field that Word computes, such as PAGE; only ever with a code of ours."""
    instruction = element("instrText")
    instruction.text = f" {code} "
    parts = (element("fldChar", fldCharType="begin"), instruction, element("fldChar", fldCharType="end"))
    return [element("r", part) for part in parts]


def cell(width_mm: float, *content: BaseOxmlElement, **properties: BaseOxmlElement) -> BaseOxmlElement:
    """A table cell of a fixed width; a cell must hold at least one paragraph."""
    width = element("tcW", w=twips(width_mm), type="dxa")
    return element("tc", element("tcPr", width, *properties.values()), *content)


def row(*cells: BaseOxmlElement, header: bool = False, whole: bool = False) -> BaseOxmlElement:
    """A table row; `header` repeats it on every page, `whole` keeps it on one."""
    marks = [element(tag) for tag, is_set in (("cantSplit", whole), ("tblHeader", header)) if is_set]
    return element("tr", *([element("trPr", *marks)] if marks else []), *cells)


def table(
    style: str, widths_mm: Iterable[float], *rows: BaseOxmlElement, hangs_mm: float = 0
) -> BaseOxmlElement:
    """A table of fixed column widths, hanging `hangs_mm` into the left margin."""
    widths = list(widths_mm)
    described = element(
        "tblPr",
        element("tblStyle", val=style),
        element("tblW", w=twips(sum(widths)), type="dxa"),
        *([element("tblInd", w=twips(-hangs_mm), type="dxa")] if hangs_mm else []),
        element("tblLayout", type="fixed"),
    )
    grid = element("tblGrid", *(element("gridCol", w=twips(width)) for width in widths))
    return element("tbl", described, grid, *rows)
