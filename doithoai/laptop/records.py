"""Reading the records on this laptop, whether or not a server is writing them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from link.library import MeetingLibrary
    from meeting.state import State
    from minutes.seal import Seal


def read_state(record: Path) -> State:
    """What is whole in the record in this folder now. Raises the store's refusals where it cannot be read."""
    from meeting.state import State
    from store import Follower

    return State.load(Follower.open(record).db.documents())


def state_at(record: Path, n: int) -> tuple[State, Seal]:
    """The record as it stood after commit `n`, and the seal of what was printed then.

    Raises Refusal ``no-such-commit`` where the record does not reach so far back or on, and the store's refusals.
    """
    import msgspec

    from meeting.changes import Change
    from meeting.refusal import Refusal
    from meeting.state import State
    from minutes import Seal
    from store import ChainLine, read_chain, verify_chain

    first, after, chain = read_chain(record, n)
    if not first < n <= first + len(chain) - 1:
        raise Refusal("no-such-commit", n=n)
    header, *commits = [msgspec.json.decode(line.text) for line in chain]
    state = State.load(
        {
            name: {int(id_): row for id_, row in rows.items()}
            for name, rows in header.get("tables", {}).items()
        }
    )
    for commit in commits:
        state.apply(Change(op["table"], op["id"], op.get("document")) for op in commit["ops"])
    digests = verify_chain(after, [ChainLine(line.text) for line in chain]).digests
    return state, Seal(digests[-1], n)


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
