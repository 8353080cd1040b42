"""Pages: how much stands on the wall at once, so that its letters can be read from the back row.

Pages follow from the words alone, never from the size of a wall: page 3 of 7 is the same page in the terminal, in the
browser and at the console. The measure is the smallest wall that must be readable, 80 by 24 cells; on a larger one the
same page stands in larger letters.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from meeting.text.clean import each_grapheme
from wall.slide import Bar, Chart, ChartKind, Role, Row, Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from wall.slide import Block


class Room(NamedTuple):
    """What one page holds: rows of cells, and in a line as many letters of the width of an a."""

    rows: int
    letters: float

    @property
    def lines(self) -> int:
        """How many lines of text fit."""
        return self.rows // LINE_ROWS


LINE_ROWS = 5
"""A line of the smallest letters that are read from the back row, with the marks above and below them."""

BAR_ROWS, PLACE_ROWS, BELOW_ROWS = 2, 3, 1
"""What a bar takes below its label, a mark on the scale of places with its part of the scale's numbers, and what
stands smaller below a row."""

WIDE = Room(rows=21, letters=18.5)
"""A page that has the wall to itself: 80 by 24 less a heading, a title and a foot."""

BESIDE = Room(rows=20, letters=9.5)
"""A page beside a code to scan."""

SIGN_LETTERS = 2.5
"""What a sign before a row takes of its line."""

_NARROW = frozenset("ijlıIJ.,:;'|‘’· ")
_NARROWER = frozenset('frtckxsz!()-/[]"“”*?–')
_WIDE = frozenset("mMwW%@+=<>&~…—")


def width(text: str) -> float:
    """About how wide a text is, in widths of an a: of a condensed grotesque, as signs in halls are set in."""
    return sum(map(_width, each_grapheme(text)))


@lru_cache(maxsize=2048)
def _width(grapheme: str) -> float:
    letter, *marks = list(unicodedata.normalize("NFD", grapheme))
    if letter in _NARROW:
        return 0.5
    if letter in _NARROWER:
        return 0.85
    if letter in _WIDE:
        return 1.65
    return 1.25 if letter.isupper() or letter in "đơư" or len(marks) > 1 or HORN in marks else 1.0


HORN = "\u031b"
COLUMNS_A_PAGE = 12
"""Most columns side by side; more are no chart of counts that `meeting.votes` makes."""


def wrapped(text: str, letters: float, beside: float = 0.0) -> list[str]:
    """The lines of `text`: broken between words, and inside a word only where one is longer than a line.

    `beside` is what stands at the end of the first line.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines += _wrapped(paragraph, max(2.0, letters), 0.0 if lines else beside)
    return lines


def _wrapped(paragraph: str, letters: float, beside: float) -> Iterator[str]:
    line: list[str] = []
    used = beside
    for word in paragraph.split():
        for piece in _pieces(word, letters):
            takes = width(piece)
            if used and used + width(" ") + takes > letters:
                yield " ".join(line)
                line, used = [], 0.0
            used += takes + (width(" ") if used else 0.0)
            line.append(piece)
    yield " ".join(line)


def _pieces(word: str, letters: float) -> list[str]:
    if width(word) <= letters:
        return [word]
    pieces = [""]
    for grapheme in each_grapheme(word):
        if pieces[-1] and width(pieces[-1] + grapheme) > letters:
            pieces.append("")
        pieces[-1] += grapheme
    return pieces


ENDS_SENTENCE, ENDS_CLAUSE = 0.0, 0.5
BREAKS_CLAUSE = 1.5
"""What a page's end costs by where it stands in its sentence, beside the lines that the page leaves empty."""

CLOSING_SIGNS = "”’»\"')]"
"""What may stand between the end of a sentence and the space."""


@lru_cache(maxsize=256)
def text_pages(text: str, room: Room) -> tuple[str, ...]:
    """`text` in as few pages as it takes, each of which fits into `room`: ended with a sentence or clause where it can.

    Nothing is lost, and nothing added to a word that is longer than a line.
    """
    tokens = [
        (piece, not place)
        for word in text.split()
        for place, piece in enumerate(_pieces(word, max(2.0, room.letters)))
    ]
    best = {0: (0, 0.0, 0)}
    # For each number of tokens: the fewest pages that hold them, what their ends cost, and where the last page begins.
    for start in range(len(tokens)):
        count, cost, _begins = best[start]
        for end, lines in _ends(tokens, start, room):
            here = 0.0 if end == len(tokens) else _cost_of_end(tokens[end - 1][0])
            found = (count + 1, cost + here + (1 - lines / room.lines) ** 2, start)
            best[end] = min(best.get(end, found), found)
    made: list[str] = []
    end = len(tokens)
    while end:
        start = best[end][2]
        made.append("".join(f" {piece}" if opens else piece for piece, opens in tokens[start:end]).strip())
        end = start
    return tuple(made[::-1]) or ("",)


