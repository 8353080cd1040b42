"""The meetings on this laptop in a few words each, and what they still owe; read without holding any record."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from link import live
from meeting.model.register import CLOSED_STATUSES
from meeting.refusal import Refusal
from meeting.register.deadlines import Urgency
from meeting.register.view import register
from store.messages import message
from store.tinydb_journal.errors import JournalError
from tui.record import read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from link.library import MeetingFolder, MeetingLibrary
    from meeting.model.profile import Meeting
    from meeting.state import State


class Summary(NamedTuple):
    """One meeting: its profile (None where the record cannot be read, `problem` then says why), and how it goes."""

    id: str
    meeting: Meeting | None = None
    questions: int = 0
    is_served: bool = False
    problem: str = ""
    state: State | None = None


class Owed(NamedTuple):
    """What the register of all meetings holds that is not settled."""

    open: int
    overdue: int


def summarised(entry: MeetingFolder) -> Summary:
    """One meeting in the library. Never raises for a record that cannot be read."""
    try:
        state = read(entry.record).state
        meeting = state.meeting
    except (JournalError, Refusal, OSError) as problem:
        return Summary(
            entry.id,
            problem=message(problem) if isinstance(problem, JournalError) else type(problem).__name__,
        )
    return Summary(entry.id, meeting, len(state.questions), live.read(entry.folder) is not None, state=state)


def summaries(library: MeetingLibrary) -> Iterator[Summary]:
    """Every meeting in the library, newest first, one at a time: each may take a moment to read."""
    for entry in library.meetings():
        yield summarised(entry)


def owed(known: Iterable[Summary], today: date) -> Owed:
    """How much of the register waits, and how much of it is past its date."""
    rows = register([summary.state for summary in known if summary.state is not None], today)
    waiting = [row for row in rows if row.status not in CLOSED_STATUSES]
    return Owed(len(waiting), sum(row.urgency is Urgency.OVERDUE for row in waiting))
