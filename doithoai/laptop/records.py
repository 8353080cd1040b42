"""Reading the records on this laptop, whether or not a server is writing them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from link.library import MeetingLibrary
    from meeting.state import State


def read_state(record: Path) -> State:
    """What is whole in the record in this folder now. Raises the store's refusals where it cannot be read."""
    from meeting.state import State
    from store import Follower

    return State.load(Follower.open(record).db.documents())


def read_all(
    library: MeetingLibrary, unreadable: Callable[[str, Exception], None] | None = None, *, but: str = ""
) -> list[State]:
    """The meetings in the library, oldest first, without the one called `but` and without rehearsals.

    A record that cannot be read is reported to `unreadable` (its id and why) and left out: one damaged record must
    not hide what all the others owe.
    """
    from store import JournalError

    states: list[State] = []
    for entry in reversed(library.meetings()):
        if entry.id == but:
            continue
        try:
            state = read_state(entry.record)
        except JournalError as refusal:
            if unreadable is not None:
                unreadable(entry.id, refusal)
            continue
        if state.meetings and not state.meeting.rehearsal:
            states.append(state)
    return states


def meeting_id(record: Path) -> str:
    """The id of the meeting in a record; empty where there is none to read."""
    from store import JournalError

    try:
        state = read_state(record)
    except JournalError:
        return ""
    return state.meeting.id if state.meetings else ""
