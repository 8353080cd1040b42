"""Page set-up: paper, margins, the page number in the top margin, the draft mark; one section an annex."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from docx.oxml.ns import qn
from docx.shared import Mm

from minutes.formats.word.elements import element, field, paragraph, run, twips

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.section import _Footer, _Header

# Nghị định 30/2020/NĐ-CP, Phụ lục I: A4; top and bottom 20-25 mm, left 30-35 mm, right 15-20 mm.
WIDTH_MM, HEIGHT_MM = 210.0, 297.0
TOP_MM, BOTTOM_MM, LEFT_MM, RIGHT_MM = 20.0, 20.0, 30.0, 20.0
HEADER_MM = 10.0
TEXT_MM = WIDTH_MM - LEFT_MM - RIGHT_MM
LANDSCAPE_TEXT_MM = HEIGHT_MM - LEFT_MM - RIGHT_MM


def set_up(document: Document, mark: str) -> None:
    """A4 portrait, page numbers centred from page 2 on, and `mark` at the foot of every page."""
    section = document.sections[0]
    _forget_sessions(document)
    section.page_width, section.page_height = Mm(WIDTH_MM), Mm(HEIGHT_MM)
    section.top_margin, section.bottom_margin = Mm(TOP_MM), Mm(BOTTOM_MM)
    section.left_margin, section.right_margin = Mm(LEFT_MM), Mm(RIGHT_MM)
    section.header_distance = section.footer_distance = Mm(HEADER_MM)
    section.gutter = Mm(0)
    section.different_first_page_header_footer = True
    _fill(section.header, [paragraph("Header", *field("PAGE"))])
    _fill(section.first_page_header, [paragraph("Header")])
    for footer in (section.footer, section.first_page_footer):
        _fill(footer, [paragraph("DuThaoChan", run(mark))])


def _forget_sessions(document: Document) -> None:
    """Take out the editing-session numbers (rsid) that the library's empty document brings along."""
    for part in document.element.iter():
        for name in [name for name in part.attrib if "rsid" in name]:
            del part.attrib[name]


def _fill(margin: _Header | _Footer, paragraphs: list[BaseOxmlElement]) -> None:
    margin.is_linked_to_previous = False
    part = margin._element
    for child in list(part):
        part.remove(child)
    part.extend(paragraphs)


def section_end(document: Document, *, landscape: bool, annex: bool) -> BaseOxmlElement:
    """The properties that end a section: like the first, turned if `landscape`, numbered from 1 if an annex."""
    made = deepcopy(document.sections[0]._sectPr)
    size = made.find(qn("w:pgSz"))
    width, height = (HEIGHT_MM, WIDTH_MM) if landscape else (WIDTH_MM, HEIGHT_MM)
    size.set(qn("w:w"), twips(width))
    size.set(qn("w:h"), twips(height))
    if landscape:
        size.set(qn("w:orient"), "landscape")
    if annex:
        made.find(qn("w:pgMar")).addnext(element("pgNumType", start="1"))
    return made
