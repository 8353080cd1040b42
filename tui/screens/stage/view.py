"""The stage as a widget: paints what the hall is to see now, in a window of its own or inside the console."""

from __future__ import annotations

import os
import sys
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

import msgspec
from rich.cells import cell_len
from rich.segment import Segment
from textual import getters
from textual.strip import Strip
from textual.widget import Widget

from language import using
from meeting.model.stage import View
from tui.app import DoithoaiApp
from tui.countdown import remaining
from tui.screens.stage.canvas import Piece, Size, by_row
from tui.screens.stage.layout import Laid, lay_out
from tui.terminal_filter import sanitize
from tui.widgets.measure import cut
from wall.projection import slide
from wall.scene import Scene, WayIn

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.style import Style
    from textual import events

    from link.health import WallReading
    from link.live import Live
    from meeting.state import State
    from wall.slide import Slide

CLOCK_EVERY = 0.25
"""Seconds between looks at the clock: a countdown must not skip a second that people see."""

CLOCK_STEPS = {View.QUESTION: CLOCK_EVERY, View.AGENDA: 1}
"""Views that change while nothing is committed, and every how many seconds they are made anew."""

CODE_SECONDS = 8
"""How long code and text stand where they take turns: long enough to lift a phone and scan."""


def now() -> datetime:
    """The laptop's time, aware."""
    return datetime.now().astimezone()


def only_halves() -> bool:
    """Whether the terminal's font may lack quarters of a cell: the old Windows console and the Linux console."""
    return (sys.platform == "win32" and "WT_SESSION" not in os.environ) or os.environ.get("TERM") == "linux"


