"""The stage as a widget: paints what the hall is to see now, in a window of its own or inside the console."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual import getters
from textual.strip import Strip
from textual.widget import Widget

from language import gettext as _
from language import using
from meeting.model.stage import View
from tui.app import DoithoaiApp
from tui.screens.stage import (
    agenda,
    areas,
    attendance,
    board,
    carry_over,
    closing,
    join,
    pledges,
    poll,
    prompt,
    question,
    scanning,
    survey,
)
from tui.screens.stage.page import Page, Size, Span, says
from tui.screens.stage.scene import Scene
from tui.terminal_filter import sanitize
from tui.widgets.measure import cut

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.style import Style
    from textual import events

    from link.live import Live
    from meeting.state import State
    from tui.screens.stage.page import Line

PAGES: dict[View, Callable[[Scene], Page]] = {
    View.JOIN: join.page,
    View.QUESTION: question.page,
    View.BOARD: board.page,
    View.AREAS: areas.page,
    View.PROMPT: prompt.page,
    View.POLL: poll.page,
    View.SURVEY: survey.page,
    View.PLEDGES: pledges.page,
    View.AGENDA: agenda.page,
    View.CARRY_OVER: carry_over.page,
    View.ATTENDANCE: attendance.page,
    View.CLOSING: closing.page,
}

CLOCK_EVERY = 0.25
"""Seconds between looks at the clock: a countdown must not skip a second that people see."""

CLOCK_STEPS = {
    View.QUESTION: CLOCK_EVERY,
    View.AGENDA: 1,
    View.CLOSING: closing.TURN_SECONDS,
    View.JOIN: closing.TURN_SECONDS,  # of a closed meeting it is the account
}
"""Views that change while nothing is committed, and every how many seconds they are made anew."""

BAND = 34
"""Rows that a view spreads over at most: on a taller screen it stands in the middle, its parts together."""

EMPTY = Page(body=())


def quiet(title: str, size: Size) -> Page:
    """A page that tells nothing but what meeting this is."""
    return Page(body=(says(cut(title, size.measure), "title"),), measure=size.measure) if title else EMPTY


def now() -> datetime:
    """The laptop's time, aware."""
    return datetime.now().astimezone()


class StageView(Widget):
    """What the hall sees. Give it a State with `show`; it repaints only where something is different.

    It speaks `language`, by default the meeting's own. Nothing in a record can break it: a view that cannot be made or
    painted is replaced by a quiet page with the meeting's title, until there is something else to show.
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
        & > .stage--quiet { color: $foreground 65%; }
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
        self._state: State | None = None
        self._live: Live | None = None
        self._digest = ""
        self._title = ""
        self._step = 0.0
        """The step of the clock that the view was last made at."""
        self._page = EMPTY
        self._laid_for = Size(0, 0)
        self._lines: dict[int, Line] = {}
        self.failed = False
        """Whether the last view could not be made and the quiet page stands in for it."""

    def on_mount(self) -> None:
        """Look at the clock while a view hangs on it."""
        self.set_interval(CLOCK_EVERY, self._tick)

    def show(self, state: State | None, live: Live | None, digest: str = "") -> None:
        """Follow this state; None shows an empty stage. `digest` is told when the meeting has closed."""
        self._state, self._live, self._digest = state, live, digest
        self.repaint()

    def on_resize(self, _event: events.Resize) -> None:
        """Lay the view out anew."""
        self.repaint()

    def _tick(self) -> None:
        every = CLOCK_STEPS.get(self._state.stage.view) if self._state is not None else None
        if every is None:
            return
        step = self._clock().timestamp() // every
        if step != self._step:
            self._step = step
            self.repaint()

    def repaint(self) -> None:
        """Make the view anew, and paint it if it differs."""
        size = Size(*self.size)
        page = self.page(size)
        if (page, size) != (self._page, self._laid_for):
            self._page, self._laid_for = page, size
            self._lines = _placed(page, size.height)
            self.refresh()

    def page(self, size: Size) -> Page:
        """What is to be seen now at this size."""
        state = self._state
        if state is None:
            return quiet(self._title, size)
        if not state.meetings or state.stage.blank:
            return EMPTY
        try:
            with using(self._language or state.meeting.settings.language):
                page = PAGES[state.stage.view](Scene(state, self._live, self._clock(), size, self._digest))
        except Exception as fault:  # noqa: BLE001  whatever is wrong, a traceback never reaches the projector
            self._note(fault)
            return quiet(state.meeting.title, size)
        self.failed = False
        return page

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
        except Exception as fault:  # noqa: BLE001  as in `page`
            self._note(fault)
            self.call_later(self._paint_quietly)
            return Strip.blank(self._laid_for.width)

    def _paint_quietly(self) -> None:
        """Put the quiet page where rows could not be painted."""
        title = self._state.meeting.title if self._state is not None and self._state.meetings else ""
        page = quiet(title, self._laid_for)
        if page != self._page:
            self._page, self._lines = page, _placed(page, self._laid_for.height)
            self.refresh()

    def _marked(self, row: Strip) -> Strip:
        """The first row with the mark of a rehearsal in its corner, so that nobody takes one for the meeting."""
        state = self._state
        if state is None or not state.meetings or not state.meeting.rehearsal or state.stage.blank:
            return row
        with using(self._language or state.meeting.settings.language):
            word = _("REHEARSAL")
        mark = self._segment(Span(f" {word} ", "alarm"))
        width = self._laid_for.width
        start = max(0, width - cell_len(mark.text))
        return Strip.join([row.crop(0, start), Strip([mark])]).crop(0, width)

    def _painted(self, y: int) -> Strip:
        width, height = self._laid_for
        page, base = self._page, self.rich_style
        beside = page.code.width + scanning.GAP if page.code else 0
        left = max(0, (width - beside - page.measure) // 2)
        line = self._lines.get(y)
        row = self._row(line, left + beside, page.measure, width) if line else Strip.blank(width, base)
        if page.code is None:
            return row
        place = y - (height - page.code.height) // 2
        if not 0 <= place < page.code.height:
            return row
        return Strip.join([row.crop(0, left), page.code.rows[place], row.crop(left + page.code.width, width)])

    def _row(self, line: Line, left: int, measure: int, width: int) -> Strip:
        """One line in its column, its right part against the column's right edge."""
        base = self.rich_style
        before = [Segment(" " * left, base), *(self._segment(span) for span in line.left)]
        after = [self._segment(span) for span in line.right]
        used = sum(cell_len(segment.text) for segment in (*before[1:], *after))
        gap = [Segment(" " * max(1, measure - used), base)] if after else []
        return Strip([*before, *gap, *after]).adjust_cell_length(width, base)

    def _segment(self, span: Span) -> Segment:
        style: Style = self.get_component_rich_style(f"stage--{span.role}")
        return Segment(sanitize(span.text), self.rich_style + style)


def _placed(page: Page, height: int) -> dict[int, Line]:
    """Which line stands on which row: top and bottom at the edges of the band, the body in the middle of it."""
    rows = (
        height
        if page.code
        else max(min(height, BAND), min(height, len(page.top) + len(page.body) + len(page.bottom)))
    )
    start = (height - rows) // 2
    top, bottom = page.top[:rows], page.bottom[: max(0, rows - len(page.top))]
    room = rows - len(top) - len(bottom)
    body = page.body[:room]
    first = start + len(top) + (room - len(body)) // 2
    placed = (
        *enumerate(top, start=start),
        *enumerate(body, start=first),
        *enumerate(bottom, start=start + rows - len(bottom)),
    )
    return dict(placed)
