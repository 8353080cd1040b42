"""The life that polls and surveys share: opened, closed, counted, revealed, or taken away before; and answers in words.

What only one of them can do stands here too where it is a step of that life: a poll asked again, and its chart on the
way. Making and changing them is in `polling` and `surveying`.
"""

from __future__ import annotations

from typing import Any, ClassVar, Generic, NamedTuple, TypeVar, cast

from msgspec.structs import replace

from meeting import limits
from meeting.changes import Change, put, remove
from meeting.decision import ALIVE, ALWAYS, Command, Decision
from meeting.model.form import Tally
from meeting.model.poll import Poll, Round
from meeting.model.profile import Phase
from meeting.model.survey import ItemResult, Survey, SurveyResult
from meeting.model.vote import VotePhase, VoteProgress
from meeting.moment import Moment, Role
from meeting.refusal import Refusal
from meeting.state import State
from meeting.votes.kinds import kind_of
from meeting.votes.open_answers import merged

WHILE_OPEN = frozenset({Phase.OPEN})
SYSTEM = frozenset({Role.SYSTEM})

Vote = TypeVar("Vote", Poll, Survey)


class Votes(NamedTuple, Generic[Vote]):
    """The votes of one table: where they and their progress stand, and the codes of what is refused."""

    table: str
    progress: str
    unknown: str
    frozen: str
    opened_before: str
    not_open: str
    not_counting: str
    not_counted: str

    def require(self, state: State, number: int) -> Vote:
        """Vote `number`. Raises Refusal `unknown`."""
        if number not in state.tables[self.table]:
            raise Refusal(self.unknown, number=number)
        return cast("Vote", state.tables[self.table][number])

    def in_phase(self, state: State, number: int, phase: VotePhase, code: str) -> Vote:
        """Vote `number`, which must be in `phase`. Raises Refusal `unknown` or `code`."""
        vote = self.require(state, number)
        if vote.phase is not phase:
            raise Refusal(code, number=number)
        return vote

    def prepared(self, state: State, number: int) -> Vote:
        """A vote that may be changed freely. Raises Refusal `frozen` once it has been opened."""
        return self.in_phase(state, number, VotePhase.PREPARED, self.frozen)

    def changed(self, vote: Vote, *others: Change, result: dict[str, Any] | None = None) -> Decision:
        """The decision that puts `vote` as it is now, and `others` with it."""
        return Decision((put(self.table, vote.number, vote), *others), ((self.table, vote.number),), result)


POLLS = Votes[Poll](
    table="polls",
    progress="poll_progress",
    unknown="no-such-poll",
    frozen="poll-frozen",
    opened_before="poll-opened-before",
    not_open="poll-not-open",
    not_counting="poll-not-counting",
    not_counted="poll-not-counted",
)
SURVEYS = Votes[Survey](
    table="surveys",
    progress="survey_progress",
    unknown="no-such-survey",
    frozen="survey-frozen",
    opened_before="survey-opened-before",
    not_open="survey-not-open",
    not_counting="survey-not-counting",
    not_counted="survey-not-counted",
)


class _Step(Command, frozen=True):
    """A step in the life of one vote of `votes`."""

    number: int

    votes: ClassVar[Votes[Any]]
    phases: ClassVar[frozenset[Phase]] = ALWAYS


class _Remove(_Step, frozen=True):
    def rule(self, state: State, moment: Moment) -> Decision:
        self.votes.prepared(state, self.number)
        return Decision((remove(self.votes.table, self.number),), ((self.votes.table, self.number),))


class _Open(_Step, frozen=True):
    def rule(self, state: State, moment: Moment) -> Decision:
        vote = self.votes.in_phase(state, self.number, VotePhase.PREPARED, self.votes.opened_before)
        return self.votes.changed(replace(vote, phase=VotePhase.OPEN, opened_at=moment.stamp))


class _Close(_Step, frozen=True):
    def rule(self, state: State, moment: Moment) -> Decision:
        vote = self.votes.in_phase(state, self.number, VotePhase.OPEN, self.votes.not_open)
        return self.votes.changed(replace(vote, phase=VotePhase.CLOSED, closed_at=moment.stamp))


class _Reveal(_Step, frozen=True):
    def rule(self, state: State, moment: Moment) -> Decision:
        vote = self.votes.in_phase(state, self.number, VotePhase.CLOSED, self.votes.not_counted)
        if vote.is_being_counted:
            raise Refusal(self.votes.not_counted, number=self.number)
        return self.votes.changed(replace(vote, phase=VotePhase.REVEALED))


class RemovePoll(_Remove, frozen=True):
    """Take away a poll that was never opened, with its slips."""

    votes: ClassVar[Votes[Any]] = POLLS
    phases: ClassVar[frozenset[Phase]] = ALIVE

    def rule(self, state: State, moment: Moment) -> Decision:
        decision = super().rule(state, moment)
        slips = (remove("slips", self.number),) if self.number in state.slips else ()
        return decision._replace(changes=(*decision.changes, *slips))


