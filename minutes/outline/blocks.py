"""What a document is made of, whatever the format: headings, paragraphs, tables, annexes.

Texts are plain data; a format escapes them in its own way and adds no words of its own.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TypeVar

import msgspec

from minutes.texts import mapped, sanitize


class Run(msgspec.Struct, frozen=True, array_like=True):
    """A stretch of text in one face."""

    text: str
    bold: bool = False
    italic: bool = False


class Manner(StrEnum):
    """How a paragraph stands on the page."""

    BODY = "body"
    ITEM = "item"
    NOTE = "note"


class Paragraph(msgspec.Struct, frozen=True, tag="paragraph"):
    """Body text: an indented paragraph, an item of a list (its dash is added by the format), or a small note."""

    runs: tuple[Run, ...]
    manner: Manner = Manner.BODY


class Heading(msgspec.Struct, frozen=True, tag="heading"):
    """A heading of the body: level 1 is a part (I, II), 2 a section of it (1, 2)."""

    level: int
    text: str


class Column(msgspec.Struct, frozen=True):
    """A table's column: its title and its share of the width; `centred` for numbers and dates."""

    title: str
    share: float
    centred: bool = False


class Table(msgspec.Struct, frozen=True, tag="table"):
    """A ruled table whose header row repeats on every page. Every row has as many cells as there are columns.

    `has_total` tells that the last row is the sum of the others.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    has_total: bool = False


class Signed(msgspec.Struct, frozen=True):
    """One place among the signatures. `strokes` is path data in a box of 1000 by 400 (`meeting.pledges.signature`)."""

    organisation: str
    post: str
    name: str
    strokes: str
    state: str


class Grid(msgspec.Struct, frozen=True, tag="grid"):
    """Signatures side by side, without rules."""

    cells: tuple[Signed, ...]


Block = Paragraph | Heading | Table | Grid


class Letterhead(msgspec.Struct, frozen=True):
    """The two top cells: the agency with its parent and the number to fill in, the national title and motto.

    Mẫu 1.9 has no line of place and date; `dateline` is for documents that have one.
    """

    parent: str
    agency: str
    number: str
    nation: str
    motto: str
    dateline: str = ""


class Signature(msgspec.Struct, frozen=True):
    """One signature: the part somebody signs in, the instruction printed under it, and who signs."""

    part: str
    instruction: str
    name: str
    post: str = ""


class Annex(msgspec.Struct, frozen=True):
    """A phụ lục: `label` is "Phụ lục I", or "Phụ lục" when it is the only one; `note` says what it belongs to."""

    label: str
    title: str
    note: str
    blocks: tuple[Block, ...]
    landscape: bool = False


class Minutes(msgspec.Struct, frozen=True):
    """The whole document. `mark` is DỰ THẢO with its time or another warning, empty on a finished document.

    A document without `secretary` and `chair` is signed in its blocks. `dateline` is for a form that asks for it.
    """

    letterhead: Letterhead
    kind: str
    subject: str
    blocks: tuple[Block, ...]
    closing: str
    secretary: Signature | None
    chair: Signature | None
    recipients: tuple[str, ...]
    seal: tuple[str, ...]
    annexes: tuple[Annex, ...]
    mark: str = ""
    dated: str = ""
    dateline: str = ""


def text(words: str) -> Paragraph:
    """A body paragraph of plain words."""
    return Paragraph((Run(words),))


def fact(label: str, words: str) -> Paragraph:
    """A line of the opening: label and words in the same face, as in Mẫu 1.9."""
    return text(f"{label}: {words}")


def attributed(label: str, words: str) -> tuple[Paragraph, ...]:
    """Words of several lines: a body paragraph each, the first opened by a bold label."""
    first, *others = words.split("\n")
    return (labelled(label, first), *map(text, others))


def item(words: str) -> Paragraph:
    """An item of a list."""
    return Paragraph((Run(words),), Manner.ITEM)


def note(words: str) -> Paragraph:
    """A small note in italics."""
    return Paragraph((Run(words, italic=True),), Manner.NOTE)


def labelled(label: str, words: str) -> Paragraph:
    """A body paragraph that opens with a bold label."""
    return Paragraph((Run(f"{label}: ", bold=True), Run(words)))


def roman(number: int) -> str:
    """A number from 1 to 39 in Roman numerals, for parts and annexes."""
    tens, ones = divmod(number, 10)
    return "X" * tens + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[ones]


Printed = TypeVar("Printed", Minutes, Annex)


def printable(printed: Printed) -> Printed:
    """The document without characters that some format could not hold, so that every format prints the same."""
    return msgspec.convert(mapped(msgspec.to_builtins(printed), sanitize), type(printed))
