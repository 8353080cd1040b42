"""What the ballot box tells the record: counts of support and of satisfied askers, never whose."""

from __future__ import annotations

from typing import ClassVar

import msgspec

from meeting.changes import put
from meeting.decision import ALWAYS, Command, Decision
from meeting.model.profile import Phase
from meeting.model.question import Satisfaction, VoteCount
from meeting.moment import Moment, Role
from meeting.refusal import Refusal
from meeting.state import State


class QuestionCount(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How many devices support question `number`."""

    number: int
    count: int


class CountVotes(Command, frozen=True):
    """Put the ballot box's present counts into the record.

    A question that was taken back meanwhile is passed over, so that it cannot hold up the others' counts.
    """

    counts: tuple[QuestionCount, ...]

    roles: ClassVar[frozenset[Role]] = frozenset({Role.SYSTEM})
    phases: ClassVar[frozenset[Phase]] = ALWAYS

    def rule(self, state: State, moment: Moment) -> Decision:
        if any(row.count < 0 for row in self.counts):
            raise Refusal("bad-count", most=0)
        known = (row for row in self.counts if row.number in state.questions)
        return Decision(tuple(put("votes", row.number, VoteCount(row.count)) for row in known))


class CountSatisfaction(Command, frozen=True):
    """Put the counts of askers who said their question was, or was not, answered into the record."""

    number: int
    satisfied: int
    unsatisfied: int

    roles: ClassVar[frozenset[Role]] = frozenset({Role.SYSTEM})
    phases: ClassVar[frozenset[Phase]] = ALWAYS

    def rule(self, state: State, moment: Moment) -> Decision:
        state.question(self.number)
        if min(self.satisfied, self.unsatisfied) < 0:
            raise Refusal("bad-count", most=0)
        return Decision((put("satisfaction", self.number, Satisfaction(self.satisfied, self.unsatisfied)),))