class RemoveSurvey(_Remove, frozen=True):
    """Take away a survey that was never opened."""

    votes: ClassVar[Votes[Any]] = SURVEYS


class OpenPoll(_Open, frozen=True):
    """Let the hall vote. A binding poll needs its slips first."""

    votes: ClassVar[Votes[Any]] = POLLS
    phases: ClassVar[frozenset[Phase]] = WHILE_OPEN

    def rule(self, state: State, moment: Moment) -> Decision:
        decision = super().rule(state, moment)
        if state.polls[self.number].binding and self.number not in state.slips:
            raise Refusal("no-slips", number=self.number)
        return decision


class OpenSurvey(_Open, frozen=True):
    """Let it be filled in: before, during or after the meeting."""

    votes: ClassVar[Votes[Any]] = SURVEYS


class ClosePoll(_Close, frozen=True):
    """Take no more ballots. What the journal holds before this line counts; the tally follows as a line of its own."""

    votes: ClassVar[Votes[Any]] = POLLS


class CloseSurvey(_Close, frozen=True):
    """Take no more responses, for good; the result follows as a line of its own."""

    votes: ClassVar[Votes[Any]] = SURVEYS


def closing_open_polls(state: State, stamp: str) -> tuple[Change, ...]:
    """The changes that close every open poll, for the end of the meeting."""
    return tuple(
        put("polls", number, replace(poll, phase=VotePhase.CLOSED, closed_at=stamp))
        for number, poll in state.polls.items()
        if poll.phase is VotePhase.OPEN
    )


class RecordTally(Command, frozen=True):
    """Enter the count of a closed round. A poll that is not hidden is revealed by it."""

    number: int
    round: int
    tally: Tally

    roles: ClassVar[frozenset[Role]] = SYSTEM
    phases: ClassVar[frozenset[Phase]] = ALWAYS

    def rule(self, state: State, moment: Moment) -> Decision:
        poll = POLLS.require(state, self.number)
        if not poll.is_being_counted or poll.round != self.round:
            raise Refusal(POLLS.not_counting, number=self.number)
        phase = VotePhase.CLOSED if poll.hidden else VotePhase.REVEALED
        exact = put(POLLS.progress, self.number, VoteProgress(self.tally.cast, poll.round))
        return POLLS.changed(replace(poll, tally=self.tally, phase=phase), exact)


class RecordSurveyResult(Command, frozen=True):
    """Enter the result of a closed survey."""

    number: int
    result: SurveyResult

    roles: ClassVar[frozenset[Role]] = SYSTEM
    phases: ClassVar[frozenset[Phase]] = ALWAYS

    def rule(self, state: State, moment: Moment) -> Decision:
        survey = SURVEYS.require(state, self.number)
        if not survey.is_being_counted:
            raise Refusal(SURVEYS.not_counting, number=self.number)
        exact = put(SURVEYS.progress, self.number, VoteProgress(self.result.responses))
        return SURVEYS.changed(replace(survey, result=self.result), exact)


class RevealPoll(_Reveal, frozen=True):
    """Show the result of a counted poll."""

    votes: ClassVar[Votes[Any]] = POLLS


class RevealSurvey(_Reveal, frozen=True):
    """Let the result be shown on the projector and on phones."""

    votes: ClassVar[Votes[Any]] = SURVEYS


class RerunPoll(Command, frozen=True):
    """Ask the same again at once; the round before stays as it was counted."""

    number: int

    phases: ClassVar[frozenset[Phase]] = WHILE_OPEN

    def rule(self, state: State, moment: Moment) -> Decision:
        poll = POLLS.require(state, self.number)
        if poll.tally is None:
            raise Refusal(POLLS.not_counted, number=self.number)
        before = Round(poll.round, poll.opened_at, poll.closed_at, poll.tally)
        again = replace(
            poll,
            phase=VotePhase.OPEN,
            round=poll.round + 1,
            opened_at=moment.stamp,
            closed_at="",
            tally=None,
            earlier=(*poll.earlier, before),
        )
        return POLLS.changed(again, put(POLLS.progress, self.number, VoteProgress(0, again.round)))


def in_steps(votes: int) -> int:
    """How many votes are made known when `votes` have come: whole steps of five."""
    return votes - votes % limits.PROGRESS_STEP


