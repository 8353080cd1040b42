"""The agenda's rows at the desk: what was held, what runs, and when the rest is expected to begin."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len
from textual.content import Content

from language import gettext as _
from meeting.model.profile import Phase
from tui.widgets.measure import cut
from tui.widgets.plain import literal

if TYPE_CHECKING:
    from meeting.model.agenda import AgendaItem
    from meeting.state import State

DONE, RUNNING, AHEAD = "✓", "►", "·"

TIME_CELLS = 16
"""Room at the end of a row for "125' / 120'" and its like."""

CLOCK_CELLS = 6


class Times(NamedTuple):
    """When each part began or is expected to, by its number, and when the last one ends; empty where nobody knows."""

    begins: dict[int, str]
    ends: str


def is_running(item: AgendaItem) -> bool:
    """Whether a part has begun and not ended."""
    return bool(item.started_at) and not item.ended_at


def expected(state: State, now: datetime) -> Times:
    """When parts began, or are expected to if each takes its time; nothing is expected of a meeting not open."""
    begins: dict[int, str] = {}
    at = now
    for number, item in sorted(state.agenda.items()):
        if item.started_at:
            begins[number] = f"{datetime.fromisoformat(item.started_at):%H:%M}"
        if is_running(item):
            at = max(now, datetime.fromisoformat(item.started_at) + timedelta(minutes=item.planned_minutes))
    if state.meeting.phase is not Phase.OPEN:
        return Times(begins, "")
    for number, item in sorted(state.agenda.items()):
        if not item.started_at:
            begins[number] = f"~{at:%H:%M}"
            at += timedelta(minutes=item.planned_minutes)
    return Times(begins, f"{at:%H:%M}")


def told(state: State, times: Times) -> str:
    """How many parts, how long they take, and when the last is expected to end."""
    if not state.agenda:
        return _("Nothing is planned yet. T plans by a template, A adds a part.")
    minutes = sum(item.planned_minutes for item in state.agenda.values())
    told = _("{count} parts, {minutes} minutes planned").format(count=len(state.agenda), minutes=minutes)
    return f"{told} · " + _("done at about {time}").format(time=times.ends) if times.ends else told


def row(at: int, item: AgendaItem, begins: str, now: datetime, width: int) -> Content:
    """The part on row `at` (from 1) of a list `width` cells wide."""
    sign, style = AHEAD, ""
    time = f"{item.planned_minutes}'"
    if item.started_at:
        end = datetime.fromisoformat(item.ended_at) if item.ended_at else now
        used = int((end - datetime.fromisoformat(item.started_at)).total_seconds() // 60)
        time = f"{used}' / {item.planned_minutes}'"
        sign, style = (DONE, "$foreground 60%") if item.ended_at else (RUNNING, "bold")
        if not item.ended_at and used > item.planned_minutes:
            time = _("{time}, over").format(time=time)
    digit = str(at) if at < 10 else " "
    room = width - TIME_CELLS - CLOCK_CELLS - 6
    title = cut(literal(item.title).plain, room)
    return Content.assemble(
        (f" {digit} ", "bold"),
        (f"{sign} {begins:<{CLOCK_CELLS}} ", style),
        (title, style),
        (" " * max(1, width - cell_len(title) - len(time) - CLOCK_CELLS - 6), ""),
        (time, style),
    )
