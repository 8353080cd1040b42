"""The paragraphs of a form and the marks in them: put together where Word cut them, and where each stands."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from meeting.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.document import Document
    from docx.opc.part import Part as OpcPart
    from lxml.etree import _Element

MARK = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
OPENER = re.compile(r"\{[{%#]")
ALONE = re.compile(r"\{\{(?:p\s)?\s*(\w+)\s*\}\}")

SPACE = "{http://www.w3.org/XML/1998/namespace}space"
SHOWN = 60
"""Most letters of a paragraph that a refusal repeats."""

NOTES = ("/footnotes", "/endnotes")


class Part(NamedTuple):
    """A part of a form that may hold marks. `where` is body, header, footer or notes."""

    where: str
    root: _Element


def parts(document: Document) -> Iterator[Part]:
    """The body, every header and footer of every section, whichever page it is for."""
    yield Part("body", document.element.body)
    for relation in document.part.rels.values():
        for kind in ("header", "footer"):
            if relation.reltype.endswith(f"/{kind}"):
                yield Part(kind, relation.target_part.element)


def notes(document: Document) -> Iterator[tuple[OpcPart, _Element]]:
    """Footnotes and endnotes: the part, and its content read."""
    for relation in document.part.rels.values():
        if relation.reltype.endswith(NOTES):
            yield relation.target_part, parse_xml(relation.target_part.blob)


def lines(root: _Element) -> Iterator[_Element]:
    """Every paragraph, those in tables and text boxes too."""
    yield from root.iter(qn("w:p"))


def pieces(line: _Element) -> list[_Element]:
    """The texts of a paragraph itself, without those of a text box that is anchored in it."""
    return [piece for piece in line.iter(qn("w:t")) if next(piece.iterancestors(qn("w:p"))) is line]


def text(line: _Element) -> str:
    """What a paragraph says."""
    return "".join(piece.text or "" for piece in pieces(line))


def shown(words: str) -> str:
    """The beginning of a paragraph, to say where something stands."""
    whole = " ".join(words.split())
    return whole if len(whole) <= SHOWN else whole[: SHOWN - 1] + "…"


def join(form: str, part: Part) -> None:
    """Put each mark that Word cut over several runs into the first of them; nothing else of the runs changes.

    Raises Refusal ``template-unfinished`` for a mark that is not closed in its paragraph.
    """
    for line in lines(part.root):
        found = pieces(line)
        words = "".join(piece.text or "" for piece in found)
        marks = list(MARK.finditer(words))
        left = MARK.sub("", words)
        if OPENER.search(left):
            raise Refusal("template-unfinished", name=form, field=f"form-{part.where}", line=shown(words))
        if marks:
            _gather(found, marks)


def _gather(found: list[_Element], marks: list[re.Match[str]]) -> None:
    ends = list(accumulate(len(piece.text or "") for piece in found))
    spans = list(zip([0, *ends], ends, strict=False))
    kept = [list(piece.text or "") for piece in found]
    for mark in marks:
        touched = [n for n, (start, end) in enumerate(spans) if start < mark.end() and end > mark.start()]
        first, *others = touched
        for n in others:
            start, end = spans[n]
            for place in range(max(start, mark.start()), min(end, mark.end())):
                kept[n][place - start] = ""
        if others:
            start, _end = spans[first]
            kept[first][mark.start() - start] = mark[0]
            for place in range(mark.start() - start + 1, len(kept[first])):
                kept[first][place] = ""
    for piece, letters in zip(found, kept, strict=True):
        piece.text = "".join(letters)
        piece.set(SPACE, "preserve")


def alone(line: _Element) -> str:
    """The name that is all a paragraph says, in small letters; empty where it says more, or less."""
    found = ALONE.fullmatch(text(line).strip())
    return found[1].lower() if found else ""
