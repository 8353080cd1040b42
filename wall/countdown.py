"""The countdown as the hall follows it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from meeting.model.stage import Stage

WARNING_SECONDS = 30
"""The last seconds, in which the figures change their colour and gain a word."""


def seconds_left(stage: Stage, now: datetime, began: datetime | None = None) -> int | None:
    """Whole seconds left on the stage's timer, negative when it has run out; None where none runs.

    `began` is when it began, where that is known exactly: the record keeps it rounded.
    """
    if not stage.timer_started_at:
        return None
    started = began or datetime.fromisoformat(stage.timer_started_at)
    return stage.timer_seconds - int((now - started).total_seconds())


def clock_face(seconds: int) -> str:
    """Seconds as minutes and seconds; below zero there is nothing left to count."""
    minutes, rest = divmod(max(0, seconds), 60)
    return f"{minutes:02}:{rest:02}"
