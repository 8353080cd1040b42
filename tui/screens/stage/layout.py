"""A slide laid out for a wall of some size: the letters as large as they fit, chosen by measuring."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from language import gettext as _
from link.health import WallReading
from tui.lettering.face import X_HEIGHTS, Lettering
from tui.screens.stage import typesetting
from tui.screens.stage.canvas import Piece, Setting, Size, stacked
from tui.screens.stage.typesetting import PLAIN, paragraph
from tui.widgets import qr
from wall.countdown import WARNING_SECONDS, clock_face

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tui.widgets.qr import Drawn
    from wall.slide import Block, Scan, Slide

LEGIBLE = 1 / 20
"""An x this much of the image's height is read from the back row: 20 minutes of arc at 15 m, on an image 1.8 m high.

The angle is what ISO 9241-303 prefers for letters that are read, the image the usual one of a hall.
"""

MARGIN = 2
"""Columns kept free at both sides."""

CALLS = "►"
"""Stands before the hall that is called."""

GAP = 3
"""Columns between a code and the text."""

LEAST_TEXT = 24
"""Fewest columns of text beside a code: the longest address with the hall's code."""

TALL, TALLER = 44, 64
"""From so many rows on what is not the main text is written large too."""

MOST_SHARE = 0.45
"""Most of the height that headings and what stands at the foot take together."""


class Laid(NamedTuple):
    """A slide on a wall: its pieces, the code and where it stands, and the letters of the main text.

    `is_turned` tells that code and text do not fit together, so that they take turns.
    """

    size: Size
    pieces: tuple[Piece, ...] = ()
    code: Drawn | None = None
    code_x: int = 0
    code_y: int = 0
    lettering: Lettering = PLAIN
    is_turned: bool = False

    @property
    def share(self) -> float:
        """The height of an x of the main text, as a share of the image's."""
        return self.lettering.letter / self.size.height if self.size.height else 0.0

    @property
    def is_legible(self) -> bool:
        """Whether the back row of a hall 15 m long can read it."""
        return self.share >= LEGIBLE

    @property
    def reading(self) -> WallReading | None:
        """How it reads, for the desk; None where nothing is on the wall."""
        if not self.pieces and self.code is None:
            return None
        width, height = self.size
        module = round(1000 * self.code.module / height) if self.code is not None else 0
        return WallReading(width, height, round(1000 * self.share), module, legible=self.is_legible)


def letterings(*, wide: bool = False) -> tuple[Lettering, ...]:
    """Every lettering, the largest first and plain text last; `wide` ones need only halves of cells."""
    across = 2 if wide else 1
    return (*(Lettering(x, across) for x in reversed(X_HEIGHTS)), PLAIN)


def lay_out(slide: Slide, size: Size, *, wide: bool = False, shows_code: bool = False) -> Laid:
    """The slide on a wall of `size`.

    Where code and text do not fit together, `shows_code` says whose turn it is.
    """
    if size.width < 1 or size.height < 1:
        return Laid(size)
    if slide.scan is None:
        return _without_code(slide, size, wide=wide)
    return _with_code(slide, slide.scan, size, wide=wide, shows_code=shows_code)


def _without_code(slide: Slide, size: Size, *, wide: bool) -> Laid:
    column = Size(max(1, size.width - 2 * MARGIN), size.height)
    pieces, lettering = _column(slide, column, wide=wide)
    return Laid(size, tuple(piece.moved(MARGIN, 0) for piece in pieces), lettering=lettering)


def _with_code(slide: Slide, scan: Scan, size: Size, *, wide: bool, shows_code: bool) -> Laid:
    """The largest code beside which the text is legible; else the one that leaves the text most room; else in turn."""
    beside: list[Laid] = []
    codes = qr.fitting(scan.target, size.width, size.height)
    for code in codes:
        room = size.width - code.width - GAP - 2 * MARGIN
        if room < LEAST_TEXT:
            continue
        laid = _beside(slide, scan, size, code, wide=wide)
        if laid is None:
            continue
        if laid.is_legible:
            return laid
        beside.append(laid)
    if beside:
        return max(beside, key=lambda laid: laid.share)
    if not codes:
        return _to_be_typed(slide, scan, size, wide=wide)
    if shows_code:
        code = codes[0]
        return Laid(
            size, (), code, (size.width - code.width) // 2, (size.height - code.height) // 2, is_turned=True
        )
    asked = _instructions(scan, size.width - 2 * MARGIN, PLAIN)
    column = Size(size.width - 2 * MARGIN, max(1, size.height - asked.height))
    pieces, lettering = _column(slide, column, wide=wide)
    moved = [piece.moved(MARGIN, 0) for piece in (*pieces, *asked.moved(0, column.height))]
    return Laid(size, tuple(moved), lettering=lettering, is_turned=True)


