"""The parts of a form that become several paragraphs and tables: the body, signatures, recipients, digest, annexes."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from docx.oxml.ns import qn
from docx.shared import Emu

from minutes.formats.word import body, letterhead, page
from minutes.formats.word.elements import element, paragraph, run, twips
from minutes.formats.word.template.lines import lines, text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement

    from minutes.outline.blocks import Annex, Minutes

CONTENT, SIGNATURES, RECIPIENTS, SEAL, ANNEXES = "noi_dung", "chu_ky", "noi_nhan", "ma_kiem_chung", "phu_luc"


def place(document: Document, minutes: Minutes, marks: Mapping[str, str]) -> set[str]:
    """Put the blocks where their marks stand; `marks` is name by mark. The names that had a place are given back."""
    width = text_width(document)
    made: dict[str, Callable[[], list[BaseOxmlElement]]] = {
        CONTENT: lambda: list(body.elements(minutes.blocks, width)),
        SIGNATURES: lambda: letterhead.signatures(minutes),
        RECIPIENTS: lambda: [paragraph("NoiNhanDong", run(f"- {line}")) for line in minutes.recipients],
        SEAL: lambda: seal(minutes),
    }
    placed: set[str] = set()
    for line in list(lines(document.element.body)):
        name = marks.get(text(line).strip())
        if name is None:
            continue
        placed.add(name)
        if name == ANNEXES:
            _place_annexes(document, line, minutes.annexes)
        else:
            _replace(line, made[name]())
    return placed


def seal(minutes: Minutes) -> list[BaseOxmlElement]:
    """The digest in small print."""
    return [paragraph("ChuNho", run(line)) for line in minutes.seal]


def append(document: Document, parts: Iterable[BaseOxmlElement]) -> None:
    """Put parts at the document's end, before the properties of its last section."""
    last = document.element.body[-1]
    for part in parts:
        last.addprevious(part)


def append_annexes(document: Document, annexes: Iterable[Annex]) -> None:
    """Put the annexes at the document's end, each a section of the form's own."""
    line = paragraph("SauBang")
    append(document, [line])
    _place_annexes(document, line, annexes)


def clear(document: Document) -> None:
    """Leave a form nothing but its first section: paper, margins, headers and footers."""
    top = document.element.body
    first = deepcopy(document.sections[0]._sectPr)
    for part in list(top):
        top.remove(part)
    top.append(first)


def lay_annex(document: Document, annex: Annex) -> None:
    """One annex as all that a cleared form says."""
    top = document.element.body
    own = top[-1]
    width = _turned_width(own) if annex.landscape else text_width(document)
    append(document, _annex(annex, width, new_page=False))
    top.replace(own, _turned(own) if annex.landscape else deepcopy(own))


def text_width(document: Document) -> float:
    """Millimetres between the margins of the form's first section."""
    section = document.sections[0]
    if not (section.page_width and section.left_margin is not None and section.right_margin is not None):
        return page.TEXT_MM
    return float(Emu(section.page_width - section.left_margin - section.right_margin).mm)


def _replace(line: BaseOxmlElement, parts: Iterable[BaseOxmlElement]) -> None:
    """Put parts in place of a paragraph; a section that ended with it still ends there."""
    for part in parts:
        line.addprevious(part)
    section = line.find(f"{qn('w:pPr')}/{qn('w:sectPr')}")
    if section is None and line.getparent().tag not in {
        qn("w:tc"),
        qn("w:txbxContent"),
        qn("w:hdr"),
        qn("w:ftr"),
    }:
        line.getparent().remove(line)
        return
    for child in [child for child in line if child.tag != qn("w:pPr")]:
        line.remove(child)


def _place_annexes(document: Document, line: BaseOxmlElement, annexes: Iterable[Annex]) -> None:
    """Annexes as sections of their own, turned where a table is wide; inside a table they are pages of it instead."""
    found = list(annexes)
    top = document.element.body
    if line.getparent() is not top or not found:
        _replace(
            line, [part for annex in found for part in _annex(annex, text_width(document), new_page=True)]
        )
        return
    own = _section_of(line)
    _end_section(line, deepcopy(own))
    width, turned_width = text_width(document), _turned_width(own)
    after = line
    for position, annex in enumerate(found):
        parts = _annex(annex, turned_width if annex.landscape else width, new_page=False)
        ends = _turned(own) if annex.landscape else _from_one(deepcopy(own))
        is_last = position == len(found) - 1
        if is_last and after.getnext() is top[-1]:
            top.replace(top[-1], ends)
        else:
            _end_section(parts[-1], ends)
        for part in parts:
            after.addnext(part)
            after = part
    _replace(line, [])


def _annex(annex: Annex, width_mm: float, *, new_page: bool) -> list[BaseOxmlElement]:
    """An annex whose last element is a paragraph, so that a section can end with it."""
    described = {"new_page": element("pageBreakBefore")} if new_page else {}
    made = [
        paragraph("PhuLuc", run(annex.label), **described),
        paragraph("TenPhuLuc", run(annex.title)),
        paragraph("KemTheo", run(annex.note)),
        *body.elements(annex.blocks, width_mm),
    ]
    return made if made[-1].tag == qn("w:p") else [*made, paragraph("SauBang")]


def _section_of(line: BaseOxmlElement) -> BaseOxmlElement:
    """The properties of the section that a paragraph stands in."""
    found: BaseOxmlElement
    for after in (line, *line.itersiblings()):
        found = after.find(f"{qn('w:pPr')}/{qn('w:sectPr')}")
        if found is not None:
            return found
    found = line.getparent()[-1]
    return found


def _end_section(line: BaseOxmlElement, section: BaseOxmlElement) -> None:
    described = line.get_or_add_pPr()
    for old in described.findall(qn("w:sectPr")):
        described.remove(old)
    kind = section.find(qn("w:type"))
    if kind is not None:
        section.remove(kind)
    described._insert_sectPr(section)


def _from_one(section: BaseOxmlElement) -> BaseOxmlElement:
    """The section with its pages numbered from 1."""
    for old in section.findall(qn("w:pgNumType")):
        section.remove(old)
    margins = section.find(qn("w:pgMar"))
    if margins is not None:
        before = section.find(qn("w:pgBorders"))
        (margins if before is None else before).addnext(element("pgNumType", start="1"))
    return section


def _turned(own: BaseOxmlElement) -> BaseOxmlElement:
    """The section on its side."""
    made = _from_one(deepcopy(own))
    size = made.find(qn("w:pgSz"))
    if size is not None and not _lies(size):
        width, height = size.get(qn("w:w")), size.get(qn("w:h"))
        size.set(qn("w:w"), height)
        size.set(qn("w:h"), width)
        size.set(qn("w:orient"), "landscape")
    return made


def _lies(size: BaseOxmlElement) -> bool:
    return int(size.get(qn("w:w"), twips(page.WIDTH_MM))) > int(size.get(qn("w:h"), twips(page.HEIGHT_MM)))


def _turned_width(own: BaseOxmlElement) -> float:
    """Millimetres between the margins of the section on its side."""
    made = _turned(own)
    size, margins = made.find(qn("w:pgSz")), made.find(qn("w:pgMar"))
    if size is None or margins is None:
        return page.LANDSCAPE_TEXT_MM
    sides = sum(int(margins.get(qn(f"w:{side}"), "0")) for side in ("left", "right"))
    return (int(size.get(qn("w:w"), twips(page.HEIGHT_MM))) - sides) * 25.4 / 1440
