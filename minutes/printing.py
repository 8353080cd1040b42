"""A document in Word or as PDF: in the agency's own form where there is one, else in the built-in form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from meeting.refusal import Refusal
from minutes.edition import Document

if TYPE_CHECKING:
    from minutes.edition import Edition
    from minutes.outline.blocks import Minutes

MINUTES = "bien-ban"


def as_word(edition: Edition, part: str, minutes: Minutes) -> Document:
    """The document as .docx; `part` names it in its file's name."""
    from minutes.formats import word

    return Document(part, ".docx", _in_own_form(edition, part, minutes) or word.render(minutes))


def as_pdf(_edition: Edition, part: str, minutes: Minutes) -> Document:
    """The document as PDF."""
    from minutes.formats import pdf

    return Document(part, ".pdf", pdf.render(minutes))


def _in_own_form(edition: Edition, part: str, minutes: Minutes) -> bytes:
    """The document in the agency's own form; nothing where there is none, or it cannot be used."""
    from minutes.formats.word import template

    if edition.template is None or part != MINUTES:
        return b""
    try:
        return template.fill(edition.template, minutes)
    except Refusal as refusal:
        edition.refuse_template(refusal)
        return b""
