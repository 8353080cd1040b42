"""What is proposed for what is left: for all of it, for an area, or for one question; the nearest one counts."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from language import gettext as _
from meeting.model.question import DISMISSALS, Outcome
from meeting.text.folding import fold
from wording import questions
from wording.dates import day

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from meeting.dialogue.close_out import Proposal


class Scope(NamedTuple):
    """What a proposal is for: everything that is left, an area of it, or one question of that area."""

    area: str = ""
    number: int = 0


REST = Scope()


class Proposals:
    """What is proposed, and what is approved along with it. None proposes nothing: the question stays open."""

    def __init__(self, usual: Proposal) -> None:
        """`usual` is proposed for all that is left."""
        self._usual = usual
        self._given: dict[Scope, Proposal | None] = {REST: usual}
        self.approved: set[int] = set()

    def give(self, scope: Scope, proposal: Proposal | None) -> None:
        """Propose this for `scope`; what lies within it and has a proposal of its own keeps that."""
        self._given[scope] = proposal

    def take_back(self, scope: Scope) -> None:
        """Let `scope`, and all within it, be as what lies around it."""
        inside = [one for one in self._given if one != REST and scope in {REST, one, Scope(one.area)}]
        for one in inside:
            del self._given[one]

    @property
    def is_changed(self) -> bool:
        """Whether a person has chosen anything."""
        return len(self._given) > 1 or bool(self.approved) or self._given[REST] != self._usual

    def has_own(self, scope: Scope) -> bool:
        """Whether something is proposed for exactly this."""
        return scope in self._given

    def of(self, scope: Scope) -> Proposal | None:
        """What is proposed for `scope`."""
        around = next(one for one in (scope, Scope(scope.area), REST) if one in self._given)
        return self._given[around]

    def by_number(self, areas: Mapping[str, Iterable[int]]) -> dict[int, Proposal | None]:
        """What is proposed for each question of `areas`, the numbers by area."""
        return {number: self.of(Scope(area, number)) for area, numbers in areas.items() for number in numbers}

    def turn_approved(self, numbers: Iterable[int]) -> None:
        """Approve all of `numbers` along with it, or none of them where all were to be approved."""
        these = set(numbers)
        self.approved = self.approved - these if these <= self.approved else self.approved | these


def words(proposal: Proposal | None) -> str:
    """What is proposed, in a few words."""
    if proposal is None:
        return _("stays open")
    if proposal.outcome in DISMISSALS:
        return proposal.reason
    by = day(proposal.deadline)
    if proposal.outcome is Outcome.ASSIGNED or proposal.owner:
        return _("{owner}, by {day}").format(owner=proposal.owner, day=by)
    return _("in writing by {day}").format(day=by)


def tally(proposed: Iterable[Proposal | None]) -> list[str]:
    """How many get what, a line each, the most frequent first."""
    counts = Counter(proposed)
    return [f"{count} · {_long(proposal)}" for proposal, count in counts.most_common()]


def _long(proposal: Proposal | None) -> str:
    """What is proposed with the name of the outcome, where its words do not say it."""
    said = words(proposal)
    if proposal is None or (proposal.outcome is Outcome.WRITTEN_ANSWER and not proposal.owner):
        return said
    outcome = questions.outcome(proposal.outcome)
    return said if fold(said) == fold(outcome) else f"{outcome}: {said}"
