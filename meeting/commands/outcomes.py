"""The two gates and what comes of them: answered, promised, assigned, escalated, explained, or not taken up."""

from __future__ import annotations

from typing import ClassVar

import msgspec

from meeting import limits
from meeting.changes import Change, put
from meeting.commands.obligations import due, succeed, withdrawn
from meeting.commands.sorting import alive_question, changed
from meeting.decision import ALWAYS, Command, Decision
from meeting.model.profile import Phase
from meeting.model.question import DISMISSALS, Answer, Outcome, Question, Wording
from meeting.model.register import Commitment, CommitmentKind, Destination, Referral
from meeting.moment import Moment
from meeting.refusal import Refusal
from meeting.state import State
from meeting.text.clean import clean_line, require_line, require_text


def decided(question: Question, outcome: Outcome, moment: Moment, reason: str = "") -> Change:
    """The question with its outcome, when it was decided and why."""
    return changed(question, outcome=outcome, reason=reason, decided_at=moment.stamp)


def _answered(
    state: State,
    number: int,
    said: str,
    speaker: str,
    moment: Moment,
    *,
    verbatim: bool,
    revision: int | None = None,
) -> Answer:
    """The answer put down, keeping whatever stood there before."""
    text = require_text(said, "answer", limit=limits.ANSWER_GRAPHEMES, lines=limits.ANSWER_LINES).text
    before = state.answers.get(number)
    earlier: tuple[Wording, ...] = ()
    diverged = False
    if before is not None:
        earlier = (*before.earlier, before.newest)
        diverged = revision not in {None, before.revision} and text != before.text
    return Answer(
        question=number,
        said=text,
        speaker=require_line(speaker or state.meeting.chair.name, "speaker"),
        at=moment.stamp,
        by=moment.by.value,
        verbatim=verbatim,
        revision=before.revision + 1 if before else 1,
        earlier=earlier,
        diverged=diverged,
    )


_BOTH_WROTE = {"diverged": True}
"""Told to whoever saves after another window has: both texts are kept."""


def _about(number: int) -> tuple[tuple[str, int], ...]:
    return (("questions", number),)


class RecordAnswer(Command, frozen=True):
    """What the leader replied, on the spot: said by `speaker` (the chair if empty), word for word or in summary.

    `revision` is the answer's when the form was opened, 0 where there was none; left out, whatever stands is replaced
    knowingly. If another window recorded one meanwhile, both are kept as with EditAnswer.
    """

    number: int
    text: str
    speaker: str = ""
    verbatim: bool = False
    explained: bool = False
    revision: int | None = None

    phases: ClassVar[frozenset[Phase]] = ALWAYS

    def rule(self, state: State, moment: Moment) -> Decision:
        question = alive_question(state, self.number)
        answer = _answered(
            state,
            self.number,
            self.text,
            self.speaker,
            moment,
            verbatim=self.verbatim,
            revision=self.revision,
        )
        changes: tuple[Change, ...] = (put("answers", self.number, answer),)
        if question.outcome in {None, Outcome.ANSWERED, Outcome.EXPLAINED}:
            outcome = Outcome.EXPLAINED if self.explained else Outcome.ANSWERED
            changes += (decided(question, outcome, moment),)
        return Decision(changes, _about(self.number), _BOTH_WROTE if answer.diverged else None)


class EditAnswer(Command, frozen=True):
    """The secretary's wording for the minutes. `revision` is the one edited from.

    If another window changed the answer meanwhile, nothing is lost: this wording becomes the newest and the other
    stays among the earlier ones, with the answer marked as diverged until somebody saves a wording made from the newest
    revision, having seen both.
    """

    number: int
    wording: str
    revision: int

    phases: ClassVar[frozenset[Phase]] = ALWAYS

    def rule(self, state: State, moment: Moment) -> Decision:
        before = state.answers.get(self.number)
        if before is None:
            raise Refusal("no-answer", number=self.number)
        text = require_text(
            self.wording, "wording", limit=limits.ANSWER_GRAPHEMES, lines=limits.ANSWER_LINES
        ).text
        is_current = self.revision == before.revision
        if text == before.text and not (before.diverged and is_current):
            return Decision(())
        replaced = () if text == before.text else (before.newest,)
        answer = msgspec.structs.replace(
            before,
            wording=text,
            revision=before.revision + 1,
            earlier=(*before.earlier, *replaced),
            diverged=not is_current,
            worded_at=moment.stamp,
            worded_by=moment.by.value,
        )
        result = _BOTH_WROTE if answer.diverged else None
        return Decision((put("answers", self.number, answer),), _about(self.number), result)