def _to_be_typed(slide: Slide, scan: Scan, size: Size, *, wide: bool) -> Laid:
    """A wall that no code fits on asks nobody to scan one: it has the address and the hall's code to type."""
    typed = paragraph(f"{scan.address}  {scan.code}".rstrip(), PLAIN, size.width - 2 * MARGIN, "strong")
    column = Size(max(1, size.width - 2 * MARGIN), max(1, size.height - typed.height))
    pieces, lettering = _column(slide, column, wide=wide)
    moved = [piece.moved(MARGIN, 0) for piece in (*pieces, *typed.moved(0, column.height))]
    return Laid(size, tuple(moved), lettering=lettering)


def _beside(slide: Slide, scan: Scan, size: Size, code: Drawn, *, wide: bool) -> Laid | None:
    """The code at the left, how to take part below it or under the text; None where the text does not fit."""
    left = code.width + GAP + MARGIN
    width = size.width - left - MARGIN
    script = _script(size, wide=wide)
    under = _instructions(scan, code.width, PLAIN)
    free = size.height - code.height
    if free >= under.height + 1 and script.is_plain:
        top = (free - under.height) // 2
        below = [piece.moved(MARGIN, top + code.height) for piece in under.pieces]
        asked = Setting((), 0)
    else:
        top, below = free // 2, []
        asked = next(
            (
                made
                for lettering in (script, PLAIN)
                if (made := _instructions(scan, width, lettering)).height <= size.height * MOST_SHARE
            ),
            _instructions(scan, width, PLAIN),
        )
    column = Size(width, size.height - asked.height)
    if column.height < 1:
        return None
    pieces, lettering = _column(slide, column, wide=wide)
    if sum(len(piece.rows) for piece in pieces) and max(p.y + len(p.rows) for p in pieces) > column.height:
        return None
    moved = [piece.moved(left, 0) for piece in (*pieces, *asked.moved(0, column.height))]
    return Laid(size, (*moved, *below), code, MARGIN, top, lettering)


def _instructions(scan: Scan, width: int, lettering: Lettering) -> Setting:
    """Scan, or type the address and the hall's code."""
    typed = f"{scan.address}  {scan.code}".rstrip()
    return stacked(
        (
            paragraph(scan.said, lettering, width, "text"),
            *(paragraph(part, lettering, width, "strong") for part in _typed(typed, scan, lettering, width)),
        )
    )


def _typed(typed: str, scan: Scan, lettering: Lettering, width: int) -> tuple[str, ...]:
    """Address and code on one line, or a line each: neither is ever broken in two where it fits by itself."""
    return (typed,) if lettering.width(typed) <= width else (scan.address, scan.code)


def _script(size: Size, *, wide: bool) -> Lettering:
    """The lettering of what is not the main text."""
    across = 2 if wide else 1
    if size.height >= TALLER:
        return Lettering(X_HEIGHTS[1], across)
    return Lettering(X_HEIGHTS[0], across) if size.height >= TALL else PLAIN


def _column(slide: Slide, column: Size, *, wide: bool) -> tuple[tuple[Piece, ...], Lettering]:
    """Heading, main text and foot in a column; the countdown is large where the text stays legible beside it."""
    best: tuple[tuple[Piece, ...], Lettering] | None = None
    for large in (True, False) if slide.seconds_left is not None else (False,):
        pieces, lettering = _composed(slide, column, wide=wide, large_timer=large)
        if lettering.letter / column.height >= LEGIBLE:
            return pieces, lettering
        if best is None or lettering.letter > best[1].letter:
            best = pieces, lettering
    assert best is not None
    return best


def _composed(
    slide: Slide, column: Size, *, wide: bool, large_timer: bool
) -> tuple[tuple[Piece, ...], Lettering]:
    script = _script(column, wide=wide)
    head = _head(slide, column, script, large_timer=large_timer)
    feet = _feet(slide, column, script, wide=wide, large_timer=large_timer)
    best: tuple[tuple[Piece, ...], Lettering] | None = None
    for foot in feet:
        room = column.height - head.height - foot.height
        found = fitted(slide.blocks, Size(column.width, room), wide=wide, image=column.height)
        if found is None:
            continue
        settings, lettering = found
        pieces = (
            *head.pieces,
            *_spread(settings, room).moved(0, head.height),
            *foot.moved(0, column.height - foot.height),
        )
        if lettering.letter / column.height >= LEGIBLE:
            return pieces, lettering
        if best is None or lettering.letter > best[1].letter:
            best = pieces, lettering
    if best is not None:
        return best
    settings = typesetting.blocks(slide.blocks, PLAIN, column.width, column.height)
    return stacked(settings).pieces, PLAIN


