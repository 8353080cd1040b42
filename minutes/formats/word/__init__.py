"""The minutes as DOCX: Mẫu 1.9 of Nghị định 30/2020/NĐ-CP in real Word styles that a clerk can go on editing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.oxml.ns import qn

from minutes.formats.breaking import foot_is_whole
from minutes.formats.word import body, letterhead, package, page
from minutes.formats.word.elements import paragraph, run

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement

    from minutes.outline.blocks import Annex, Minutes


def render(minutes: Minutes) -> bytes:
    """The whole document as DOCX."""
    document = package.empty()
    page.set_up(document, minutes.mark)
    sections = [(main(minutes), False, False)]
    sections += [(_annex(annex), annex.landscape, True) for annex in minutes.annexes]
    _lay(document, sections)
    return package.saved(document, minutes.subject, minutes.dated)


def render_annex(minutes: Minutes, annex: Annex) -> bytes:
    """One annex as a document of its own, to go with a letter."""
    document = package.empty()
    page.set_up(document, minutes.mark)
    _lay(document, [(_annex(annex), annex.landscape, True)])
    return package.saved(document, annex.title, minutes.dated)


def main(minutes: Minutes) -> list[BaseOxmlElement]:
    """Everything of a document but its annexes: letterhead, title, body, signatures, digest."""
    content = list(body.elements(minutes.blocks, page.TEXT_MM))
    if minutes.chair:
        # What was said last stands above the signatures: a page of nothing but names could belong to any document.
        body.keep(
            [last for part in content[-2:] for last in (part[-1:] if part.tag == qn("w:tbl") else [part])]
        )
    foot = [
        *letterhead.signatures(minutes),
        paragraph("SauBang"),
        *(paragraph("ChuNho", run(line)) for line in minutes.seal),
    ]
    if minutes.chair and foot_is_whole(minutes):
        body.keep(foot[:-1])
    return [
        letterhead.letterhead(minutes.letterhead, minutes.mark, minutes.about),
        *([paragraph("Title", run(minutes.kind))] if minutes.kind else [paragraph("SauBang")]),
        *([paragraph("Subtitle", run(minutes.subject))] if minutes.subject else []),
        *letterhead.addressees(minutes.addressees),
        *content,
        *([paragraph("KetThuc", run(minutes.closing))] if minutes.closing else []),
        paragraph("TruocChuKy" if minutes.chair else "SauBang"),
        *foot,
    ]


def _annex(annex: Annex) -> list[BaseOxmlElement]:
    width = page.LANDSCAPE_TEXT_MM if annex.landscape else page.TEXT_MM
    return [
        paragraph("PhuLuc", run(annex.label)),
        paragraph("TenPhuLuc", run(annex.title)),
        *([paragraph("KemTheo", run(annex.note))] if annex.note else []),
        *body.elements(annex.blocks, width),
    ]


def _lay(document: Document, sections: list[tuple[list[BaseOxmlElement], bool, bool]]) -> None:
    """Put (elements, landscape, annex) sections into the document; each ends in its own last paragraph."""
    final = document.element.body[-1]
    ends = [page.section_end(document, landscape=turned, annex=annex) for _, turned, annex in sections]
    for (content, _turned, _annex), end in zip(sections, ends, strict=True):
        for part in content:
            final.addprevious(part)
        if end is not ends[-1]:
            content[-1].get_or_add_pPr().append(end)
    final.getparent().replace(final, ends[-1])
    for number, shape in enumerate(document.element.body.iter(qn("wp:docPr")), start=1):
        shape.set("id", str(number))