def _cost_of_end(piece: str) -> float:
    last = piece.rstrip(CLOSING_SIGNS)[-1:]
    return ENDS_SENTENCE if last in ".?!…" else ENDS_CLAUSE if last in ",;:–—" else BREAKS_CLAUSE


def _ends(tokens: Sequence[tuple[str, bool]], start: int, room: Room) -> Iterator[tuple[int, int]]:
    """Where a page that begins at token `start` may end, one token at least, and how many lines it then takes."""
    lines, used = 1, 0.0
    for end in range(start + 1, len(tokens) + 1):
        takes = width(tokens[end - 1][0])
        if used and used + width(" ") + takes > room.letters:
            lines += 1
            used = takes
        else:
            used += takes + (width(" ") if used else 0.0)
        if lines > room.lines and end > start + 1:
            return
        yield end, lines


def size(block: Block, room: Room) -> int:
    """How many rows of a page a block takes."""
    if isinstance(block, Words):
        return LINE_ROWS * len(wrapped(block.text, room.letters))
    if isinstance(block, Row):
        return LINE_ROWS * len(wrapped(block.text, _beside(block, room))) + BELOW_ROWS * bool(block.below)
    if block.kind is ChartKind.COLUMNS:
        return room.rows
    if block.kind is ChartKind.WHOLE:
        return LINE_ROWS * (1 + sum(_in_legend(bar, room) for bar in block.bars))
    drawn = PLACE_ROWS if block.kind is ChartKind.PLACES else BAR_ROWS
    return sum(LINE_ROWS * _labelled(bar, room) + drawn for bar in block.bars)


def _beside(row: Row, room: Room) -> float:
    """The letters left in a line of a row by its sign and its figure."""
    figure = width(row.figure) + width(" ") if row.figure else 0.0
    return room.letters - (SIGN_LETTERS if row.sign else 0.0) - figure


def _labelled(bar: Bar, room: Room) -> int:
    """The lines of a bar's label, whose figure stands at the end of the first."""
    return len(wrapped(bar.label, room.letters, width(figure_of(bar)) + width(" ")))


def _in_legend(bar: Bar, room: Room) -> int:
    return len(wrapped(bar.label, room.letters - SIGN_LETTERS, width(bar.share or bar.figure) + width(" ")))


def figure_of(bar: Bar) -> str:
    """What is printed beside a bar: its figure, and its share where that says more."""
    return f"{bar.figure} · {bar.share}" if bar.share and bar.share != bar.figure else bar.figure


def pages(blocks: Iterable[Block], room: Room) -> list[tuple[Block, ...]]:
    """The blocks shared out to pages in their order; one that is longer than a page is divided, none is cut."""
    made: list[list[Block]] = [[]]
    used = 0
    for block in _divided(blocks, room):
        takes = size(block, room)
        opens = isinstance(block, Words) and block.opens
        if made[-1] and (opens or used + takes > room.rows):
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
        elif size(block, room) <= room.rows:
            yield block
        elif isinstance(block, Words):
            for place, text in enumerate(text_pages(block.text, room)):
                yield msgspec.structs.replace(block, text=text, opens=block.opens and not place)
        else:
            yield from _row_apart(block, room)


def _label_apart(bar: Bar, room: Room) -> Sequence[str]:
    """A bar's label, in several parts where no page holds it together with the bar."""
    if LINE_ROWS * _labelled(bar, room) + PLACE_ROWS <= room.rows:
        return [bar.label]
    # Its last part stands with the figure at the end of its first line.
    return text_pages(bar.label, Room(room.rows - LINE_ROWS - PLACE_ROWS, room.letters))


def _bars_apart(chart: Chart, room: Room) -> Iterator[Block]:
    """One bar each, which `_joined` puts together again; a whole that no page holds becomes bars of their own."""
    if chart.kind is ChartKind.WHOLE and size(chart, room) <= room.rows:
        yield chart
    elif chart.kind is ChartKind.COLUMNS:
        for start in range(0, len(chart.bars), COLUMNS_A_PAGE):
            yield msgspec.structs.replace(chart, bars=chart.bars[start : start + COLUMNS_A_PAGE])
    else:
        kind = ChartKind.BARS if chart.kind is ChartKind.WHOLE else chart.kind
        for bar in chart.bars:
            *before, label = _label_apart(bar, room)
            yield from (Words(text, Role.TEXT) for text in before)
            yield msgspec.structs.replace(chart, kind=kind, bars=(msgspec.structs.replace(bar, label=label),))


def _row_apart(row: Row, room: Room) -> Iterator[Row]:
    """A row longer than a page: its figure on the first part, what stands below it on the last.

    A number stands on every part; any other sign begins an entry, and so stands on the first alone.
    """
    within = Room(room.rows - (BELOW_ROWS if row.below else 0), _beside(row, room))
    texts = text_pages(row.text, within)
    for place, text in enumerate(texts):
        yield msgspec.structs.replace(
            row,
            text=text,
            sign=row.sign if place == 0 or row.sign.isdigit() else "",
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
