"""The lanes of the desk: every question stands in exactly one, by what has to be done with it next."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from meeting.model.question import ESCALATIONS, PROMISES, ModerationStatus
from meeting.model.register import CLOSED_STATUSES

if TYPE_CHECKING:
    from collections.abc import Container

    from meeting.model.question import Question
    from meeting.state import State


class Lane(StrEnum):
    """What a question needs: a decision on showing it, its repeats gathered, an answer, or nothing any more."""

    NEW = "new"
    CARE = "care"
    REPEATS = "repeats"
    APPROVED = "approved"
    OWED = "owed"
    DONE = "done"


def owed(state: State) -> frozenset[int]:
    """The questions whose answer is owed: promised, assigned or passed on, and not settled yet."""
    referrals = {entry.question for entry in state.referrals.values() if entry.status not in CLOSED_STATUSES}
    owing = {entry.question for entry in state.commitments.values() if entry.status not in CLOSED_STATUSES}
    return frozenset(referrals | owing)


def lane_of(
    question: Question, *, care: Container[int], repeats: Container[int], owed: Container[int]
) -> Lane:
    """The lane of one question. `care`, `repeats` and `owed` hold the numbers of those that are so."""
    if question.outcome is not None:
        waits = question.outcome in PROMISES | ESCALATIONS and question.number in owed
        return Lane.OWED if waits and question.is_alive else Lane.DONE
    if question.standing is ModerationStatus.LISTED:
        return Lane.APPROVED
    if question.standing is not ModerationStatus.RECEIVED:
        return Lane.DONE
    if question.number in care:
        return Lane.CARE
    return Lane.REPEATS if question.number in repeats else Lane.NEW


def lanes(state: State, *, care: Container[int], repeats: Container[int]) -> dict[Lane, list[int]]:
    """The numbers of every question by lane; each lane is a key."""
    found: dict[Lane, list[int]] = {lane: [] for lane in Lane}
    waiting = owed(state)
    for question in state.questions.values():
        found[lane_of(question, care=care, repeats=repeats, owed=waiting)].append(question.number)
    return found
