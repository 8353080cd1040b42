"""A poll's life: opened, closed, counted, revealed, asked again; and what is made known while it is open."""

from __future__ import annotations

from typing import ClassVar

from msgspec.structs import replace

from meeting import limits
from meeting.changes import Change, put
from meeting.commands.polling import require_poll
from meeting.decision import ALWAYS, Command, Decision
from meeting.model.form import Tally
from meeting.model.poll import Poll, Round
from meeting.model.profile import Phase
from meeting.model.vote import VotePhase, VoteProgress
from meeting.moment import Moment, Role
from meeting.refusal import Refusal
from meeting.state import State
from meeting.votes.kinds import kind_of
from meeting.votes.open_answers import merged

WHILE_OPEN = frozenset({Phase.OPEN})
SYSTEM = frozenset({Role.SYSTEM})


def _in_phase(state: State, number: int, phase: VotePhase, code: str) -> Poll:
    poll = require_poll(state, number)
    if poll.phase is not phase:
        raise Refusal(code, number=number)
    return poll


def _changed(poll: Poll, *others: Change) -> Decision:
    return Decision((put("polls", poll.number, poll), *others), (("polls", poll.number),))


class OpenPoll(Command, frozen=True):
    """Let the hall vote. A binding poll needs its slips first."""

    number: int

    phases: ClassVar[frozenset[Phase]] = WHILE_OPEN

    def rule(self, state: State, moment: Moment) -> Decision:
        poll = _in_phase(state, self.number, VotePhase.PREPARED, "poll-opened-before")
        if poll.binding and self.number not in state.slips:
            raise Refusal("no-slips", number=self.number)
        return _changed(replace(poll, phase=VotePhase.OPEN, opened_at=moment.stamp))


class ClosePoll(Command, frozen=True):
    """Take no more ballots. What the journal holds before this line counts; the tally follows as a line of its own."""

    number: int

    phases: ClassVar[frozenset[Phase]] = ALWAYS

    def rule(self, state: State, moment: Moment) -> Decision:
        poll = _in_phase(state, self.number, VotePhase.OPEN, "poll-not-open")
        return _changed(replace(poll, phase=VotePhase.CLOSED, closed_at=moment.stamp))


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
        poll = require_poll(state, self.number)
        if not poll.is_being_counted or poll.round != self.round:
            raise Refusal("poll-not-counting", number=self.number)
        phase = VotePhase.CLOSED if poll.hidden else VotePhase.REVEALED
        exact = VoteProgress(self.tally.cast, poll.round)
        return _changed(
            replace(poll, tally=self.tally, phase=phase), put("poll_progress", self.number, exact)
        )


class RevealPoll(Command, frozen=True):
    """Show the result of a counted poll."""

    number: int

    phases: ClassVar[frozenset[Phase]] = ALWAYS

    def rule(self, state: State, moment: Moment) -> Decision:
        poll = _in_phase(state, self.number, VotePhase.CLOSED, "poll-not-counted")
        if poll.tally is None:
            raise Refusal("poll-not-counted", number=self.number)
        return _changed(replace(poll, phase=VotePhase.REVEALED))


class RerunPoll(Command, frozen=True):
    """Ask the same again at once; the round before stays as it was counted."""

    number: int

    phases: ClassVar[frozenset[Phase]] = WHILE_OPEN

    def rule(self, state: State, moment: Moment) -> Decision:
        poll = require_poll(state, self.number)
        if poll.tally is None:
            raise Refusal("poll-not-counted", number=self.number)
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
        return _changed(again, put("poll_progress", self.number, VoteProgress(0, again.round)))


def in_steps(cast: int) -> int:
    """How many votes are made known when `cast` have come: whole steps of five."""
    return cast - cast % limits.PROGRESS_STEP


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
        poll = require_poll(state, self.number)
        if poll.phase is not VotePhase.OPEN or poll.round != self.round:
            return Decision(())
        known = state.poll_progress.get(self.number)
        if known is None or known.round != poll.round:
            known = VoteProgress(0, poll.round)
        shown = VoteProgress(max(known.cast, in_steps(self.cast)), poll.round, self._interim(poll, known))
        return Decision(() if shown == known else (put("poll_progress", self.number, shown),))

    def _interim(self, poll: Poll, known: VoteProgress) -> Tally | None:
        """The chart to show now: the new one where it may be shown, else the one shown already."""
        if self.interim is None or poll.hidden or kind_of(poll.form).readable:
            return known.interim
        before = known.interim.cast if known.interim else 0
        step = limits.PROGRESS_STEP
        fits = self.interim.cast - before >= step and self.cast - self.interim.cast >= step
        return self.interim if fits else known.interim


class MergeTexts(Command, frozen=True):
    """Bring answers in words together that say the same: `others` join the one at place `into` (from 0)."""

    number: int
    into: int
    others: tuple[int, ...]

    phases: ClassVar[frozenset[Phase]] = ALWAYS

    def rule(self, state: State, moment: Moment) -> Decision:
        poll, tally = _texts(state, self.number, (self.into, *self.others))
        return _changed(
            replace(poll, tally=replace(tally, texts=merged(tally.texts, self.into, self.others)))
        )


class HideText(Command, frozen=True):
    """Take an answer in words off every screen and document, or bring it back; it stays counted."""

    number: int
    place: int
    hidden: bool = True

    phases: ClassVar[frozenset[Phase]] = ALWAYS

    def rule(self, state: State, moment: Moment) -> Decision:
        poll, tally = _texts(state, self.number, (self.place,))
        texts = list(tally.texts)
        texts[self.place] = replace(texts[self.place], hidden=self.hidden)
        return _changed(replace(poll, tally=replace(tally, texts=tuple(texts))))


def _texts(state: State, number: int, places: tuple[int, ...]) -> tuple[Poll, Tally]:
    poll = require_poll(state, number)
    if poll.tally is None:
        raise Refusal("poll-not-counted", number=number)
    if not all(0 <= place < len(poll.tally.texts) for place in places):
        raise Refusal("no-such-text")
    return poll, poll.tally
