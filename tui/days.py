"""Dates as people type them: 24/11/2026, 24/11, or +10 for ten working days from today."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from meeting.refusal import Refusal
from meeting.register.deadlines import working_days_after

if TYPE_CHECKING:
    from meeting.model.calendar import Calendar

_TYPED = re.compile(r"(\d{1,2})[/.\-](\d{1,2})(?:[/.\-](\d{4}))?")
_WORKING_DAYS = re.compile(r"\+(\d{1,3})")


def read_day(typed: str, today: date, calendar: Calendar) -> str:
    """The date meant, YYYY-MM-DD; empty for nothing typed. A day and month alone mean the next time they come.

    Raises Refusal ``bad-date``, and ``bad-period`` for too many working days.
    """
    text = typed.strip()
    if not text:
        return ""
    if counted := _WORKING_DAYS.fullmatch(text):
        return working_days_after(today, int(counted[1]), calendar).isoformat()
    written = _TYPED.fullmatch(text)
    try:
        if written is None:
            return date.fromisoformat(text).isoformat()
        day, month, year = int(written[1]), int(written[2]), written[3]
        meant = date(int(year) if year else today.year, month, day)
        if not year and meant < today:
            meant = meant.replace(year=today.year + 1)
    except ValueError:
        raise Refusal("bad-date", field="deadline") from None
    return meant.isoformat()