class RecordProgress(Command, frozen=True):
    """Make known how many have voted, and, where the poll is shown as it goes, how an earlier part of them voted.

    The number moves in whole steps of five. `interim` is a tally taken when at least five fewer had voted, and at
    least five more than at the one shown before; so neither two charts nor the last chart and the result differ by
    one person's vote. What does not fit is left out; a step that shows nothing new changes nothing.
    """

    number: int
    round: int
    cast: int
    interim: Tally | None = None

    roles: ClassVar[frozenset[Role]] = SYSTEM
    phases: ClassVar[frozenset[Phase]] = ALWAYS

    def rule(self, state: State, moment: Moment) -> Decision:
        poll = POLLS.require(state, self.number)
        if poll.phase is not VotePhase.OPEN or poll.round != self.round:
            return Decision(())
        known = state.poll_progress.get(self.number)
        if known is None or known.round != poll.round:
            known = VoteProgress(0, poll.round)
        shown = VoteProgress(max(known.cast, in_steps(self.cast)), poll.round, self._interim(poll, known))
        return Decision(() if shown == known else (put(POLLS.progress, self.number, shown),))

    def _interim(self, poll: Poll, known: VoteProgress) -> Tally | None:
        """The chart to show now: the new one where it may be shown, else the one shown already."""
        if self.interim is None or poll.hidden or kind_of(poll.form).readable:
            return known.interim
        before = known.interim.cast if known.interim else 0
        step = limits.PROGRESS_STEP
        fits = self.interim.cast - before >= step and self.cast - self.interim.cast >= step
        return self.interim if fits else known.interim


class RecordSurveyProgress(Command, frozen=True):
    """Make known how many have responded, in whole steps of five."""

    number: int
    responses: int

    roles: ClassVar[frozenset[Role]] = SYSTEM
    phases: ClassVar[frozenset[Phase]] = ALWAYS

    def rule(self, state: State, moment: Moment) -> Decision:
        survey = SURVEYS.require(state, self.number)
        known = state.survey_progress.get(self.number, VoteProgress(0))
        if survey.phase is not VotePhase.OPEN or in_steps(self.responses) <= known.cast:
            return Decision(())
        return Decision((put(SURVEYS.progress, self.number, VoteProgress(in_steps(self.responses))),))


class MergeTexts(Command, frozen=True):
    """Bring answers in words together that say the same: `others` join the one at place `into` (from 0)."""

    number: int
    into: int
    others: tuple[int, ...]

    phases: ClassVar[frozenset[Phase]] = ALWAYS

    def rule(self, state: State, moment: Moment) -> Decision:
        poll, tally = _counted(state, self.number)
        return POLLS.changed(replace(poll, tally=_merged(tally, self.into, self.others)))


class MergeSurveyTexts(Command, frozen=True):
    """Bring answers in words to one item together: `others` join the one at place `into` (from 0)."""

    number: int
    item: str
    into: int
    others: tuple[int, ...]

    phases: ClassVar[frozenset[Phase]] = ALWAYS

    def rule(self, state: State, moment: Moment) -> Decision:
        survey, held = _item_result(state, self.number, self.item)
        return _with_tally(survey, held, _merged(held.tally, self.into, self.others))


class HideText(Command, frozen=True):
    """Take an answer in words off every screen and document, or bring it back; it stays counted."""

    number: int
    place: int
    hidden: bool = True

    phases: ClassVar[frozenset[Phase]] = ALWAYS

    def rule(self, state: State, moment: Moment) -> Decision:
        poll, tally = _counted(state, self.number)
        return POLLS.changed(replace(poll, tally=_hidden(tally, self.place, hidden=self.hidden)))


class HideSurveyText(Command, frozen=True):
    """Take an answer in words off every screen and document, or bring it back; it stays counted."""

    number: int
    item: str
    place: int
    hidden: bool = True

    phases: ClassVar[frozenset[Phase]] = ALWAYS

    def rule(self, state: State, moment: Moment) -> Decision:
        survey, held = _item_result(state, self.number, self.item)
        return _with_tally(survey, held, _hidden(held.tally, self.place, hidden=self.hidden))


def _counted(state: State, number: int) -> tuple[Poll, Tally]:
    poll = POLLS.require(state, number)
    if poll.tally is None:
        raise Refusal(POLLS.not_counted, number=number)
    return poll, poll.tally


def _item_result(state: State, number: int, item: str) -> tuple[Survey, ItemResult]:
    survey = SURVEYS.require(state, number)
    held = survey.result.item(item) if survey.result else None
    if held is None:
        raise Refusal(SURVEYS.not_counted, number=number)
    return survey, held


def _with_tally(survey: Survey, held: ItemResult, tally: Tally) -> Decision:
    assert survey.result is not None
    items = tuple(replace(one, tally=tally) if one is held else one for one in survey.result.items)
    return SURVEYS.changed(replace(survey, result=replace(survey.result, items=items)))


def _require_texts(tally: Tally, *places: int) -> None:
    if not all(0 <= place < len(tally.texts) for place in places):
        raise Refusal("no-such-text")


def _merged(tally: Tally, into: int, others: tuple[int, ...]) -> Tally:
    _require_texts(tally, into, *others)
    return replace(tally, texts=merged(tally.texts, into, others))


def _hidden(tally: Tally, place: int, *, hidden: bool) -> Tally:
    _require_texts(tally, place)
    texts = list(tally.texts)
    texts[place] = replace(texts[place], hidden=hidden)
    return replace(tally, texts=tuple(texts))
