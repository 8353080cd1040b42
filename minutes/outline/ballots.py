"""What the body of the minutes says of pledges signed, polls and surveys held; their tables stand in the annexes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from meeting.model.pledge import PledgePhase, SignatureStatus, SignerKind
from meeting.model.profile import Person
from meeting.pledges.board import signers
from minutes.outline import surveys, votes
from minutes.outline.blocks import Block, labelled
from wording import people
from wording.figures import quantity
from wording.votes import verdict

if TYPE_CHECKING:
    from meeting.model.pledge import Pledge, Signer
    from meeting.model.poll import Poll
    from meeting.state import State


def pledges(state: State) -> tuple[Block, ...]:
    """One paragraph a pledge brought to the meeting for signing."""
    opened = [one for _, one in sorted(state.pledges.items()) if one.phase is not PledgePhase.PREPARED]
    return tuple(labelled(pledge.title, _signed(state, pledge)) for pledge in opened)


def _signed(state: State, pledge: Pledge) -> str:
    """Who signed and who witnessed it, by name; who did not."""
    everyone = signers(state, pledge.number)
    signed = [one for one in everyone if one.standing is SignatureStatus.SIGNED]
    parties = [one.organisation for one in signed if one.kind is not SignerKind.WITNESS]
    witnesses = [_witness(state, one) for one in signed if one.kind is SignerKind.WITNESS]
    awaited = [one.organisation for one in everyone if one.standing is not SignatureStatus.SIGNED]
    told = []
    if parties:
        told.append(f"đại diện {quantity(len(parties))} đơn vị, đoàn thể ({'; '.join(parties)}) đã ký kết")
    if witnesses:
        comma = "," if "," in witnesses[-1] else ""
        told.append(f"{'; '.join(witnesses)}{comma} chứng kiến")
    if awaited:
        told.append(f"chưa ký: {'; '.join(awaited)}")
    words = "; ".join(told) or "chưa có đơn vị, đoàn thể nào ký"
    return f"{words[0].upper()}{words[1:]}."


def _witness(state: State, signer: Signer) -> str:
    if not signer.name:
        return signer.organisation
    named = people.addressed(Person(signer.name, signer.post), state.meeting.address)
    return named[0].lower() + named[1:]


def polls(state: State) -> tuple[Block, ...]:
    """One paragraph a poll that was opened: how many voted, and exactly what that says."""
    return tuple(
        labelled(f"Biểu quyết số {poll.number}", f"{poll.text} {_result(poll)}")
        for poll in votes.opened(state)
    )


def polls_and_surveys(state: State) -> tuple[Block, ...]:
    """The polls, then one paragraph a survey that was opened."""
    held = [
        labelled(f"Khảo sát số {one.number}", f"{one.title}. {surveys.state_of(one)}")
        for one in surveys.opened(state)
    ]
    return (*polls(state), *held)


def _result(poll: Poll) -> str:
    if (withheld := votes.unpublished(poll)) or poll.tally is None:
        return withheld
    if not poll.tally.cast:
        return votes.nobody(poll.form, poll.tally)
    return f"{votes.cast(poll.tally)} {verdict(poll.form, poll.tally, poll.majority)}".strip()
