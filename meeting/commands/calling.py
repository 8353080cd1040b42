"""Calling a hall to speak, and ending its turn."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from msgspec.structs import replace

from meeting.changes import put
from meeting.decision import Command, Decision
from meeting.dialogue.calls import open_call
from meeting.model.call import Call
from meeting.model.profile import Phase
from meeting.text.clean import require_line

if TYPE_CHECKING:
    from meeting.changes import Change
    from meeting.moment import Moment
    from meeting.state import State


def ending_call(state: State, stamp: str) -> tuple[Change, ...]:
    """What ends the turn of the hall that has it."""
    found = open_call(state)
    if found is None:
        return ()
    number, call = found
    return (put("calls", number, replace(call, ended_at=stamp)),)


class CallHall(Command, frozen=True):
    """Give a hall its turn to speak; that of another ends. Every wall says so until it ends."""

    hall: str

    phases: ClassVar[frozenset[Phase]] = frozenset({Phase.OPEN})

    def rule(self, state: State, moment: Moment) -> Decision:
        hall = require_line(self.hall, "hall")
        found = open_call(state)
        if found is not None and found[1].hall == hall:
            return Decision(())
        number = max(state.calls, default=0) + 1
        called = put("calls", number, Call(hall, moment.stamp))
        return Decision((*ending_call(state, moment.stamp), called), (("calls", number),))


class EndCall(Command, frozen=True):
    """End the turn of the hall that has it; nothing where none has."""

    phases: ClassVar[frozenset[Phase]] = frozenset({Phase.OPEN})

    def rule(self, state: State, moment: Moment) -> Decision:
        found = open_call(state)
        return Decision(ending_call(state, moment.stamp), (("calls", found[0]),) if found else ())
