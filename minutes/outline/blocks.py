"""What a document is made of, whatever the format: headings, paragraphs, tables, annexes.

Texts are plain data; a format escapes them in its own way and adds no words of its own.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

import msgspec

from minutes.texts import mapped, sanitize
from wording import writing

if TYPE_CHECKING:
    from collections.abc import Sequence


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
    """Body text: an indented paragraph, an item of a list (its dash is added by the format), or a small note.

    `source` names what of the record its words are ("answer:12", "conclusion:3"; empty where they are the program's):
    by it a change made by hand finds its way back. `leads` tells that it belongs to the paragraph after it, as a
    question to its answer.
    """

    runs: tuple[Run, ...]
    manner: Manner = Manner.BODY
    source: str = ""
    leads: bool = False


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
    """One signature: the part somebody signs in, who signs, and the post above the name's place."""

    part: str
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

    A document without `secretary` and `chair` is signed in its blocks; one with a `chair` alone has the recipients on
    the left of the signature, as every form of the decree but the minutes. `addressees` stand under Kính gửi, `about`
    (V/v …) under the number of an official letter, which has no `kind`. `lacks` are the facts that its form asks for
    and the record does not have.
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
    addressees: tuple[str, ...] = ()
    about: str = ""
    lacks: tuple[str, ...] = ()


def text(words: str, source: str = "") -> Paragraph:
    """A body paragraph of plain words."""
    return Paragraph((Run(words),), source=source)


def fact(label: str, words: str, source: str = "") -> Paragraph:
    """A line of the opening: label and words in the same face, as in Mẫu 1.9; a sentence."""
    return text(f"{label}: {writing.sentence(words)}", source)


def attributed(label: str, words: str, source: str = "") -> tuple[Paragraph, ...]:
    """Words of several lines: a body paragraph each, the first opened by a bold label."""
    first, *others = words.split("\n")
    return (labelled(label, first, source), *(text(line, source) for line in others))


def lines_of(words: str, source: str = "") -> tuple[Paragraph, ...]:
    """Words of several lines: a body paragraph each."""
    return tuple(text(line, source) for line in words.split("\n"))


def items(lines: Sequence[str]) -> list[Block]:
    """A list, with the marks between its items."""
    return [item(line) for line in writing.listed(lines)]


def item(words: str) -> Paragraph:
    """An item of a list."""
    return Paragraph((Run(words),), Manner.ITEM)


def note(words: str) -> Paragraph:
    """A small note in italics."""
    return Paragraph((Run(words, italic=True),), Manner.NOTE)


def labelled(label: str, words: str, source: str = "") -> Paragraph:
    """A body paragraph that opens with a bold label."""
    return Paragraph((Run(f"{label}: ", bold=True), Run(words)), source=source)


def together(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, each paragraph but the last belonging to the one after it."""
    return [
        msgspec.structs.replace(block, leads=True) if isinstance(block, Paragraph) else block
        for block in blocks[:-1]
    ] + list(blocks[-1:])


def filled(table: Table) -> Table:
    """The table without the columns in which no row says anything; the others take their room."""
    kept = [
        place
        for place, _column in enumerate(table.columns)
        if any(row[place] not in {"", "0"} for row in table.rows)
    ]
    room = sum(table.columns[place].share for place in kept)
    if len(kept) == len(table.columns) or not kept:
        return table
    columns = tuple(
        msgspec.structs.replace(table.columns[place], share=table.columns[place].share / room)
        for place in kept
    )
    return Table(columns, tuple(tuple(row[place] for place in kept) for row in table.rows), table.has_total)


def roman(number: int) -> str:
    """A number from 1 to 39 in Roman numerals, for parts and annexes."""
    tens, ones = divmod(number, 10)
    return "X" * tens + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[ones]


Printed = TypeVar("Printed", Minutes, Annex)


def printable(printed: Printed) -> Printed:
    """The document without characters that some format could not hold, and with curly quotes: every format's own."""
    plain = mapped(msgspec.to_builtins(printed), lambda words: writing.curled(sanitize(words)))
    return msgspec.convert(plain, type(printed))
