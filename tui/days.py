"""Dates as people type them: 24/11/2026, 24/11, or +10 for ten working days from today."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING

from language import gettext as _
from meeting.refusal import Refusal
from meeting.register.deadlines import working_days_after
from wording.dates import typed_day

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

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


def day_read_back(calendar: Calendar) -> Callable[[str, Mapping[str, str]], str]:
    """Says under a field which date is meant by what is typed there; nothing where it stands there in full already."""

    def said(typed: str, _values: Mapping[str, str]) -> str:
        try:
            day = read_day(typed, datetime.now().astimezone().date(), calendar)
        except Refusal:
            return ""
        shown = typed_day(day)
        return "" if not day or shown == typed.strip() else _("that is {date}").format(date=shown)

    return said
