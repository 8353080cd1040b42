"""A document in Word or as PDF: in the agency's own form where there is one, else in the built-in form."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from meeting.refusal import Refusal
from minutes.edition import Document

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from minutes.edition import Edition
    from minutes.outline.blocks import Annex, Minutes

MINUTES = "bien-ban"
PDF_FORMATS = frozenset(
    {"pdf", "notice", "letters", "replies", "report", "agenda", "sign-in", "slips", "pledge"}
)
"""Formats that make a PDF, of those that follow the agency's own form."""

_NUMBERED = re.compile(r"-\d+$")


def as_word(edition: Edition, part: str, minutes: Minutes) -> Document:
    """The document as .docx; `part` names it in its file's name."""
    from minutes.formats import word

    return Document(part, ".docx", _in_own_form(edition, part, minutes) or word.render(minutes))


def annex_as_word(edition: Edition, part: str, minutes: Minutes, annex: Annex) -> Document:
    """One annex as a .docx of its own."""
    from minutes.formats import word

    made = _in_own_form(edition, part, minutes, annex) or word.render_annex(minutes, annex)
    return Document(part, ".docx", made)


def as_pdf(edition: Edition, part: str, minutes: Minutes) -> Document:
    """The document as PDF: the own form through LibreOffice, where there are both.

    Raises StoppedError where the edition is cancelled meanwhile.
    """
    from minutes.formats import office, pdf

    if edition.template is not None and office.program() and (filled := _in_own_form(edition, part, minutes)):
        try:
            return Document(part, ".pdf", office.as_pdf(filled, edition.is_cancelled))
        except office.OfficeFailedError as problem:
            edition.refuse_template(Refusal("template-pdf-failed", why=str(problem)))
    return Document(part, ".pdf", pdf.render(minutes, edition.is_cancelled))


def foreseen(template: Path | None, formats: Iterable[str]) -> list[Refusal]:
    """What can be said before anything is written: that PDFs will not be in the agency's own form."""
    from minutes.formats import office

    if template is None or not PDF_FORMATS & set(formats) or office.program():
        return []
    return [Refusal("template-pdf-without-office", name=template.name)]


def _in_own_form(edition: Edition, part: str, minutes: Minutes, annex: Annex | None = None) -> bytes:
    """The document in the agency's own form; nothing where there is none, or it cannot be used.

    A form of the document's own name beside the minutes' form comes first (giao-uoc.docx); then the minutes' form,
    if it takes its body whole; else the built-in form on the minutes' form's paper.
    """
    if edition.template is None:
        return b""
    from minutes.formats.word import template

    own = edition.template.with_name(f"{_NUMBERED.sub('', part)}.docx")
    found = template.source(edition.state, minutes, edition.seal, names=edition.names)
    try:
        if annex is None and part != MINUTES and own.is_file():
            return template.fill(own, found)
        if annex is None and (part == MINUTES or template.is_general(edition.template, minutes)):
            return template.fill(edition.template, found)
        return template.dress(edition.template, found, annex)
    except Refusal as refusal:
        edition.refuse_template(refusal)
        return b""
