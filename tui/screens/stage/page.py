"""What a stage view says, before it is painted: lines of spans with roles, wrapped to a measure people can read."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

from language import ngettext
from meeting.text.clean import each_grapheme
from tui.widgets.measure import ELLIPSIS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tui.widgets.qr import Drawn

MEASURE = 60
"""Widest text column, in cells: longer lines are hard to follow from the back of a hall."""


class Span(NamedTuple):
    """A run of text in one role; the roles are the component classes of the stage view."""

    text: str
    role: str = "text"


class Line(NamedTuple):
    """One row: spans from the left, and spans that end at the right edge."""

    left: tuple[Span, ...] = ()
    right: tuple[Span, ...] = ()


BLANK = Line()

Item = tuple[Line, ...]
"""Rows that belong together."""


class Page(NamedTuple):
    """A whole view: rows that stay at the top and bottom, the body between them, and a code to scan beside it.

    `measure` is the width of the text column in cells.
    """

    body: tuple[Line, ...]
    top: tuple[Line, ...] = ()
    bottom: tuple[Line, ...] = ()
    code: Drawn | None = None
    measure: int = MEASURE


class Size(NamedTuple):
    """The space a view has, in cells."""

    width: int
    height: int

    @property
    def measure(self) -> int:
        """The width of a text column in it, with room at both sides."""
        return max(1, min(MEASURE, self.width - 4))


def says(text: str, role: str = "text") -> Line:
    """A row that is one span."""
    return Line((Span(text, role),))


def wrapped(text: str, width: int) -> list[str]:
    """The rows of `text` at `width` cells: broken between words, and inside a word only where one is too long."""
    return [row for paragraph in text.split("\n") for row in _wrapped_paragraph(paragraph, max(1, width))]


def _wrapped_paragraph(paragraph: str, width: int) -> Iterator[str]:
    row, used = "", 0
    for word in paragraph.split():
        size = cell_len(word)
        if row and used + 1 + size <= width:
            row, used = f"{row} {word}", used + 1 + size
            continue
        if row:
            yield row
        *pieces, row = [word] if size <= width else _pieces(word, width)
        yield from pieces
        used = cell_len(row)
    yield row


def _pieces(word: str, width: int) -> list[str]:
    """A word in pieces of at most `width` cells, never inside a grapheme."""
    pieces = [""]
    for grapheme in each_grapheme(word):
        if pieces[-1] and cell_len(pieces[-1] + grapheme) > width:
            pieces.append("")
        pieces[-1] += grapheme
    return pieces


def paragraph(text: str, width: int, role: str = "text") -> tuple[Line, ...]:
    """`text` wrapped to `width` cells, in one role."""
    return tuple(says(row, role) for row in wrapped(text, width))


def spaced(entries: Sequence[Item], room: int) -> tuple[Line, ...]:
    """The entries one below the other, with a row between them where all of it fits into `room` rows."""
    between = (BLANK,) if sum(map(len, entries)) + len(entries) - 1 <= room else ()
    rows = [line for entry in entries for line in (*between, *entry)]
    return tuple(rows[len(between) :])


def more(count: int) -> Line:
    """The row that says how many there was no room for."""
    return says(
        ngettext("{count} more", "{count} more", count).format(count=count),
        "quiet",
    )


def shortened(lines: Iterable[Line], rows: int) -> tuple[Line, ...]:
    """At most `rows` of `lines`, the last one saying that more follows."""
    kept = tuple(lines)
    if len(kept) <= rows:
        return kept
    if rows <= 0:
        return ()
    last = kept[rows - 1].left
    text = "".join(span.text for span in last)
    role = last[-1].role if last else "text"
    return (*kept[: rows - 1], says(f"{text[:-1].rstrip()}{ELLIPSIS}" if len(text) > 1 else ELLIPSIS, role))