def quiet(title: str, size: Size) -> Laid:
    """A wall that tells nothing but what meeting this is."""
    line = cut(sanitize(title), max(0, size.width - 4))
    pieces = (Piece((size.width - cell_len(line)) // 2, size.height // 2, (line,), "title"),) if line else ()
    return Laid(size, pieces)


def way_in(live: Live | None) -> WayIn | None:
    """How phones come in to the server that runs; None where none does or it takes no phones."""
    if live is None or not live.phone_url:
        return None
    return WayIn(live.phone_url, live.address, live.short_code)


class StageView(Widget):
    """What the hall sees. Give it a State with `show`; it repaints only where something is different.

    It speaks `language`, by default the meeting's own. Nothing in a record can break it: a view that cannot be made or
    painted is replaced by a quiet wall with the meeting's title, until there is something else to show.
    """

    app = getters.app(DoithoaiApp)

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "stage--text",
        "stage--strong",
        "stage--title",
        "stage--accent",
        "stage--quiet",
        "stage--figure",
        "stage--alarm",
        "stage--bar",
    }
    DEFAULT_CSS = """
    StageView {
        width: 1fr;
        height: 1fr;
        background: $background;
        color: $foreground;
        & > .stage--text { color: $foreground; }
        & > .stage--strong { color: $foreground; text-style: bold; }
        & > .stage--title { color: $foreground; text-style: bold; }
        & > .stage--accent { color: $primary; text-style: bold; }
        & > .stage--quiet { color: $foreground 75%; }
        & > .stage--figure { color: $foreground; text-style: bold; }
        & > .stage--alarm { color: $error; text-style: bold; }
        & > .stage--bar { color: $primary; }
    }
    """

    def __init__(
        self,
        *,
        clock: Callable[[], datetime] = now,
        language: str = "",
        name: str | None = None,
        id: str | None = None,  # noqa: A002  Textual's own word for it
        classes: str | None = None,
    ) -> None:
        super().__init__(name=name, id=id, classes=classes, markup=False)
        self._clock = clock
        self._language = language
        self._wide = only_halves()
        self._state: State | None = None
        self._live: Live | None = None
        self._digest = ""
        self._title = ""
        self._test: Slide | None = None
        self._step = 0.0
        """The step of the clock that the view was last made at."""
        self._key: object = None
        """What the wall was last laid out for: the slide, its size, and whose turn it is."""
        self._faulty: object = None
        """What could not be painted: the clock alone does not bring it back, or the wall would flicker."""
        self.laid = Laid(Size(0, 0))
        """What stands on the wall."""
        self._rows: dict[int, list[tuple[int, str, str]]] = {}
        self.failed = False
        """Whether the last view could not be made and the quiet wall stands in for it."""

    def on_mount(self) -> None:
        """Look at the clock while a view hangs on it."""
        self.set_interval(CLOCK_EVERY, self._tick)

    def show(self, state: State | None, live: Live | None, digest: str = "") -> None:
        """Follow this state; None shows an empty stage. `digest` is told when the meeting has closed."""
        self._state, self._live, self._digest = state, live, digest
        self._faulty = None
        self.repaint()

    def show_test(self, test: Slide | None) -> None:
        """Show a slide of its own until None is given: what is to be read from the back row."""
        self._test = test
        self.repaint()

    def on_resize(self, _event: events.Resize) -> None:
        """Lay the view out anew."""
        self.repaint()

    def _tick(self) -> None:
        if self._state is None:
            return
        every = CLOCK_STEPS.get(self._state.stage.view, 1)
        step = self._clock().timestamp() // every
        if step != self._step:
            self._step = step
            self.repaint()

    def repaint(self) -> None:
        """Make the view anew, and paint it if it differs."""
        size = Size(*self.size)
        laid = self.laid_out(size)
        if laid is not self.laid:
            self._take(laid)

    def _take(self, laid: Laid) -> None:
        self.laid = laid
        self._rows = by_row(laid.pieces, laid.size)
        self.refresh()

    def laid_out(self, size: Size) -> Laid:
        """What is to be seen now at this size; the same object while it is the same."""
        try:
            found = self._slide()
            shows_code = int(self._clock().timestamp()) // CODE_SECONDS % 2 == 0
            key = (found, size, shows_code if found is not None and found.scan else None, self._resting())
            if key == self._faulty or (key == self._key and not self.failed):
                return self.laid
            with using(self._speech()):
                laid = (
                    quiet(self._resting(), size)
                    if found is None
                    else lay_out(found, size, wide=self._wide, shows_code=shows_code)
                )
        except Exception as fault:  # noqa: BLE001  whatever is wrong, a traceback never reaches the projector
            self._note(fault)
            self._key = None
            laid = quiet(self._state.meeting.title if self._state is not None else "", size)
            return self.laid if laid == self.laid else laid
        self.failed = False
        self._key = key
        return laid

    def _resting(self) -> str:
        """The title that stands while there is no state; a covered wall has none."""
        return self._title if self._state is None else ""

    def _speech(self) -> str:
        state = self._state
        if self._language or state is None or not state.meetings:
            return self._language or "vi"
        return state.meeting.settings.language

    def _slide(self) -> Slide | None:
        if self._test is not None:
            return self._test
        if self._state is None:
            return None
        with using(self._speech()):
            found = slide(Scene(self._state, way_in(self._live), self._clock(), self._digest))
        if found is None or found.seconds_left is None:
            return found
        # The record's time is rounded; this process may know better when the countdown began.
        return msgspec.structs.replace(found, seconds_left=remaining(self._state.stage, self._clock()))

    @property
    def reading(self) -> WallReading | None:
        """How the wall reads now; None while nothing of the meeting is on it."""
        found = self._key[0] if isinstance(self._key, tuple) else None
        return self.laid.reading if found is not None else None

    def rest(self, title: str) -> None:
        """Show nothing but `title`, until a state is given."""
        self._title = title
        self.repaint()

    def _note(self, fault: Exception) -> None:
        if not self.failed:  # a view is made several times a second
            self.app.note_fault(fault)
        self.failed = True

    def render_line(self, y: int) -> Strip:
        """The row `y` of the window, in the colours of the moment."""
        try:
            row = self._painted(y)
            return self._marked(row) if y == 0 else row
        except Exception as fault:  # noqa: BLE001  as in `laid_out`
            self._note(fault)
            self._faulty = self._key
            self.call_later(self._paint_quietly)
            return Strip.blank(self.laid.size.width)

    def _paint_quietly(self) -> None:
        """Put the quiet wall where rows could not be painted."""
        title = self._state.meeting.title if self._state is not None and self._state.meetings else ""
        laid = quiet(title, self.laid.size)
        if laid != self.laid:
            self._take(laid)

    def _marked(self, row: Strip) -> Strip:
        """The first row with the mark of a rehearsal in its corner, so that nobody takes one for the meeting."""
        found = self._key[0] if isinstance(self._key, tuple) else None
        if found is None or not found.mark:
            return row
        mark = self._segment(f" {found.mark} ", "alarm")
        width = self.laid.size.width
        start = max(0, width - cell_len(mark.text))
        return Strip.join([row.crop(0, start), Strip([mark])]).crop(0, width)

    def _painted(self, y: int) -> Strip:
        width, base = self.laid.size.width, self.rich_style
        segments: list[Segment] = []
        used = 0
        for x, text, role in self._rows.get(y, ()):
            if x > used:
                segments.append(Segment(" " * (x - used), base))
                used = x
            segment = self._segment(text, role)
            segments.append(segment)
            used += cell_len(segment.text)
        row = Strip(segments).adjust_cell_length(width, base)
        code = self.laid.code
        place = y - self.laid.code_y
        if code is None or not 0 <= place < code.height:
            return row
        left = self.laid.code_x
        return Strip.join([row.crop(0, left), code.rows[place], row.crop(left + code.width, width)])

    def _segment(self, text: str, role: str) -> Segment:
        style: Style = self.get_component_rich_style(f"stage--{role}")
        return Segment(sanitize(text), self.rich_style + style)
