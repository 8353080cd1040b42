"""Which hall has its turn to speak."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from meeting.model.call import Call
    from meeting.state import State


def open_call(state: State) -> tuple[int, Call] | None:
    """The call that has not ended, with its number; None where no hall has its turn."""
    number = max(state.calls, default=0)
    call = state.calls.get(number)
    return None if call is None or call.ended_at else (number, call)
