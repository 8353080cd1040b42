"""The agenda with a clock: what is done, what runs and how long still, what follows."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from language import gettext as _
from tui.screens.stage.figures import figures
from tui.screens.stage.page import BLANK, Line, Page, Span, paragraph, says, spaced
from tui.widgets.measure import cut
from wording.dates import time_of_day

if TYPE_CHECKING:
    from meeting.model.agenda import AgendaItem
    from tui.screens.stage.scene import Scene

DONE, RUNNING, AHEAD = "✓", "▶", "·"
"""Signs before an item, so that its standing does not hang on colour."""

CLOCK_FROM_HEIGHT = 17


def page(scene: Scene) -> Page:
    """Every item that fits, the running one never left out, and the time of day."""
    measure = scene.size.measure
    clock = time_of_day(scene.now)
    top = (BLANK, says(_("Agenda"), "title"), BLANK)
    items = [item for _order, item in sorted(scene.state.agenda.items())]
    bottom = (*figures(clock), BLANK) if scene.size.height >= CLOCK_FROM_HEIGHT else (says(clock, "strong"),)
    if not items:
        body = paragraph(_("No agenda has been set."), measure, "quiet")
        return Page(body=body, top=top, bottom=bottom, measure=measure)
    room = scene.size.height - len(top) - len(bottom) - 1
    kept = _around_the_running(items, room)
    body = spaced([(_row(item, scene.now, measure),) for item in kept], room)
    return Page(body=body, top=top, bottom=bottom, measure=measure)


def is_running(item: AgendaItem) -> bool:
    """Whether the item has begun and not ended."""
    return bool(item.started_at) and not item.ended_at


def _around_the_running(items: list[AgendaItem], room: int) -> list[AgendaItem]:
    """At most `room` items: from one before the running item on."""
    if len(items) <= room:
        return items
    at = next((place for place, item in enumerate(items) if is_running(item)), 0)
    start = max(0, min(at - 1, len(items) - room))
    return items[start : start + max(1, room)]


def _row(item: AgendaItem, now: datetime, measure: int) -> Line:
    if item.ended_at:
        sign, role = DONE, "quiet"
    elif is_running(item):
        sign, role = RUNNING, "strong"
    else:
        sign, role = AHEAD, "text"
    time = _time(item, now)
    title = cut(item.title, measure - len(time) - 5)
    spans = (Span(f"{sign}  ", "accent" if role == "strong" else role), Span(title, role))
    return Line(spans, (Span(time, role),))


def _time(item: AgendaItem, now: datetime) -> str:
    """Minutes planned; for the running item those left, or by how much it runs over."""
    if not is_running(item) or not item.planned_minutes:
        return _("{minutes} min").format(minutes=item.planned_minutes)
    elapsed = int((now - datetime.fromisoformat(item.started_at)).total_seconds() // 60)
    left = item.planned_minutes - elapsed
    if left >= 0:
        return _("{minutes} min left").format(minutes=left)
    return _("{minutes} min over").format(minutes=-left)
