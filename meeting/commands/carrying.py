"""What a meeting is given before it begins: the holiday table, and what earlier meetings left."""

from __future__ import annotations

from typing import ClassVar

from meeting import limits
from meeting.changes import put, remove
from meeting.commands.obligations import require_day
from meeting.decision import ALWAYS, Command, Decision
from meeting.model.calendar import Calendar, Holiday
from meeting.model.carried import Carried
from meeting.model.profile import Phase
from meeting.moment import DESK, Moment, Role
from meeting.refusal import Refusal
from meeting.state import ONLY, State
from meeting.text.clean import clean, clean_line


def _day_off(holiday: Holiday) -> Holiday:
    return Holiday(require_day(holiday.on, "on"), clean_line(holiday.name, "name"), holiday.provisional)


class SetCalendar(Command, frozen=True):
    """The days off this meeting counts its deadlines with."""

    calendar: Calendar

    roles: ClassVar[frozenset[Role]] = DESK | {Role.SYSTEM}
    phases: ClassVar[frozenset[Phase]] = ALWAYS

    def rule(self, state: State, moment: Moment) -> Decision:
        if len(self.calendar.off) + len(self.calendar.worked) > limits.HOLIDAYS:
            raise Refusal("too-many-holidays", limit=limits.HOLIDAYS)
        calendar = Calendar(
            off=tuple(_day_off(holiday) for holiday in self.calendar.off),
            worked=tuple(_day_off(holiday) for holiday in self.calendar.worked),
        )
        if state.calendars.get(ONLY) == calendar:
            return Decision(())
        return Decision((put("calendars", ONLY, calendar),), (("calendars", ONLY),))


def _cleaned(row: Carried) -> Carried:
    """The row with its texts cleaned once more: it comes from another record. Raises Refusal."""
    return Carried(
        origin=row.origin,
        title=clean_line(row.title, "title"),
        held_on=require_day(row.held_on, "held_on"),
        book=row.book,
        entry=row.entry,
        at=row.at,
        kind=row.kind,
        text=clean(row.text, lines=limits.ANSWER_LINES).text,
        to=clean_line(row.to, "to"),
        deadline=require_day(row.deadline, "deadline"),
        status=row.status,
        settled_on=row.settled_on,
        last=clean(row.last).text,
        question=row.question,
        receipts=row.receipts,
    )


class BringCarryOver(Command, frozen=True):
    """Bring in what earlier meetings left, in place of what was brought in before."""

    rows: tuple[Carried, ...]

    roles: ClassVar[frozenset[Role]] = DESK | {Role.SYSTEM}

    def rule(self, state: State, moment: Moment) -> Decision:
        if len(self.rows) > limits.CARRIED:
            raise Refusal("too-much-carried", limit=limits.CARRIED)
        rows = dict(enumerate((_cleaned(row) for row in self.rows), start=1))
        puts = tuple(put("carried", id_, row) for id_, row in rows.items() if state.carried.get(id_) != row)
        removed = tuple(remove("carried", id_) for id_ in state.carried if id_ not in rows)
        return Decision((*puts, *removed), (), {"count": len(rows)})
