"""When the countdown on the stage began, as exactly as this process can know.

The record keeps such a time rounded, like every time while phones act (`meeting.moment`). A window that sees a
countdown begin counts from there; one that opens later is told by the server's live file, gone with the meeting.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from meeting.limits import TIME_STEP_MINUTES

if TYPE_CHECKING:
    from link.live import Live
    from meeting.model.stage import Stage

_STEP = timedelta(minutes=TIME_STEP_MINUTES)

_began: dict[int, datetime] = {}
"""By `timer_run`, what this process saw or was told; one countdown runs at a time, so one is kept."""


def learn(live: Live | None) -> None:
    """Take over what the running server says of the countdown that runs now."""
    if live is not None and live.timer_began:
        _keep(live.timer_run, datetime.fromisoformat(live.timer_began))


def remaining(stage: Stage, now: datetime) -> int | None:
    """Whole seconds left on the stage's timer, negative when it has run out; None where none runs."""
    if not stage.timer_started_at:
        return None
    return stage.timer_seconds - int((now - _beginning(stage, now)).total_seconds())


def _beginning(stage: Stage, now: datetime) -> datetime:
    rounded = datetime.fromisoformat(stage.timer_started_at)
    if not stage.timer_run or rounded.second or rounded.minute % TIME_STEP_MINUTES:
        return rounded
    known = _began.get(stage.timer_run)
    if known is not None and rounded <= known < rounded + _STEP:
        return known
    if rounded <= now < rounded + _STEP:
        return _keep(stage.timer_run, now)
    return rounded


def _keep(run: int, began: datetime) -> datetime:
    _began.clear()
    _began[run] = began
    return began
