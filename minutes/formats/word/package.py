"""The DOCX file around the text: its parts, settings and properties, with nothing of the laptop in them."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import docx
from docx.opc.constants import RELATIONSHIP_TYPE as RT

from minutes.archive import timeless
from minutes.formats.word import styles
from minutes.formats.word.elements import element
from wording import dates

if TYPE_CHECKING:
    from docx.document import Document

KEPT = {RT.STYLES, RT.SETTINGS, RT.HEADER, RT.FOOTER, RT.THEME, RT.FONT_TABLE}
"""Parts of the library's empty document that a document must have; its thumbnail and mail-merge leftovers go."""

UNDATED = datetime(2000, 1, 1, tzinfo=UTC)
WORD_2013 = "15"
WORD_URI = "http://schemas.microsoft.com/office/word"


def empty() -> Document:
    """A document with our styles and settings and nothing else."""
    document = docx.Document()
    _drop_leftovers(document)
    styles.install(document)
    _settle(document)
    body = document.element.body
    for child in list(body)[:-1]:
        body.remove(child)
    return document


def _drop_leftovers(document: Document) -> None:
    for relations in (document.part.rels, document.part.package.rels):
        kept = KEPT if relations is document.part.rels else {RT.OFFICE_DOCUMENT, RT.CORE_PROPERTIES}
        for key in [key for key, relation in relations.items() if relation.reltype not in kept]:
            del relations[key]


def _settle(document: Document) -> None:
    """Settings of our own: Word 2013 layout, a Vietnamese document, no revision marks (rsid)."""
    settings = document.settings.element
    for child in list(settings):
        settings.remove(child)
    mode = element("compatSetting", name="compatibilityMode", uri=WORD_URI, val=WORD_2013)
    settings.extend(
        [
            element("zoom", percent="100"),
            element("defaultTabStop", val="720"),
            element("characterSpacingControl", val="doNotCompress"),
            # A line ended by hand is not stretched to the margin.
            element("compat", element("doNotExpandShiftReturn"), mode),
            element("themeFontLang", val=styles.LANGUAGE),
            element("decimalSymbol", val=","),
            element("listSeparator", val=";"),
        ]
    )


def saved(document: Document, title: str, dated: str) -> bytes:
    """The file. `dated` (ISO 8601) is the meeting's own time; no author, no editor, no clock."""
    at = dates.parsed_time(dated) or UNDATED
    instant = at.astimezone(UTC).replace(tzinfo=None)
    properties = document.core_properties
    properties.title = title[:255]
    properties.language = styles.LANGUAGE
    properties.author = properties.last_modified_by = properties.comments = properties.keywords = ""
    properties.created = properties.modified = instant
    properties.last_printed = instant
    properties.revision = 1
    packed = io.BytesIO()
    document.save(packed)
    return timeless(packed.getvalue())
