"""The agenda's rows at the desk: what was held, what runs, and when the rest is expected to begin."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len
from textual.content import Content

from language import gettext as _
from meeting.model.profile import Phase
from tui.widgets.measure import padded
from tui.widgets.plain import literal
from wording.dates import time_of_day

if TYPE_CHECKING:
    from meeting.model.agenda import AgendaItem
    from meeting.state import State

DONE, RUNNING, AHEAD = "✓", "►", "·"

DIGITS = 9
"""Rows that a digit can start."""

GAP = 2


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
            begins[number] = time_of_day(item.started_at)
        if is_running(item):
            at = max(now, datetime.fromisoformat(item.started_at) + timedelta(minutes=item.planned_minutes))
    if state.meeting.phase is not Phase.OPEN:
        return Times(begins, "")
    for number, item in sorted(state.agenda.items()):
        if not item.started_at:
            begins[number] = f"~{time_of_day(at)}"
            at += timedelta(minutes=item.planned_minutes)
    return Times(begins, time_of_day(at))


def summary(state: State, times: Times) -> str:
    """How many parts, how long they take, and when the last is expected to end."""
    if not state.agenda:
        return _("Nothing is planned yet. T plans by a template, A adds a part.")
    minutes = sum(item.planned_minutes for item in state.agenda.values())
    summary = _("{count} parts, {minutes} minutes planned").format(count=len(state.agenda), minutes=minutes)
    return f"{summary} · " + _("done at about {time}").format(time=times.ends) if times.ends else summary


def rows(state: State, times: Times, now: datetime, width: int) -> list[Content]:
    """A row a part, each with the key of its place, in a list `width` cells wide."""
    items = [item for _number, item in sorted(state.agenda.items())]
    spent = [_spent(item, now) for item in items]
    begins = [times.begins.get(number, "") for number in sorted(state.agenda)]
    columns = _Columns(width, max(map(cell_len, begins), default=0), max(map(cell_len, spent), default=0))
    return [
        _row(at, item, begin, time, columns)
        for at, (item, begin, time) in enumerate(zip(items, begins, spent, strict=True), start=1)
    ]


class _Columns(NamedTuple):
    """Cells of the whole row, of its clock and of its minutes."""

    width: int
    clock: int
    minutes: int


def _spent(item: AgendaItem, now: datetime) -> str:
    """Minutes used and planned."""
    if not item.started_at:
        return f"{item.planned_minutes}'"
    end = datetime.fromisoformat(item.ended_at) if item.ended_at else now
    used = int((end - datetime.fromisoformat(item.started_at)).total_seconds() // 60)
    time = f"{used}' / {item.planned_minutes}'"
    return _("{time}, over").format(time=time) if used > item.planned_minutes and is_running(item) else time


def _row(at: int, item: AgendaItem, begins: str, time: str, columns: _Columns) -> Content:
    sign, style = AHEAD, ""
    if item.started_at:
        sign, style = (DONE, "$foreground 60%") if item.ended_at else (RUNNING, "bold")
    digit = str(at) if at <= DIGITS else " "
    begun = f"{begins:<{columns.clock}} " if columns.clock else ""
    room = columns.width - len(f" {digit} {sign} ") - cell_len(begun) - columns.minutes - GAP
    return Content.assemble(
        (f" {digit} ", "bold"),
        (f"{sign} {begun}", style),
        (padded(literal(item.title).plain, room), style),
        (f"{time:>{columns.minutes + GAP}}", style),
    )
