"""The agenda with a clock: what is done, what runs and how long still, what follows."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from language import gettext as _
from meeting.model.stage import View
from wall.slide import Role, Row, Slide, Topic, Words
from wording.dates import time_of_day

if TYPE_CHECKING:
    from meeting.model.agenda import AgendaItem
    from wall.scene import Scene

DONE, RUNNING, AHEAD = "✓", "▶", "·"
"""Signs before an item, so that its standing does not hang on colour."""


def topic(scene: Scene) -> Topic:
    """Every item, and the time of day. It opens at the running item; before and after, at the first one ahead."""
    slide = Slide(View.AGENDA, heading=_("Agenda"), clock=time_of_day(scene.now))
    items = [item for _order, item in sorted(scene.state.agenda.items())]
    if not items:
        return Topic(slide, (Words(_("No agenda has been set."), Role.TEXT),))
    opens_at = next((place for place, item in enumerate(items) if not item.ended_at), len(items) - 1)
    running = next((place for place, item in enumerate(items) if is_running(item)), opens_at)
    return Topic(slide, tuple(_row(item, scene.now) for item in items), opens_at=running)


def is_running(item: AgendaItem) -> bool:
    """Whether the item has begun and not ended."""
    return bool(item.started_at) and not item.ended_at


def _row(item: AgendaItem, now: datetime) -> Row:
    if item.ended_at:
        return Row(item.title, DONE, _planned(item), role=Role.QUIET)
    if is_running(item):
        return Row(item.title, RUNNING, "", _left(item, now), role=Role.STRONG)
    return Row(item.title, AHEAD, _planned(item))


def _planned(item: AgendaItem) -> str:
    return _("{minutes} min").format(minutes=item.planned_minutes)


def _left(item: AgendaItem, now: datetime) -> str:
    """How long the running item still has, or by how much it runs over."""
    if not item.planned_minutes:
        return ""
    elapsed = int((now - datetime.fromisoformat(item.started_at)).total_seconds() // 60)
    left = item.planned_minutes - elapsed
    if left >= 0:
        return _("{minutes} min left").format(minutes=left)
    return _("{minutes} min over").format(minutes=-left)
