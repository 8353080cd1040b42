"""What speaks against this laptop's clock, beside the record that a window follows."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from meeting.plausible_time import clock_fault

if TYPE_CHECKING:
    from meeting.state import State


def clock_problem(state: State) -> str:
    """A sentence for whoever sits at the desk; empty where the clock can be right."""
    now = datetime.now().astimezone()
    last = state.log[next(reversed(state.log))].at if state.log else ""
    found = clock_fault(now, last)
    if found is None:
        return ""
    from wording.clock import fault  # hardly ever needed

    return fault(found, now)
