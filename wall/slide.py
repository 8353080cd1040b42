"""A slide: one page of what the wall shows, as typed data that a terminal, a browser or a test reads alike."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

import msgspec

from meeting.model.stage import View


class Role(StrEnum):
    """How a piece of text stands out. No meaning hangs on it alone: a sign or words say the same."""

    TEXT = "text"
    STRONG = "strong"
    ACCENT = "accent"
    QUIET = "quiet"
    ALARM = "alarm"


HUNDREDTHS = 100
"""A place on the scale of a ranking."""


class ChartKind(StrEnum):
    """How a chart is drawn.

    A bar for each option; one bar of the whole, divided (for and against, grades of opinion); for each option of a
    ranking, the best first, a mark on the scale of places; a column for each number.
    """

    BARS = "bars"
    WHOLE = "whole"
    PLACES = "places"
    COLUMNS = "columns"


class Words(msgspec.Struct, frozen=True, tag=True):
    """A text to be read from the back row, of which nothing is left out. One that `opens` begins a page."""

    text: str
    role: Role = Role.STRONG
    opens: bool = False


class Row(msgspec.Struct, frozen=True, tag=True):
    """An entry of a list: `sign` before it, `figure` against the right edge, `below` smaller under it."""

    text: str
    sign: str = ""
    figure: str = ""
    below: str = ""
    role: Role = Role.TEXT


class Bar(msgspec.Struct, frozen=True):
    """One value of a chart: its words, its length, what is printed of it, and its share of the whole (may be empty).

    On a scale of places `amount` is the mean place in hundredths, `HUNDREDTHS` being the first.
    """

    label: str
    amount: int
    figure: str
    share: str = ""


class Chart(msgspec.Struct, frozen=True, tag=True):
    """Values to the scale in which `most` is a full bar; of a chart over several pages each page has the same scale.

    A scale of places goes from the first place to `most`, the last, in hundredths.
    """

    kind: ChartKind
    bars: tuple[Bar, ...]
    most: int


Block = Words | Row | Chart
"""What stands on a page, one below the other."""


class Scan(msgspec.Struct, frozen=True):
    """The way in for phones: `target` is what the QR carries, `said` asks to scan it, the rest is to be typed."""

    target: str
    said: str
    address: str
    code: str


class Slide(msgspec.Struct, frozen=True):
    """One page of the wall.

    `view` is what is really shown: a question that was hidden meanwhile shows the board. `call` says above all else
    which hall has its turn to speak. `heading` names what stands
    below it, and `title` says what it is about where the blocks do not; both are smaller than the blocks. `count` is
    what changes while people answer. `notes` are quiet and may give way where there is no room, the last first.
    `seconds_left` is the countdown's, negative when it has run out, None where none runs. `clock` is the time of day
    where the view has one. `mark` stands in a corner of a rehearsal. `page` is of `pages`, from 1; `turns` tells that
    pages turn by themselves.
    """

    view: View
    call: str = ""
    heading: str = ""
    title: str = ""
    blocks: tuple[Block, ...] = ()
    count: str = ""
    notes: tuple[str, ...] = ()
    scan: Scan | None = None
    seconds_left: int | None = None
    clock: str = ""
    mark: str = ""
    page: int = 1
    pages: int = 1
    turns: bool = False


class Topic(NamedTuple):
    """What a view has to say, before it is divided into pages.

    `slide` is the page that all of them are like, and `blocks` are what they share out. Until the host turns a page,
    the one with the block at `opens_at` stands; where that is None, pages turn by themselves.
    """

    slide: Slide
    blocks: tuple[Block, ...] = ()
    opens_at: int | None = None
