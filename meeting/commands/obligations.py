"""How a question's outcome enters the register: its number, its deadline, and the history it keeps."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from meeting import limits
from meeting.changes import Change, remove
from meeting.refusal import Refusal
from meeting.register.deadlines import default_deadline, working_days_after

if TYPE_CHECKING:
    from meeting.model.question import Outcome
    from meeting.model.register import Commitment, Letter, Note, Referral
    from meeting.moment import Moment
    from meeting.state import State


def require_day(text: str, field: str) -> str:
    """A date YYYY-MM-DD. Raises Refusal ``bad-date`` naming `field`, and ``far-off-date``."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise Refusal("bad-date", field=field) from None
    if day.year not in limits.YEARS:
        raise Refusal("far-off-date", day=day.isoformat(), first=limits.YEARS[0], last=limits.YEARS[-1])
    return day.isoformat()


def due(state: State, outcome: Outcome, given: str, moment: Moment) -> str:
    """The deadline (YYYY-MM-DD): the `given` one, or the agency's default in working days. Raises Refusal."""
    if given:
        return require_day(given, "deadline")
    return default_deadline(outcome, moment.at.date(), state.meeting.settings.deadlines, state.calendar)


def due_conclusion(state: State, given: str, moment: Moment) -> str:
    """The deadline of a conclusion: the `given` one, or the agency's default in working days. Raises Refusal."""
    if given:
        return require_day(given, "deadline")
    days = state.meeting.settings.deadlines.conclusion
    return working_days_after(moment.at.date(), days, state.calendar).isoformat()


class Succession(NamedTuple):
    """What a new entry of `book` for a question takes over from the one it replaces."""

    number: int
    at: str
    letters: tuple[Letter, ...]
    notes: tuple[Note, ...]
    reply: str
    earlier: tuple[str, ...]
    removals: tuple[Change, ...]


def _entries(state: State, question: int) -> list[tuple[str, Referral | Commitment]]:
    books = ("referrals", "commitments")
    return [
        (book, obligation)
        for book in books
        for obligation in state.tables[book].values()
        if obligation.question == question
    ]


def succeed(state: State, question: int, book: str, moment: Moment) -> Succession:
    """A question's new entry: in the same book it keeps number, date and what was replied.

    Letters and notes go along anywhere.
    """
    before = _entries(state, question)
    same = next((obligation for name, obligation in before if name == book), None)
    return Succession(
        number=same.number if same else max(state.tables[book], default=0) + 1,
        at=same.at if same else moment.stamp,
        letters=tuple(letter for _, obligation in before for letter in obligation.letters),
        notes=tuple(note for _, obligation in before for note in obligation.notes),
        reply=getattr(same, "reply", ""),
        earlier=getattr(same, "earlier", ()),
        removals=withdrawals(state, question),
    )


def withdrawals(state: State, question: int) -> tuple[Change, ...]:
    """The changes that take what is owed for a question out of the register."""
    return tuple(remove(book, obligation.number) for book, obligation in _entries(state, question))


def withdrawn(state: State, question: int) -> tuple[Change, ...]:
    """As `withdrawals`, where nothing takes the entry's place.

    Raises Refusal ``letters-sent`` once letters have gone out or come in: they must not vanish from the register,
    the entry's status says how the matter ended.
    """
    if any(obligation.letters for _, obligation in _entries(state, question)):
        raise Refusal("letters-sent", number=question)
    return withdrawals(state, question)
