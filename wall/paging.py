"""Pages: how much stands on the wall at once, so that its letters can be read from the back row.

Pages follow from the words alone, never from the size of a wall: page 3 of 7 is the same page in the terminal, in the
browser and at the console. The measure is the smallest wall that must be readable, 80 by 24 cells; on a larger one the
same page stands in larger letters.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec

from meeting.text.clean import each_grapheme
from wall.slide import Bar, Chart, ChartKind, Row, Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from wall.slide import Block


class Room(NamedTuple):
    """What one page holds: lines of letters, and characters of usual width in a line."""

    lines: int
    characters: int


WIDE = Room(lines=5, characters=20)
"""A page that has the wall to itself."""

BESIDE = Room(lines=4, characters=11)
"""A page beside a code to scan."""

SIGN_CHARACTERS = 3
"""What a sign before a row takes of its line."""

COLUMNS_A_PAGE = 12
"""Most columns side by side; more are no chart of counts that `meeting.votes` makes."""


def wrapped(text: str, characters: int) -> list[str]:
    """The lines of `text`: broken between words, and inside a word only where one is longer than a line."""
    return [line for paragraph in text.split("\n") for line in _wrapped(paragraph, max(1, characters))]


def _wrapped(paragraph: str, characters: int) -> Iterator[str]:
    line: list[str] = []
    used = 0
    for word in paragraph.split():
        for piece, size in _pieces(word, characters):
            if line and used + 1 + size > characters:
                yield " ".join(line)
                line, used = [], 0
            used += size + (1 if line else 0)
            line.append(piece)
    yield " ".join(line)


def _pieces(word: str, characters: int) -> Iterator[tuple[str, int]]:
    letters = list(each_grapheme(word))
    for start in range(0, len(letters), characters):
        part = letters[start : start + characters]
        yield "".join(part), len(part)


def text_pages(text: str, room: Room) -> list[str]:
    """`text` in pages of about the same length, each of which fits into `room`; no word is lost."""
    lines = wrapped(text, room.characters)
    count = -(-len(lines) // room.lines)
    share, over = divmod(len(lines), count)
    pages, at = [], 0
    for place in range(count):
        end = at + share + (place < over)
        pages.append(" ".join(line for line in lines[at:end] if line))
        at = end
    return [page for page in pages if page] or [""]


def size(block: Block, room: Room) -> int:
    """How many lines of a page a block takes."""
    if isinstance(block, Words):
        return len(wrapped(block.text, room.characters))
    if isinstance(block, Row):
        beside = (SIGN_CHARACTERS if block.sign else 0) + (len(block.figure) + 1 if block.figure else 0)
        return len(wrapped(block.text, max(4, room.characters - beside))) + bool(block.below)
    if block.kind is ChartKind.COLUMNS:
        return room.lines - 1
    if block.kind is ChartKind.WHOLE:
        return 1 + sum(_legend_size(bar, room) for bar in block.bars)
    return sum(_bar_size(bar, room) for bar in block.bars)


def _legend_size(bar: Bar, room: Room) -> int:
    beside = len(bar.share or bar.figure) + SIGN_CHARACTERS
    return len(wrapped(bar.label, max(4, room.characters - beside)))


def _bar_size(bar: Bar, room: Room) -> int:
    """A short label stands beside its bar, a long one above it."""
    lines = len(wrapped(bar.label, room.characters))
    return 1 if len(bar.label) <= room.characters // 3 else lines + 1


def pages(blocks: Iterable[Block], room: Room) -> list[tuple[Block, ...]]:
    """The blocks shared out to pages in their order; one that is longer than a page is divided, none is cut."""
    made: list[list[Block]] = [[]]
    used = 0
    for block in _divided(blocks, room):
        takes = size(block, room)
        opens = isinstance(block, Words) and block.opens
        if made[-1] and (opens or used + takes > room.lines):
            made.append([])
            used = 0
        made[-1].append(block)
        used += takes
    return [_joined(page) for page in made]


def page_of(place: int, blocks: Sequence[Block], room: Room) -> int:
    """The index of the page on which the block at `place` begins."""
    beginning = next(_divided(blocks[place : place + 1], room))
    return len(pages((*blocks[:place], beginning), room)) - 1


def _divided(blocks: Iterable[Block], room: Room) -> Iterator[Block]:
    """The blocks in parts of which each fits a page: texts by their lines, charts by their bars."""
    for block in blocks:
        if isinstance(block, Chart):
            yield from _bars_apart(block, room)
        elif size(block, room) <= room.lines:
            yield block
        elif isinstance(block, Words):
            for place, text in enumerate(text_pages(block.text, room)):
                yield msgspec.structs.replace(block, text=text, opens=block.opens and not place)
        else:
            yield from _row_apart(block, room)


def _bars_apart(chart: Chart, room: Room) -> Iterator[Chart]:
    """One bar each, which `_joined` puts together again; a whole that no page holds becomes bars of their own."""
    if chart.kind is ChartKind.WHOLE and size(chart, room) <= room.lines:
        yield chart
    elif chart.kind is ChartKind.COLUMNS:
        for start in range(0, len(chart.bars), COLUMNS_A_PAGE):
            yield msgspec.structs.replace(chart, bars=chart.bars[start : start + COLUMNS_A_PAGE])
    else:
        kind = ChartKind.BARS if chart.kind is ChartKind.WHOLE else chart.kind
        for bar in chart.bars:
            yield msgspec.structs.replace(chart, kind=kind, bars=(bar,))


def _row_apart(row: Row, room: Room) -> Iterator[Row]:
    """A row longer than a page: its sign and figure on the first part, what stands below it on the last."""
    within = Room(room.lines - 1, max(4, room.characters - SIGN_CHARACTERS - len(row.figure) - 1))
    texts = text_pages(row.text, within)
    for place, text in enumerate(texts):
        yield msgspec.structs.replace(
            row,
            text=text,
            figure=row.figure if place == 0 else "",
            below=row.below if place == len(texts) - 1 else "",
        )


def _joined(page: Sequence[Block]) -> tuple[Block, ...]:
    """The page with bars of one chart together again."""
    joined: list[Block] = []
    for block in page:
        last = joined[-1] if joined else None
        if isinstance(block, Chart) and isinstance(last, Chart) and _is_same(block, last):
            joined[-1] = msgspec.structs.replace(last, bars=(*last.bars, *block.bars))
        else:
            joined.append(block)
    return tuple(joined)


def _is_same(one: Chart, other: Chart) -> bool:
    divisible = {ChartKind.BARS, ChartKind.PLACES}
    return one.kind is other.kind and one.most == other.most and one.kind in divisible
