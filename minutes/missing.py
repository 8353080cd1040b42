"""What the secretary still has to fill in before the minutes are complete."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from meeting.areas import UNCLASSIFIED
from meeting.model.pledge import PledgePhase
from meeting.model.profile import Phase
from meeting.model.question import ESCALATIONS, PROMISES, ModerationStatus, Outcome
from meeting.model.register import CLOSED_STATUSES, Commitment, CommitmentKind, Referral
from meeting.model.vote import VotePhase
from minutes import obligations

if TYPE_CHECKING:
    from collections.abc import Iterator

    from meeting.model.question import Question
    from meeting.state import State


class Gap(StrEnum):
    """The kinds of thing that can be missing; the screen has the sentence for each."""

    OUTCOME = "outcome"
    ANSWER = "answer"
    AREA = "area"
    DEADLINE = "deadline"
    ADDRESSEE = "addressee"
    OWNER = "owner"
    DIVERGED = "diverged"
    ENTRY = "entry"
    START = "start"
    ATTENDANCE = "attendance"
    PLACE = "place"
    CONCLUSIONS = "conclusions"
    COUNT = "count"
    REVEAL = "reveal"
    SIGNATURES = "signatures"
    PROMPT = "prompt"
    HEAD = "head"
    REPLY = "reply"


class Missing(NamedTuple):
    """One gap. `table` and `id` say where to jump: "questions" 5, "referrals" 2, "meetings" 1.

    "replies" are the written answers, by the numbers of their commitments.
    """

    gap: Gap
    table: str
    id: int


SPOKEN = frozenset({Outcome.ANSWERED, Outcome.EXPLAINED})
"""Outcomes that mean nothing without the words that were said."""

OWING = PROMISES | ESCALATIONS
"""Outcomes that need an entry in the register."""


def missing(state: State) -> list[Missing]:
    """Every gap, questions first in number order. Raises Refusal ``no-meeting`` on an empty record."""
    return [*_in_questions(state), *_in_register(state), *_in_votes(state), *_in_meeting(state)]


def _in_questions(state: State) -> Iterator[Missing]:
    promised = obligations.by_question(state)
    for number, question in sorted(state.questions.items()):
        if question.is_alive and question.standing is not ModerationStatus.HIDDEN:
            for gap in _gaps_of(state, question):
                yield Missing(gap, "questions", number)
            if question.outcome in OWING and number not in promised:
                yield Missing(Gap.ENTRY, "questions", number)


def _gaps_of(state: State, question: Question) -> Iterator[Gap]:
    answer = state.answers.get(question.number)
    if question.outcome is None:
        yield Gap.OUTCOME
    elif question.outcome in SPOKEN and answer is None:
        yield Gap.ANSWER
    if question.area == UNCLASSIFIED:
        yield Gap.AREA
    if answer is not None and answer.diverged:
        yield Gap.DIVERGED


def _in_register(state: State) -> Iterator[Missing]:
    for entry in obligations.obligations(state):
        table = "referrals" if isinstance(entry, Referral) else "commitments"
        if not entry.deadline:
            yield Missing(Gap.DEADLINE, table, entry.number)
        if state.meeting.phase is Phase.CLOSED and _is_unwritten(entry):
            yield Missing(Gap.REPLY, "replies", entry.number)
        if not obligations.owner(entry):
            yield Missing(Gap.ADDRESSEE if isinstance(entry, Referral) else Gap.OWNER, table, entry.number)


def _is_unwritten(entry: Commitment | Referral) -> bool:
    """Whether a written answer is owed that nobody has written yet."""
    if isinstance(entry, Referral) or entry.kind is not CommitmentKind.WRITTEN_ANSWER:
        return False
    return not entry.reply and entry.status not in CLOSED_STATUSES


def _in_votes(state: State) -> Iterator[Missing]:
    """What was begun and has no end: the minutes would print it without a result."""
    for table in ("polls", "surveys"):
        for number, vote in sorted(state.tables[table].items()):
            if vote.phase is VotePhase.OPEN:
                yield Missing(Gap.COUNT, table, number)
            elif vote.phase is VotePhase.CLOSED:
                yield Missing(Gap.REVEAL, table, number)
    for number, pledge in sorted(state.pledges.items()):
        if pledge.phase is PledgePhase.SIGNING:
            yield Missing(Gap.SIGNATURES, "pledges", number)
    takes_answers = state.meeting.phase is not Phase.CLOSED
    for number, prompt in sorted(state.prompts.items()):
        if prompt.open and takes_answers:
            yield Missing(Gap.PROMPT, "prompts", number)


def _in_meeting(state: State) -> Iterator[Missing]:
    meeting = state.meeting
    gaps = {
        Gap.START: not meeting.opened_at,
        Gap.PLACE: not meeting.place,
        Gap.HEAD: not all((meeting.symbol, meeting.locality, meeting.recipients, meeting.chair.post)),
        Gap.ATTENDANCE: not state.attendance,
        Gap.CONCLUSIONS: not state.conclusions,
    }
    yield from (Missing(gap, "meetings", 1) for gap, is_open in gaps.items() if is_open)
