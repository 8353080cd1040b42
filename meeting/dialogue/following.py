"""Following a question: what its asker may see of what became of it, through merging and splitting."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

import msgspec

from meeting.dialogue import receipts
from meeting.dialogue.own_question import is_changeable, named
from meeting.model.profile import Phase
from meeting.model.question import ESCALATIONS, PROMISES, ModerationStatus, Question
from meeting.model.register import CommitmentKind, Destination
from meeting.model.stage import View
from meeting.register import carry_over

if TYPE_CHECKING:
    from meeting.model.carried import Carried
    from meeting.model.register import Commitment, Referral
    from meeting.state import State


class FollowUpStep(StrEnum):
    """How far a question has come, for its asker. A hidden one reads as received: hiding is no message to anybody."""

    RECEIVED = "received"
    LISTED = "listed"
    BEING_ANSWERED = "being_answered"
    ANSWERED = "answered"
    EXPLAINED = "explained"
    WRITTEN_ANSWER = "written_answer"
    ASSIGNED = "assigned"
    SUPERIOR = "superior"
    SPECIALISED = "specialised"
    NOT_TAKEN_UP = "not_taken_up"
    OUT_OF_SCOPE = "out_of_scope"
    ROUTED_OUT = "routed_out"
    SPLIT = "split"


class Following(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the asker of `number` sees.

    `merged_into` is the question theirs was gathered under (0: none), and everything else then tells of that one. `to`
    is who owes it or to whom it was escalated, `by` the date (YYYY-MM-DD), `status` a `register.Status` value. `parts`
    follow each part of a split question; of a part, `part_of` is the whole's number and `part_votes` how many supported
    the whole. `meeting` names the earlier meeting it was asked at, empty for this one. `changeable` tells that the
    holder of the receipt may still correct or withdraw it, `named` that it carries their name or unit.
    """

    number: int
    step: FollowUpStep
    text: str = ""
    merged_into: int = 0
    merged_text: str = ""
    votes: int = 0
    part_of: int = 0
    part_votes: int = 0
    answer: str = ""
    speaker: str = ""
    reason: str = ""
    to: str = ""
    by: str = ""
    status: str = ""
    parts: tuple[Following, ...] = ()
    meeting: str = ""
    changeable: bool = False
    named: bool = False


def _on_stage(state: State, number: int) -> bool:
    stage = state.stage
    return stage.view is View.QUESTION and stage.ref == number and not stage.blank


def _step(state: State, question: Question) -> FollowUpStep:
    if question.standing is ModerationStatus.ROUTED_OUT:
        return FollowUpStep.ROUTED_OUT
    if question.standing is ModerationStatus.SPLIT:
        return FollowUpStep.SPLIT
    if question.outcome is not None:
        return FollowUpStep(question.outcome.value)
    if _on_stage(state, question.number):
        return FollowUpStep.BEING_ANSWERED
    return FollowUpStep.LISTED if question.is_public else FollowUpStep.RECEIVED


def _obligation(state: State, question: Question) -> Referral | Commitment | None:
    """The register's entry for a question's outcome; there is at most one at a time."""
    entries: dict[int, Referral] | dict[int, Commitment]
    if question.outcome in ESCALATIONS:
        entries = state.referrals
    elif question.outcome in PROMISES:
        entries = state.commitments
    else:
        return None
    return next((entry for entry in entries.values() if entry.question == question.number), None)


def gathering(state: State, question: Question) -> Question:
    """The question that `question` is gathered under now; itself if it stands for itself."""
    while question.standing is ModerationStatus.MERGED:
        question = state.question(question.merged_into)
    return question


def _seen(state: State, question: Question) -> Following:
    """What there is to tell of one question that is not merged away."""
    step = _step(state, question)
    answer = state.answers.get(question.number)
    obligation = _obligation(state, question)
    seen = Following(
        number=question.number,
        step=step,
        text=question.text,
        votes=state.votes_for(question.number),
        part_of=question.parent,
        part_votes=state.votes_for(question.parent),
        parts=tuple(follow_number(state, part) for part in question.children),
    )
    if step is FollowUpStep.ROUTED_OUT:
        return seen
    if answer is not None and question.outcome is not None:
        seen = msgspec.structs.replace(seen, answer=answer.text, speaker=answer.speaker)
    if obligation is not None:
        to = getattr(obligation, "addressee", obligation.owner)
        seen = msgspec.structs.replace(seen, to=to, by=obligation.deadline, status=obligation.status.value)
    return msgspec.structs.replace(seen, reason=question.reason if question.outcome else "")


def follow_number(state: State, number: int) -> Following:
    """What the asker of question `number` sees. Raises Refusal ``no-such-question``."""
    question = state.question(number)
    gathered = gathering(state, question)
    seen = _seen(state, gathered)
    if gathered.number == number:
        return seen
    # The gathering question's own words may still be unseen by others; its outcome is what this asker is owed.
    shown = gathered.text if gathered.is_public else ""
    return msgspec.structs.replace(
        seen, number=number, text=question.text, merged_into=gathered.number, merged_text=shown
    )


def follow(state: State, receipt: str) -> Following | None:
    """What the holder of `receipt` (as typed or kept by a phone) sees; None if this meeting does not know it.

    A receipt of an earlier meeting tells what was brought in of it. Raises Refusal ``bad-receipt`` for what cannot be
    a receipt.
    """
    number = state.by_receipt.get(receipts.hashed(receipts.parse(receipt), state.meeting.id))
    if number is not None:
        question, is_alive = state.question(number), state.meeting.phase is not Phase.CLOSED
        return msgspec.structs.replace(
            follow_number(state, number),
            changeable=is_alive and is_changeable(state, question),
            named=is_alive and bool(named(state, question)),
        )
    seen = [_carried(row) for row in carry_over.follow(state, receipt)]
    if len(seen) <= 1:
        return seen[0] if seen else None
    return msgspec.structs.replace(
        seen[0], step=FollowUpStep.SPLIT, text="", to="", by="", status="", parts=tuple(seen)
    )


_CARRIED_STEPS = {
    Destination.SUPERIOR.value: FollowUpStep.SUPERIOR,
    Destination.SPECIALISED.value: FollowUpStep.SPECIALISED,
    CommitmentKind.WRITTEN_ANSWER.value: FollowUpStep.WRITTEN_ANSWER,
    CommitmentKind.ASSIGNMENT.value: FollowUpStep.ASSIGNED,
}


def _carried(row: Carried) -> Following:
    """What an asker of an earlier meeting sees: to whom it went, by when, and how it stands now."""
    return Following(
        number=row.question,
        step=_CARRIED_STEPS.get(row.kind, FollowUpStep.ASSIGNED),
        text=row.text,
        answer=row.last,
        to=row.to,
        by=row.deadline,
        status=row.status.value,
        meeting=row.title,
    )