class PromiseAnswer(Command, frozen=True):
    """A written answer is promised by a date (YYYY-MM-DD), by default the agency's; it owes it itself if no `owner`."""

    number: int
    deadline: str = ""
    owner: str = ""

    phases: ClassVar[frozenset[Phase]] = ALWAYS

    def rule(self, state: State, moment: Moment) -> Decision:
        owner = clean_line(self.owner, "owner") or state.meeting.agency
        return _commit(
            self, owner, Outcome.WRITTEN_ANSWER, CommitmentKind.WRITTEN_ANSWER, state=state, moment=moment
        )


class Assign(Command, frozen=True):
    """A unit of this agency is to settle it by a date (YYYY-MM-DD), by default the agency's."""

    number: int
    owner: str
    deadline: str = ""

    phases: ClassVar[frozenset[Phase]] = ALWAYS

    def rule(self, state: State, moment: Moment) -> Decision:
        owner = require_line(self.owner, "owner")
        return _commit(self, owner, Outcome.ASSIGNED, CommitmentKind.ASSIGNMENT, state=state, moment=moment)


def _commit(
    command: PromiseAnswer | Assign,
    owner: str,
    outcome: Outcome,
    kind: CommitmentKind,
    *,
    state: State,
    moment: Moment,
) -> Decision:
    question = alive_question(state, command.number)
    before = succeed(state, question.number, "commitments", moment)
    commitment = Commitment(
        number=before.number,
        kind=kind,
        text=question.text,
        owner=owner,
        deadline=due(state, outcome, command.deadline, moment),
        question=question.number,
        letters=before.letters,
        notes=before.notes,
        at=before.at,
        reply=before.reply,
        earlier=before.earlier,
    )
    changes = (
        *before.removals,
        put("commitments", before.number, commitment),
        decided(question, outcome, moment),
    )
    about = (*_about(question.number), ("commitments", before.number))
    return Decision(changes, about, {"commitment": before.number, "deadline": commitment.deadline})


class Escalate(Command, frozen=True):
    """Legitimate but beyond the head's authority: recommend it upward or pass it to a specialised unit.

    `deadline` (YYYY-MM-DD) is by default the agency's for that destination; `text` by default the question's.
    """

    number: int
    destination: Destination
    addressee: str
    reason: str
    deadline: str = ""
    text: str = ""
    owner: str = ""

    phases: ClassVar[frozenset[Phase]] = ALWAYS

    def rule(self, state: State, moment: Moment) -> Decision:
        question = alive_question(state, self.number)
        outcome = Outcome(self.destination.value)
        before = succeed(state, question.number, "referrals", moment)
        referral = Referral(
            number=before.number,
            question=question.number,
            destination=self.destination,
            addressee=require_line(self.addressee, "addressee"),
            text=require_text(
                self.text or question.text, "text", limit=limits.ANSWER_GRAPHEMES, lines=limits.ANSWER_LINES
            ).text,
            reason=require_line(self.reason, "reason"),
            deadline=due(state, outcome, self.deadline, moment),
            owner=clean_line(self.owner, "owner"),
            letters=before.letters,
            notes=before.notes,
            at=before.at,
        )
        changes = (
            *before.removals,
            put("referrals", before.number, referral),
            decided(question, outcome, moment, referral.reason),
        )
        about = (*_about(question.number), ("referrals", before.number))
        return Decision(changes, about, {"referral": before.number, "deadline": referral.deadline})


class Dismiss(Command, frozen=True):
    """Not taken up, or out of scope: always with the reason that the asker will read."""

    number: int
    reason: str
    outcome: Outcome = Outcome.NOT_TAKEN_UP

    phases: ClassVar[frozenset[Phase]] = ALWAYS

    def rule(self, state: State, moment: Moment) -> Decision:
        question = alive_question(state, self.number)
        if self.outcome not in DISMISSALS:
            raise Refusal("not-a-dismissal", outcome=self.outcome.value)
        reason = require_line(self.reason, "reason")
        changes = (*withdrawn(state, self.number), decided(question, self.outcome, moment, reason))
        return Decision(changes, _about(self.number))


class ClearOutcome(Command, frozen=True):
    """Take the outcome back: the question waits for a decision again. Its answer, if any, stays."""

    number: int

    phases: ClassVar[frozenset[Phase]] = ALWAYS

    def rule(self, state: State, moment: Moment) -> Decision:
        question = alive_question(state, self.number)
        if question.outcome is None:
            return Decision(())
        cleared = changed(question, outcome=None, reason="", decided_at="")
        return Decision((*withdrawn(state, self.number), cleared), _about(self.number))
