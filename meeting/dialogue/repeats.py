"""Repeats as clusters: each with a proposed head that the others would be gathered under."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from meeting.model.question import ModerationStatus

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from meeting.model.question import Question
    from meeting.state import State


class Cluster(NamedTuple):
    """Questions that say much the same: the one to keep, and its repeats in the order of their numbers."""

    head: int
    repeats: tuple[int, ...]

    @property
    def numbers(self) -> tuple[int, ...]:
        """All of them, the head first."""
        return (self.head, *self.repeats)


def _preference(state: State, question: Question) -> tuple[bool, bool, int, int]:
    """What makes a head, the least first: decided, approved, most supported, oldest."""
    return (
        question.outcome is None,
        question.standing is not ModerationStatus.LISTED,
        -state.votes_for(question.number),
        question.number,
    )


def clusters(state: State, alike: Mapping[int, Iterable[int]]) -> list[Cluster]:
    """The clusters among the questions that stand, by their heads; `alike` names for each number those like it.

    Every repeat is like its head itself, so that no chain of small likenesses gathers two different questions. What
    has an outcome is only ever a head.
    """
    standing = {n: q for n in alike if (q := state.questions.get(n)) is not None and q.is_alive}
    taken: set[int] = set()
    found = []
    for question in sorted(standing.values(), key=lambda question: _preference(state, question)):
        if question.number in taken:
            continue
        near = {n for n in alike[question.number] if n in standing and n not in taken} - {question.number}
        repeats = tuple(sorted(n for n in near if standing[n].outcome is None))
        if repeats:
            taken.update(repeats, (question.number,))
            found.append(Cluster(question.number, repeats))
    return sorted(found)
