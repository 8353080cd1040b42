"""Which questions a console lists, in what order, and which of them are new to the host."""

from __future__ import annotations

from typing import TYPE_CHECKING

from meeting.dialogue.lanes import Lane
from meeting.dialogue.queue import EVERYTHING, Filter, Order, select
from meeting.model.question import ModerationStatus

if TYPE_CHECKING:
    from meeting.state import State
    from tui.screens.console.advisor import Advisor


def listed(state: State, advisor: Advisor, lane: Lane | None, wanted: Filter, order: Order) -> list[int]:
    """The numbers of a lane (None: of all that `wanted` lets through), as the advisor last sorted them."""
    if lane is None:
        return select(state, wanted, order)
    within = set(advisor.lanes[lane])
    numbers = [n for n in select(state, wanted._replace(progress=EVERYTHING), order) if n in within]
    if lane is not Lane.REPEATS:
        return numbers

    def together(number: int) -> tuple[int, bool, int]:
        cluster = advisor.cluster(number)
        head = cluster.head if cluster is not None else number
        return head, number != head, number

    return sorted(numbers, key=together)


def came_since(state: State, last: int) -> list[int]:
    """The questions after number `last` that nobody has decided on, oldest first."""
    found = []
    for number in reversed(state.questions):
        if number <= last:
            break
        if state.questions[number].standing is ModerationStatus.RECEIVED:
            found.append(number)
    return found[::-1]
