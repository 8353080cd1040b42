"""The list of questions that phones read: its orders, each made once for every commit, and a page of one."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from meeting.text.folding import search_key
from server import limits
from server.public.views import QuestionView, question_view

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from meeting.model.question import Question
    from meeting.state import State

SORTS = ("votes", "time")
"""The orders, the first the usual one: by support, or the newest first; what is open before what was answered."""

STATUSES = ("", "open", "answered")
"""Both, those nothing has been made of yet, those with an answer or another outcome."""


class ListView(msgspec.Struct, frozen=True):
    """One page of the list; `next` is the place where the next page begins, 0 where this is the last."""

    n: int
    total: int
    questions: list[QuestionView]
    next: int = 0


class _Order(NamedTuple):
    """The list in one order as it was at commit `n`; the first `open` of its questions are not answered."""

    n: int
    questions: list[Question]
    open: int


class Listing:
    """The list of one meeting."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._orders: dict[str, _Order] = {}

    def page(
        self,
        n: int,
        *,
        sort: str = SORTS[0],
        status: str = STATUSES[0],
        area: str = "",
        query: str = "",
        start: int = 0,
        most: int = limits.PAGE_QUESTIONS,
    ) -> ListView:
        """At most `most` listed questions from place `start` on, as of commit `n`.

        `sort` is one of SORTS, `status` of STATUSES, `area` an area's id or empty, `query` folds diacritics away.
        """
        order = self._order(n, sort)
        chosen: Sequence[Question] = order.questions
        if status:
            chosen = chosen[: order.open] if status == "open" else chosen[order.open :]
        if area:
            chosen = [question for question in chosen if question.area == area]
        for word in _words(query):
            chosen = [question for question in chosen if word in _folded(question.text)]
        end = start + most
        # What was withdrawn since, and is not on the disk yet, has no view any more.
        views = [view for each in chosen[start:end] if (view := question_view(self._state, each.number))]
        return ListView(n, len(chosen), views, end if end < len(chosen) else 0)

    def _order(self, n: int, sort: str) -> _Order:
        known = self._orders.get(sort)
        if known is None or known.n != n:
            known = self._orders[sort] = self._made(n, sort)
        return known

    def _made(self, n: int, sort: str) -> _Order:
        public = [question for question in self._state.questions.values() if question.is_public]
        if sort == "votes":
            votes = self._state.votes
            supported = sorted(
                ((-votes[each.number].count if each.number in votes else 0), each.number, each)
                for each in public
            )
            public = [each for _votes, _number, each in supported]
        else:
            public.sort(key=lambda question: question.number, reverse=True)
        waiting = [question for question in public if question.outcome is None]
        return _Order(n, waiting + [each for each in public if each.outcome is not None], len(waiting))


def _words(query: str) -> list[str]:
    return list(dict.fromkeys(search_key(query).split()))[: limits.QUERY_WORDS]


@lru_cache(maxsize=65536)
def _folded(text: str) -> str:
    return search_key(text)


def fold_ahead(texts: Iterable[str]) -> None:
    """Have `texts` ready for searching: the first search of a long list would else fold all of it. Safe in a thread."""
    for text in texts:
        _folded(text)
