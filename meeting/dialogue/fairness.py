"""Fairness shown: what became of everything the hall sent, per area, always adding up."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from meeting.areas import OTHER, UNCLASSIFIED
from meeting.model.question import DISMISSALS, ModerationStatus, Outcome, Question

if TYPE_CHECKING:
    from collections.abc import Iterable

    from meeting.state import State


class QuestionCounts(NamedTuple):
    """Counts of questions. `received` are those people sent; `parts` came from splitting the `split` ones.

    Two sums always hold: `items` = `received` + `parts` - `split`, and `items` is the sum of what became of them.
    `hidden` is how many of the `unanswered` are off every public screen.
    """

    received: int = 0
    split: int = 0
    parts: int = 0
    merged: int = 0
    routed_out: int = 0
    answered: int = 0
    explained: int = 0
    written_answer: int = 0
    assigned: int = 0
    superior: int = 0
    specialised: int = 0
    not_taken_up: int = 0
    out_of_scope: int = 0
    unanswered: int = 0
    hidden: int = 0

    @property
    def items(self) -> int:
        """Separate items after splitting composites."""
        return self.received - self.split + self.parts

    @property
    def promised(self) -> int:
        """Items with a written answer promised or a unit assigned."""
        return self.written_answer + self.assigned

    @property
    def escalated(self) -> int:
        """Items recommended to superior leadership or passed to a specialised unit."""
        return self.superior + self.specialised

    @property
    def dismissed(self) -> int:
        """Items not taken up or out of scope, each with its reason."""
        return self.not_taken_up + self.out_of_scope

    @property
    def concluded(self) -> int:
        """Items that stand for themselves and have an outcome."""
        return self.answered + self.explained + self.promised + self.escalated + self.dismissed

    @property
    def adds_up(self) -> bool:
        """Whether every item is counted exactly once."""
        return self.items == self.merged + self.routed_out + self.concluded + self.unanswered


class Fairness(NamedTuple):
    """The whole account: in total, by area id in the meeting's order, and how often each reason was given."""

    total: QuestionCounts
    by_area: tuple[tuple[str, QuestionCounts], ...]
    reasons: tuple[tuple[str, int], ...]


_MOVED = {
    ModerationStatus.SPLIT: "split",
    ModerationStatus.MERGED: "merged",
    ModerationStatus.ROUTED_OUT: "routed_out",
}


def _count(questions: Iterable[Question]) -> QuestionCounts:
    counts: Counter[str] = Counter()
    for question in questions:
        if question.is_rejoined:
            continue  # its words are in the whole, which is counted
        counts["parts" if question.parent else "received"] += 1
        if (moved := _MOVED.get(question.standing)) is not None:
            counts[moved] += 1
        elif question.outcome is not None:
            counts[question.outcome.value] += 1
        else:
            counts["unanswered"] += 1
            counts["hidden"] += question.standing is ModerationStatus.HIDDEN
    return QuestionCounts(**counts)


def _area_order(state: State, present: Iterable[str]) -> list[str]:
    """The meeting's areas in their order, then others that questions still carry, then the unclassified."""
    own = [area.id for area in state.meeting.settings.areas]
    last = [OTHER, UNCLASSIFIED]
    strays = sorted(set(present) - set(own) - set(last))
    return [*own, *strays, *(area for area in last if area in present)]


def fairness(state: State) -> Fairness:
    """The account of a meeting as it stands now; a meeting without questions has zeros everywhere."""
    by_area: dict[str, list[Question]] = {}
    for question in state.questions.values():
        by_area.setdefault(question.area, []).append(question)
    areas = tuple((area, _count(by_area.get(area, ()))) for area in _area_order(state, by_area))
    reasons = Counter(
        question.reason
        for question in state.questions.values()
        if question.is_alive and question.outcome in DISMISSALS
    )
    return Fairness(
        total=_count(state.questions.values()),
        by_area=areas,
        reasons=tuple(sorted(reasons.items(), key=lambda pair: (-pair[1], pair[0]))),
    )


OUTCOMES_IN_ORDER: tuple[Outcome, ...] = (
    Outcome.ANSWERED,
    Outcome.EXPLAINED,
    Outcome.WRITTEN_ANSWER,
    Outcome.ASSIGNED,
    Outcome.SUPERIOR,
    Outcome.SPECIALISED,
    Outcome.NOT_TAKEN_UP,
    Outcome.OUT_OF_SCOPE,
)
"""The order in which screens and minutes list what became of the items; each names a count of `QuestionCounts`."""
