"""The agency's own form: a .docx with placeholders, filled with the same outline as the built-in form.

Placeholders stand in double braces, in capitals without diacritics (docs/minutes.md lists them). A form that cannot
be used is refused by name, and the built-in form takes its place.
"""

from __future__ import annotations

import re
import zipfile
from typing import TYPE_CHECKING

import docx
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Emu

from meeting.refusal import Refusal
from minutes.formats.word import body, letterhead, package, page, styles
from minutes.formats.word.elements import element, paragraph, run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from docx.document import Document

    from minutes.outline.blocks import Annex, Minutes, Signature

LARGEST_BYTES = 5 * 1024 * 1024
LARGEST_UNPACKED = 50 * 1024 * 1024
"""A form with a picture or two stays far below; a zip made to burst a laptop's memory does not."""

MACROS = "word/vbaProject.bin"
_PLACEHOLDER = re.compile(r"\{\{\s*([A-Z_]+)\s*\}\}")

CONTENT = "NOI_DUNG"
"""The one placeholder a form must have, alone in its paragraph: the body of the minutes goes there."""

ANNEXES = "PHU_LUC"
SIGNATURES = "CHU_KY"
RECIPIENTS = "NOI_NHAN"
SEAL = "MA_KIEM_CHUNG"


WORDS: dict[str, Callable[[Minutes], str]] = {
    "CO_QUAN_CHU_QUAN": lambda m: m.letterhead.parent,
    "CO_QUAN": lambda m: m.letterhead.agency,
    "SO_KY_HIEU": lambda m: m.letterhead.number,
    "QUOC_HIEU": lambda m: m.letterhead.nation,
    "TIEU_NGU": lambda m: m.letterhead.motto,
    "DIA_DANH_NGAY": lambda m: m.dateline,
    "LOAI_VAN_BAN": lambda m: m.kind,
    "TEN_HOI_NGHI": lambda m: m.subject,
    "KET_THUC": lambda m: m.closing,
    "THU_KY": lambda m: _name(m.secretary),
    "CHU_TOA": lambda m: _name(m.chair),
    "CHUC_VU_CHU_TOA": lambda m: m.chair.post if m.chair else "",
    "DU_THAO": lambda m: m.mark,
}
"""Placeholders that stand inside a line, and the words each becomes."""


def _name(signature: Signature | None) -> str:
    return signature.name if signature else ""


WHOLE = frozenset({CONTENT, ANNEXES, SIGNATURES, RECIPIENTS, SEAL})
"""Placeholders that stand alone in their paragraph and become several."""


def known_placeholders() -> set[str]:
    """Every placeholder a form may have."""
    return WORDS.keys() | WHOLE


def fill(form: Path, minutes: Minutes) -> bytes:
    """The minutes in an agency's own form.

    Raises Refusal ``template-missing``, ``template-unreadable``, ``template-too-large``, ``template-macros``,
    ``template-unknown-placeholder`` or ``template-without-content``, each naming the file.
    """
    document = _opened(form)
    _check(form, document)
    words = {name: read(minutes) for name, read in WORDS.items()}
    # Found before any word is filled in: a title that looks like a placeholder is a title.
    places = [(line, name) for line in _lines(document.element.body) if (name := _alone(line)) in WHOLE]
    styles.install(document, keep_existing=True)
    for part in _parts(document):
        _fill_lines(part, words)
    _fill_blocks(document, minutes, places)
    _append_unplaced(document, minutes, {name for _, name in places})
    return package.saved(document, minutes.subject, minutes.dated)


