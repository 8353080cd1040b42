"""A Word document's lines as a person sees them: inserted words count, deleted ones do not."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import docx
from docx.oxml.ns import qn

from meeting.refusal import Refusal
from meeting.text import archives
from meeting.text.archives import UNREADABLE, ArchiveError, Bounds, Fault

if TYPE_CHECKING:
    from pathlib import Path

    from docx.oxml.xmlchemy import BaseOxmlElement

LARGEST_BYTES = 20 * 1024 * 1024
LARGEST_UNPACKED = 100 * 1024 * 1024
_WORDS, _BREAKS = qn("w:t"), frozenset({qn("w:br"), qn("w:cr")})
_TAB = qn("w:tab")
_GONE = frozenset({qn("w:del"), qn("w:moveFrom"), qn("w:instrText")})


def lines(path: Path) -> list[str]:
    """The paragraphs of the body, tables included, in their order; a line break within one begins a line.

    Raises Refusal ``document-unreadable`` or ``document-too-large``.
    """
    limit = LARGEST_BYTES // 1024 // 1024
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise Refusal("document-too-large", name=path.name, limit=limit)
        body = docx.Document(io.BytesIO(_plain(path.read_bytes()))).element.body
    except ArchiveError as refused:
        if refused.fault in {Fault.SIZE, Fault.RATIO}:
            raise Refusal("document-too-large", name=path.name, limit=limit) from None
        raise Refusal("document-unreadable", name=path.name) from refused
    except (*UNREADABLE, SyntaxError, AttributeError) as problem:
        # An XML error is a SyntaxError; python-docx asks parts that are not what it takes them for.
        raise Refusal("document-unreadable", name=path.name) from problem
    return [line for paragraph in body.iter(qn("w:p")) for line in _text_of(paragraph).split("\n")]


def _plain(data: bytes) -> bytes:
    """The same parts in an archive of our own: what python-docx unpacks, it unpacks whole. Raises ArchiveError."""
    made = io.BytesIO()
    with archives.opened(data, Bounds(LARGEST_UNPACKED)) as given, zipfile.ZipFile(made, "w") as plain:
        for part in given.names:
            plain.writestr(given.spelling(part), given.read(part))
    return made.getvalue()


def _text_of(part: BaseOxmlElement) -> str:
    if part.tag in _GONE:
        return ""
    if part.tag == _WORDS:
        return part.text or ""
    if part.tag in _BREAKS:
        return "\n"
    if part.tag == _TAB and part.getparent().tag == qn("w:r"):
        return " "
    # A text box within a paragraph has paragraphs of its own, which come by themselves.
    return "".join(_text_of(child) for child in part if child.tag != qn("w:p"))
