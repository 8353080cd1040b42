"""Carry-over: what earlier meetings left, brought into a new one and told to the hall and to those who asked."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from meeting.dialogue import receipts
from meeting.model.carried import Carried
from meeting.model.register import CLOSED_STATUSES
from meeting.register.deadlines import Urgency, urgency
from meeting.register.view import RegisterEntry, held_on, register

if TYPE_CHECKING:
    from collections.abc import Iterable

    from meeting.state import State


HIDDEN_TEXT = "Nội dung không công bố."
"""What stands for a matter whose question the hall never saw: a later hall must not see it, either."""


def _carried(entry: RegisterEntry) -> Carried:
    return Carried(
        origin=entry.meeting,
        title=entry.title,
        held_on=entry.held_on,
        book=entry.book,
        entry=entry.number,
        at=entry.at,
        kind=entry.kind,
        text=entry.text if entry.public else HIDDEN_TEXT,
        to=entry.to,
        deadline=entry.deadline,
        status=entry.status,
        settled_on=entry.settled_on,
        last=entry.last if entry.public else "",
        question=entry.question,
        receipts=entry.receipts,
    )


def left_by(earlier: Iterable[State], today: date, into: str = "") -> tuple[Carried, ...]:
    """What `earlier` meetings leave to a new one, whose id is `into` if it is among them.

    Everything still owed, and what was settled and not yet reported as settled to a later meeting.
    """
    states = [state for state in earlier if state.meeting.id != into]
    reported = {row.key for state in states for row in state.carried.values() if row.is_settled}
    return tuple(
        _carried(entry)
        for entry in register(states, today)
        if entry.status not in CLOSED_STATUSES or entry.key not in reported
    )


class CarryOver(NamedTuple):
    """What the last meetings left, in the three groups the hall and the minutes are shown."""

    settled: tuple[Carried, ...]
    still_open: tuple[Carried, ...]
    overdue: tuple[Carried, ...]

    @property
    def total(self) -> int:
        """How many entries were brought in."""
        return len(self.settled) + len(self.still_open) + len(self.overdue)


def carry_over(state: State, today: date | None = None) -> CarryOver:
    """The entries this meeting brought in, by how they stand on `today` (by default the day of the meeting)."""
    day = today or date.fromisoformat(held_on(state))
    groups: dict[bool | None, list[Carried]] = {None: [], False: [], True: []}
    for row in state.carried.values():
        stands = urgency(row.deadline, row.status, day, state.calendar)
        groups[None if stands is Urgency.SETTLED else stands is Urgency.OVERDUE].append(row)
    settled, still_open, overdue = (
        tuple(sorted(groups[key], key=lambda row: (row.deadline, row.key))) for key in (None, False, True)
    )
    return CarryOver(settled, still_open, overdue)


def follow(state: State, receipt: str) -> tuple[Carried, ...]:
    """What became of the question behind a receipt from an earlier meeting, as this meeting knows it.

    Empty if nothing was brought in for it. Raises Refusal ``bad-receipt`` for what cannot be a receipt.
    """
    plain = receipts.parse(receipt)
    hashes = {
        origin: receipts.hashed(plain, origin) for origin in {row.origin for row in state.carried.values()}
    }
    return tuple(row for row in state.carried.values() if hashes[row.origin] in row.receipts)
