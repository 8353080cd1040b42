"""Deadlines in working days: counting them, and saying how urgent an open matter is."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from meeting import limits
from meeting.model.question import Outcome
from meeting.model.register import CLOSED_STATUSES, Status
from meeting.refusal import Refusal

if TYPE_CHECKING:
    from meeting.model.calendar import Calendar
    from meeting.model.profile import DeadlineDefaults

SATURDAY = 5


class Urgency(StrEnum):
    """How a matter stands against its deadline on a given day."""

    SETTLED = "settled"
    OVERDUE = "overdue"
    DUE_SOON = "due_soon"
    OPEN = "open"


class WorkingDays:
    """A calendar made ready for counting."""

    def __init__(self, calendar: Calendar) -> None:
        self._off = frozenset(holiday.on for holiday in calendar.off)
        self._worked = frozenset(holiday.on for holiday in calendar.worked)

    def __contains__(self, day: date) -> bool:
        """Whether offices work on `day`: a weekday that is no holiday, or a Saturday worked in exchange."""
        on = day.isoformat()
        return on in self._worked or (day.weekday() < SATURDAY and on not in self._off)


def working_days_after(day: date, count: int, calendar: Calendar) -> date:
    """The `count`-th working day after `day`; with a `count` of 0 the day itself, or the next working day.

    The day itself is not counted, and a period never ends on a day off (Civil Code 2015, Articles 147 and 148).
    Raises Refusal ``bad-period`` outside 0 to `limits.DEADLINE_WORKING_DAYS`.
    """
    if not 0 <= count <= limits.DEADLINE_WORKING_DAYS:
        raise Refusal("bad-period", count=count, limit=limits.DEADLINE_WORKING_DAYS)
    working = WorkingDays(calendar)
    left = count
    while left > 0 or day not in working:
        day += timedelta(days=1)
        left -= day in working
    return day


def working_days_until(deadline: date, today: date, calendar: Calendar) -> int:
    """Working days left from the day after `today` up to and including `deadline`; 0 on the day, negative after it."""
    if deadline < today:
        return -working_days_until(today, deadline, calendar)
    working = WorkingDays(calendar)
    days = (today + timedelta(days=offset) for offset in range(1, (deadline - today).days + 1))
    return sum(day in working for day in days)


def urgency(deadline: str, status: Status, today: date, calendar: Calendar) -> Urgency:
    """How urgent a matter with `status` is, due on `deadline` (YYYY-MM-DD).

    It is overdue from the day after its deadline, and due soon when no more than `limits.DUE_SOON_WORKING_DAYS`
    working days are left.
    """
    if status in CLOSED_STATUSES:
        return Urgency.SETTLED
    due = date.fromisoformat(deadline)
    if due < today:
        return Urgency.OVERDUE
    last_soon = working_days_after(today, limits.DUE_SOON_WORKING_DAYS, calendar)
    return Urgency.DUE_SOON if due <= last_soon else Urgency.OPEN


def days_for(outcome: Outcome, defaults: DeadlineDefaults) -> int:
    """Working days this agency gives an outcome by default. Raises KeyError for an outcome that owes nothing."""
    return {
        Outcome.WRITTEN_ANSWER: defaults.written_answer,
        Outcome.ASSIGNED: defaults.assignment,
        Outcome.SUPERIOR: defaults.superior,
        Outcome.SPECIALISED: defaults.specialised,
    }[outcome]


def default_deadline(outcome: Outcome, day: date, defaults: DeadlineDefaults, calendar: Calendar) -> str:
    """The date (YYYY-MM-DD) by which an outcome decided on `day` is owed, by the agency's defaults."""
    return working_days_after(day, days_for(outcome, defaults), calendar).isoformat()


def unannounced(deadline: date, today: date, calendar: Calendar) -> bool:
    """Whether the count from `today` to `deadline` rests on days that are provisional or on a year without a table."""
    years = set(range(today.year, deadline.year + 1))
    between = (h for h in calendar.off if today.isoformat() < h.on <= deadline.isoformat())
    return not years <= calendar.years or any(holiday.provisional for holiday in between)