def _opened(form: Path) -> Document:
    """The form, after looking at its size and parts without unpacking it."""
    name = form.name
    if not form.is_file():
        raise Refusal("template-missing", name=name)
    if form.stat().st_size > LARGEST_BYTES:
        raise Refusal("template-too-large", name=name, limit=LARGEST_BYTES // 1024 // 1024)
    try:
        with zipfile.ZipFile(form) as packed:
            entries = packed.infolist()
        if sum(entry.file_size for entry in entries) > LARGEST_UNPACKED:
            raise Refusal("template-too-large", name=name, limit=LARGEST_UNPACKED // 1024 // 1024)
        if any(entry.filename == MACROS for entry in entries):
            raise Refusal("template-macros", name=name)
        return docx.Document(str(form))
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, SyntaxError) as problem:
        # python-docx reports a damaged package through any of these; an XML error is a SyntaxError.
        raise Refusal("template-unreadable", name=name) from problem


def _check(form: Path, document: Document) -> None:
    known = known_placeholders()
    found = [
        name
        for part in _parts(document)
        for line in _lines(part)
        for name in _PLACEHOLDER.findall(_text(line))
    ]
    unknown = next((name for name in found if name not in known), None)
    if unknown is not None:
        raise Refusal("template-unknown-placeholder", name=form.name, placeholder=unknown)
    alone = {name for line in _lines(document.element.body) if (name := _alone(line))}
    if CONTENT not in alone:
        raise Refusal("template-without-content", name=form.name, placeholder=CONTENT)


def _parts(document: Document) -> Iterator[BaseOxmlElement]:
    """The body, and every header and footer of every section."""
    yield document.element.body
    for section in document.sections:
        for part in (section.header, section.footer, section.first_page_header, section.first_page_footer):
            if not part.is_linked_to_previous:
                yield part._element


def _lines(part: BaseOxmlElement) -> Iterator[BaseOxmlElement]:
    yield from part.iter(qn("w:p"))


def _text(line: BaseOxmlElement) -> str:
    """A paragraph's text; Word cuts placeholders into runs as it pleases."""
    return "".join(piece.text or "" for piece in line.iter(qn("w:t")))


def _alone(line: BaseOxmlElement) -> str:
    """The placeholder that is all a paragraph says, or nothing."""
    found = _PLACEHOLDER.fullmatch(_text(line).strip())
    return found[1] if found else ""


def _fill_lines(part: BaseOxmlElement, words: dict[str, str]) -> None:
    """Put the words into the first run of each line that has a placeholder; its look is kept."""
    for line in list(_lines(part)):
        text = _text(line)
        names = _PLACEHOLDER.findall(text)
        if not names or names[0] in WHOLE:
            continue
        filled = _PLACEHOLDER.sub(lambda found: words.get(found[1], found[0]), text)
        first, *others = line.iter(qn("w:t"))
        first.text = filled
        first.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        for other in others:
            other.text = ""


def _fill_blocks(document: Document, minutes: Minutes, places: list[tuple[BaseOxmlElement, str]]) -> None:
    width = _text_width(document)
    made = {
        CONTENT: lambda: list(body.elements(minutes.blocks, width)),
        SIGNATURES: lambda: letterhead.signatures(minutes),
        RECIPIENTS: lambda: [paragraph("NoiNhanDong", run(f"- {line}")) for line in minutes.recipients],
        SEAL: lambda: [paragraph("ChuNho", run(line)) for line in minutes.seal],
        ANNEXES: lambda: [part for annex in minutes.annexes for part in _annex(annex, width)],
    }
    for line, name in places:
        _replace(line, made[name]())


def _replace(line: BaseOxmlElement, parts: Iterable[BaseOxmlElement]) -> None:
    """Put parts in place of a paragraph; a section that ended with it still ends there."""
    for part in parts:
        line.addprevious(part)
    section = line.find(f"{qn('w:pPr')}/{qn('w:sectPr')}")
    in_cell = line.getparent().tag == qn("w:tc")
    if section is None and not in_cell:
        line.getparent().remove(line)
        return
    for child in [child for child in line if child.tag != qn("w:pPr")]:
        line.remove(child)


def _text_width(document: Document) -> float:
    """Millimetres between the margins of the form's first section."""
    section = document.sections[0]
    if not (section.page_width and section.left_margin is not None and section.right_margin is not None):
        return page.TEXT_MM
    return float(Emu(section.page_width - section.left_margin - section.right_margin).mm)


def _annex(annex: Annex, width_mm: float) -> list[BaseOxmlElement]:
    """An annex on a new page of the form's own section."""
    label = paragraph("PhuLuc", run(annex.label), new_page=element("pageBreakBefore"))
    return [
        label,
        paragraph("TenPhuLuc", run(annex.title)),
        paragraph("KemTheo", run(annex.note)),
        *body.elements(annex.blocks, width_mm),
    ]


def _append_unplaced(document: Document, minutes: Minutes, placed: set[str]) -> None:
    """A form without a place for the digest or the annexes still carries them, at its end."""
    last = document.element.body[-1]
    if SEAL not in placed:
        for line in minutes.seal:
            last.addprevious(paragraph("ChuNho", run(line)))
    if ANNEXES not in placed:
        for annex in minutes.annexes:
            for part in _annex(annex, _text_width(document)):
                last.addprevious(part)