def _head(slide: Slide, column: Size, script: Lettering, *, large_timer: bool) -> Setting:
    """The hall that is called; what it is, and right of it page, time and a small countdown; what it is about."""
    right = [slide.clock]
    if slide.seconds_left is not None and not large_timer:
        right.append(_timer_words(slide.seconds_left))
    if slide.pages > 1:
        right.append(f"{slide.page}/{slide.pages}")
    said = "  ".join(part for part in right if part)
    for lettering in (script, PLAIN):
        taken = lettering.width(said) + lettering.width("  ") if said else 0
        heading = paragraph(slide.heading, lettering, column.width - taken, "accent")
        if lettering.is_plain or heading.height <= min(2 * lettering.rows, column.height * MOST_SHARE / 2):
            break
    role = "alarm" if slide.seconds_left is not None and slide.seconds_left <= WARNING_SECONDS else "quiet"
    pieces = [*heading.pieces]
    if said:
        pieces.append(Piece(column.width - lettering.width(said), 0, lettering.line(said), role))
    top = Setting(tuple(pieces), max(heading.height, lettering.rows))
    call = _line(f"{CALLS} {slide.call}", "alarm", column, script) if slide.call else None
    title = _line(slide.title, "strong", column, script) if slide.title else None
    return stacked(tuple(part for part in (call, top, title) if part is not None))


def _line(words: str, role: str, column: Size, script: Lettering) -> Setting | None:
    """Words above the main text in the largest letters that leave it its room; None where there are none."""
    for lettering in (script, PLAIN):
        line = paragraph(words, lettering, column.width, role)
        if line.height <= max(2, column.height // 5):
            return line
    return None


def _timer_words(seconds: int) -> str:
    return _("Time is up") if seconds <= 0 else clock_face(seconds)


def _feet(
    slide: Slide, column: Size, script: Lettering, *, wide: bool, large_timer: bool
) -> Iterable[Setting]:
    """What stands at the foot, from all of it to only what changes: notes give way, the last first."""
    across = 2 if wide else 1
    timer = Setting((), 0)
    if large_timer and slide.seconds_left is not None:
        words = _timer_words(slide.seconds_left)
        fitting = [x for x in X_HEIGHTS if Lettering(x, across).rows <= max(5, column.height // 4)]
        lettering = Lettering(fitting[-1], across)
        if lettering.width(words) > column.width:
            lettering = PLAIN
        role = "alarm" if slide.seconds_left <= WARNING_SECONDS else "figure"
        timer = paragraph(words, lettering, column.width, role)
    for kept in range(len(slide.notes), -1, -1):
        for lettering in dict.fromkeys((script, PLAIN)):
            parts = [paragraph(slide.count, lettering, column.width, "strong")] if slide.count else []
            parts += [paragraph(note, lettering, column.width, "quiet") for note in slide.notes[:kept]]
            yield stacked((*parts, timer))


def _spread(settings: Sequence[Setting], room: int) -> Setting:
    """The blocks in the room there is: with rows between them where some are left, in the middle of the rest."""
    used = sum(setting.height for setting in settings)
    gap = min(2, (room - used) // max(1, len(settings))) if len(settings) > 1 else 0
    whole = stacked(settings, gap)
    return Setting(whole.moved(0, max(0, (room - whole.height) // 2)), room)


@lru_cache(maxsize=64)
def fitted(
    given: tuple[Block, ...], room: Size, *, wide: bool, image: int
) -> tuple[tuple[Setting, ...], Lettering] | None:
    """The blocks in the largest letters in which all of them fit; None where they do not even in plain text.

    No word is broken for the sake of larger letters, unless the back row could not read them otherwise: `image` is the
    height that says so.
    """
    faces = [lettering for lettering in letterings(wide=wide) if lettering.rows <= room.height]
    unbroken = [
        face for face in faces if face.is_plain or not typesetting.words_too_wide(given, face, room.width)
    ]
    kept = _largest(given, room, unbroken)
    if kept is not None and kept[1].letter / image >= LEGIBLE:
        return kept
    return _largest(given, room, [face for face in faces if not face.is_plain]) or kept


def _largest(
    given: tuple[Block, ...], room: Size, faces: Sequence[Lettering]
) -> tuple[tuple[Setting, ...], Lettering] | None:
    for lettering in faces:
        settings = typesetting.blocks(given, lettering, room.width, room.height)
        if sum(setting.height for setting in settings) <= room.height:
            return settings, lettering
    return None
