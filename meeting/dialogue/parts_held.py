"""Which parts of the meeting took place, whether or not anybody pressed the key that starts them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from meeting.model.agenda import ItemKind
from meeting.model.pledge import PledgePhase
from meeting.model.vote import VotePhase

if TYPE_CHECKING:
    from collections.abc import Callable

    from meeting.model.agenda import AgendaItem
    from meeting.state import State


def questions_dealt_with(state: State) -> int:
    """How many questions were answered or otherwise decided on."""
    return sum(1 for question in state.questions.values() if question.outcome is not None)


def votes_held(state: State) -> int:
    """How many polls and surveys were opened."""
    polls = (poll.phase for poll in state.polls.values())
    surveys = (survey.phase for survey in state.surveys.values())
    return sum(1 for phase in (*polls, *surveys) if phase is not VotePhase.PREPARED)


def pledges_signed(state: State) -> int:
    """How many pledges were opened for signatures."""
    return sum(1 for pledge in state.pledges.values() if pledge.phase is not PledgePhase.PREPARED)


EVIDENCE: dict[ItemKind, Callable[[State], int]] = {
    ItemKind.OPENING: lambda state: int(bool(state.meeting.opened_at)),
    ItemKind.DIALOGUE: questions_dealt_with,
    ItemKind.SURVEY: votes_held,
    ItemKind.PLEDGE: pledges_signed,
    ItemKind.CONCLUSION: lambda state: len(state.conclusions),
}
"""How much of what a kind of part is for stands in the record. A kind that leaves nothing there is not named."""


def done_without(state: State, item: AgendaItem) -> int:
    """How much took place of what a part is for though neither it nor another of its kind was begun; 0 for nothing."""
    kin = (other for other in state.agenda.values() if other.kind is item.kind)
    if item.content:
        return 0 if item.started_at else 1
    if item.kind not in EVIDENCE or any(other.started_at for other in kin):
        return 0
    return EVIDENCE[item.kind](state)
