"""The pane about the meeting: its agenda with time used and left, and how questions spread over areas."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.content import Content

from language import gettext as _
from meeting.dialogue.queue import ALIVE, WAITING, QuestionProgress, counts_by_progress, progress_of
from meeting.dialogue.roll import roll
from tui.widgets.bars import Bar, Bars
from tui.widgets.measure import cut
from tui.widgets.plain import Plain, literal
from wording.areas import area_key, area_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.widget import Widget

    from meeting.model.agenda import AgendaItem
    from meeting.state import State

DONE, RUNNING, AHEAD = "✓", "►", "·"
FEWEST_CELLS = 20


class MeetingPane(VerticalScroll, can_focus=True):
    """Scrolls when the room is short."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  Textual's own word for it
        super().__init__(id=id)
        self._last: tuple[State, datetime] | None = None

    def on_resize(self) -> None:
        """The agenda is cut to the width."""
        if self._last is not None:
            self.show_state(*self._last)

    def _parts(self) -> Iterator[Widget]:
        """Agenda, attendance, areas, standing: made when the pane is first seen, which on most terminals is later."""
        yield Plain(id="agenda-title", classes="title")
        yield Plain(id="agenda")
        yield Plain(id="here-title", classes="title")
        yield Plain(id="here")
        yield Plain(id="areas-title", classes="title")
        yield Bars(id="areas")
        yield Plain(id="standing-title", classes="title")
        yield Plain(id="standing")

    def show_state(self, state: State, now: datetime) -> None:
        """Show this state at this time."""
        self._last = (state, now)
        if not self.children:
            self.mount_all(self._parts())
        width = max(FEWEST_CELLS, self.scrollable_content_region.width - 2)
        self.query_one("#agenda-title", Plain).show(_("Agenda (A)"))
        self.query_one("#agenda", Plain).show(agenda(state, now, width))
        self.query_one("#here-title", Plain).show(_("Attendance (V)"))
        self.query_one("#here", Plain).show(literal(here(state)))
        self.query_one("#areas-title", Plain).show(_("Questions by area"))
        self.query_one("#areas", Bars).show(areas(state))
        self.query_one("#standing-title", Plain).show(_("Where they stand"))
        self.query_one("#standing", Plain).show(progress_counts(state))


def agenda(state: State, now: datetime, width: int) -> Content:
    """The agenda, one line an item."""
    items = [item for _order, item in sorted(state.agenda.items())]
    if not items:
        return Content.styled(_("No agenda has been planned."), "$foreground 60%")
    return Content("\n").join([_line(item, now, width) for item in items])


def minutes_used(item: AgendaItem, now: datetime) -> int:
    """Whole minutes since an item began, up to its end if it has ended."""
    end = datetime.fromisoformat(item.ended_at) if item.ended_at else now
    return int((end - datetime.fromisoformat(item.started_at)).total_seconds() // 60)


def _line(item: AgendaItem, now: datetime, width: int) -> Content:
    if item.started_at and not item.ended_at:
        used = minutes_used(item, now)
        left = item.planned_minutes - used
        clock = _("{used}' used, {left}' left").format(used=used, left=left)
        if left < 0:
            clock = _("{used}' used, {over}' over").format(used=used, over=-left)
        title = Content.styled(f"{RUNNING} {cut(item.title, width - 2)}", "bold $primary")
        return title + Content.styled(f"\n    {clock}", "bold $error" if left < 0 else "bold")
    if item.ended_at:
        clock = f"{minutes_used(item, now)}'"
        sign, style = DONE, "$foreground 55%"
    else:
        clock, sign, style = f"{item.planned_minutes}'", AHEAD, ""
    room = width - len(clock) - 3
    short = cut(item.title, room)
    return Content.styled(f"{sign} {short.ljust(room)} {clock}", style)


def areas(state: State) -> list[Bar]:
    """A bar an area: how many questions stand under it."""
    counts: dict[str, int] = {}
    for question in state.questions.values():
        if progress_of(question) in ALIVE:
            counts[question.area] = counts.get(question.area, 0) + 1
    listed = [area.id for area in state.meeting.settings.areas]
    rest = [area for area in counts if area not in listed]
    return [
        Bar(f"{area_key(state, area)} {area_name(state, area)}", counts.get(area, 0))
        for area in [*listed, *sorted(rest)]
    ]


def here(state: State) -> str:
    """How many are here, and how many of those invited."""
    counted = roll(state)
    message = _("{count} here").format(count=counted.present)
    if not counted.invited:
        return message
    come = _("{arrived}/{invited} invited")
    return f"{message} · {come.format(arrived=counted.arrived, invited=counted.invited)}"


def progress_counts(state: State) -> Content:
    """How many questions wait, are decided, hidden or gone another way."""
    counts = counts_by_progress(state)
    waiting = sum(counts[progress] for progress in WAITING)
    rows = [
        (_("New"), counts[QuestionProgress.NEW]),
        (_("Waiting"), waiting),
        (_("Decided"), counts[QuestionProgress.DECIDED]),
        (_("Hidden"), counts[QuestionProgress.HIDDEN]),
        (
            _("Merged, split, routed out"),
            counts[QuestionProgress.MERGED]
            + counts[QuestionProgress.SPLIT]
            + counts[QuestionProgress.ROUTED_OUT],
        ),
    ]
    return Content("\n").join(
        [Content.assemble((f"{count:>5}", "bold"), f"  {name}") for name, count in rows]
    )
