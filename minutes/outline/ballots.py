"""What the body of the minutes says of pledges signed, polls and surveys held; their tables stand in the annexes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from meeting.model.pledge import PledgePhase
from meeting.pledges.board import wall
from minutes.outline import surveys, votes
from minutes.outline.blocks import Block, labelled
from wording.votes import verdict

if TYPE_CHECKING:
    from meeting.model.pledge import Pledge
    from meeting.model.poll import Poll
    from meeting.state import State


def pledges(state: State) -> tuple[Block, ...]:
    """One paragraph a pledge brought to the meeting for signing."""
    opened = [one for _, one in sorted(state.pledges.items()) if one.phase is not PledgePhase.PREPARED]
    return tuple(labelled(pledge.title, _signed(state, pledge)) for pledge in opened)


def _signed(state: State, pledge: Pledge) -> str:
    full = wall(state, pledge.number)
    words = f"{full.signed}/{full.expected} đơn vị, đoàn thể đã ký giao ước thi đua"
    if full.witnesses:
        words += f"; {full.witnessed}/{full.witnesses} người chứng kiến đã ký"
    return f"{words}."


def polls_and_surveys(state: State) -> tuple[Block, ...]:
    """One paragraph a poll or survey that was opened: how many voted, and exactly what that says."""
    polls = [
        labelled(f"Biểu quyết số {poll.number}", f"{poll.text} {_result(poll)}")
        for poll in votes.opened(state)
    ]
    held = [
        labelled(f"Khảo sát số {one.number}", f"{one.title}. {surveys.state_of(one)}")
        for one in surveys.opened(state)
    ]
    return (*polls, *held)


def _result(poll: Poll) -> str:
    if (withheld := votes.unpublished(poll)) or poll.tally is None:
        return withheld
    return f"{votes.cast(poll.tally)} {verdict(poll.form, poll.tally, poll.majority)}".strip()
