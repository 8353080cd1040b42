"""The queue: which questions a list shows, and in what order; one rule for the console and the phones."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from meeting import limits
from meeting.model.question import ModerationStatus, Question
from meeting.text.folding import search_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from meeting.model.question import Channel, QuestionKind
    from meeting.state import State


class QuestionProgress(StrEnum):
    """Where a question stands in the host's eyes."""

    NEW = "new"
    OPEN = "open"
    DECIDED = "decided"
    HIDDEN = "hidden"
    MERGED = "merged"
    SPLIT = "split"
    ROUTED_OUT = "routed_out"


WAITING = frozenset({QuestionProgress.NEW, QuestionProgress.OPEN})
"""What still waits for the host or the chair."""

ALIVE = frozenset(
    {QuestionProgress.NEW, QuestionProgress.OPEN, QuestionProgress.DECIDED, QuestionProgress.HIDDEN}
)
"""What still stands for itself."""

EVERYTHING = frozenset(QuestionProgress)


class Order(StrEnum):
    """How a list is sorted; equal ones by number, so that every window shows the same order."""

    OLDEST = "oldest"
    NEWEST = "newest"
    VOTES = "votes"


class Filter(NamedTuple):
    """What a list shows. None means every one; `search` is matched without diacritics, every word somewhere."""

    progress: frozenset[QuestionProgress] = WAITING
    areas: frozenset[str] | None = None
    channels: frozenset[Channel] | None = None
    kinds: frozenset[QuestionKind] | None = None
    prompt: int | None = None
    search: str = ""


_BY_STATUS = {
    ModerationStatus.RECEIVED: QuestionProgress.NEW,
    ModerationStatus.LISTED: QuestionProgress.OPEN,
    ModerationStatus.HIDDEN: QuestionProgress.HIDDEN,
    ModerationStatus.MERGED: QuestionProgress.MERGED,
    ModerationStatus.SPLIT: QuestionProgress.SPLIT,
    ModerationStatus.ROUTED_OUT: QuestionProgress.ROUTED_OUT,
}


def progress_of(question: Question) -> QuestionProgress:
    """Where `question` stands: its moderation status, except that an alive one with an outcome is decided."""
    if question.outcome is not None and question.is_alive:
        return QuestionProgress.DECIDED
    return _BY_STATUS[question.standing]


_cached_key = lru_cache(maxsize=2 * limits.QUESTIONS_PER_MEETING)(search_key)


def _haystack(question: Question) -> str:
    named = (question.name, question.unit)
    return " ".join((_cached_key(question.text), *(_cached_key(part) for part in named if part)))


def _matches_words(question: Question, words: list[str]) -> bool:
    haystack = _haystack(question)
    return all(word in haystack or word in {str(question.number), f"#{question.number}"} for word in words)


def _kept(questions: Iterable[Question], wanted: Filter) -> Iterator[Question]:
    words = search_key(wanted.search).split()
    for question in questions:
        if progress_of(question) not in wanted.progress:
            continue
        if wanted.areas is not None and question.area not in wanted.areas:
            continue
        if wanted.channels is not None and question.channel not in wanted.channels:
            continue
        if wanted.kinds is not None and question.kind not in wanted.kinds:
            continue
        if wanted.prompt is not None and question.prompt != wanted.prompt:
            continue
        if words and not _matches_words(question, words):
            continue
        yield question


def select(state: State, wanted: Filter | None = None, order: Order = Order.OLDEST) -> list[int]:
    """The numbers of the questions that `wanted` keeps (by default what waits), sorted by `order`.

    Linear in the meeting's questions; folded texts are remembered, so that typing in a search field stays quick.
    """
    numbers = [question.number for question in _kept(state.questions.values(), wanted or Filter())]
    if order is Order.VOTES:
        return sorted(numbers, key=lambda number: (-state.votes_for(number), number))
    return sorted(numbers, reverse=order is Order.NEWEST)


def public(state: State, area: str = "", order: Order = Order.VOTES) -> list[int]:
    """The numbers phones may see: listed questions, decided or not, of one area or of all."""
    listed = (q for q in state.questions.values() if q.is_public and (not area or q.area == area))
    numbers = [question.number for question in listed]
    if order is Order.VOTES:
        return sorted(numbers, key=lambda number: (-state.votes_for(number), number))
    return sorted(numbers, reverse=order is Order.NEWEST)


def counts_by_progress(state: State) -> dict[QuestionProgress, int]:
    """How many questions stand where; every progress is a key."""
    counts = dict.fromkeys(QuestionProgress, 0)
    for question in state.questions.values():
        counts[progress_of(question)] += 1
    return counts
