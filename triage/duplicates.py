"""Near duplicates: which questions already asked say much the same as a new one."""

from __future__ import annotations

from functools import cache
from itertools import pairwise, permutations
from math import fsum, log
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from meeting.text.folding import search_key
from triage.reading import read
from triage.words.lists import word_list

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

COUNTS = Path(__file__).parent / "words" / "counts.json"
LIKELY = 0.65
"""From this score on two questions are shown as likely repeats; measured on `tools/areas/evaluation/pairs.jsonl`."""
CANDIDATES = 60
"""Questions compared in full for one search, the ones that share the rarest words first."""
COMMON_SHARE = 0.05
"""A word that stands in more than this share of many questions cannot find candidates, only confirm them."""
MANY = 400
MOST_WORDS = 120
"""Distinct words of one text that are compared, the first ones; what comes later is not worth the time."""
MOST_LOOKED_UP = 4000
"""Questions looked up by one search, by the rarest words first: a bound on its work whatever the words are."""
FUNCTION_WEIGHT = 1.2
"""What a word of grammar weighs; a word of matter weighs up to 9."""
PAIR_WEIGHT = 0.15
ADDED_WEIGHT = 0.2
SWAPPED_WEIGHT = 1.4
OTHER_NUMBERS_WEIGHT = 3.4
"""What a swap weighs where each question has a number that the other lacks: team 3 is not team 5."""
SPOKEN_LINES = 9000
"""About how many lines the packaged word counts were taken from."""


class Match(msgspec.Struct, frozen=True):
    """A question that says much the same; `score` is 1 for the same words, 0 for none shared."""

    id: int
    score: float


class _Entry(NamedTuple):
    words: frozenset[str]
    pairs: frozenset[str]


@cache
def _function_words() -> frozenset[str]:
    return frozenset(search_key(word) for word in word_list("function"))


@cache
def _spoken() -> dict[str, int]:
    """In how many of the written lines each common word stands: what is rare must not depend on one meeting."""
    return msgspec.json.decode(COUNTS.read_bytes(), type=dict[str, int])


def spelt(text: str) -> list[str]:
    """The words of `text` as they are compared: without diacritics, y as i."""
    return [word.plain.replace("y", "i") for word in read(text)]


def _entry(text: str) -> _Entry:
    words = _first_distinct(spelt(text))
    content = [word for word in words if word not in _function_words()]
    pairs = (" ".join(sorted(pair)) for pair in pairwise(content))
    return _Entry(frozenset(words), frozenset(pairs))


def _first_distinct(words: list[str]) -> list[str]:
    """`words` up to where MOST_WORDS different ones have been said."""
    seen: set[str] = set()
    for at, word in enumerate(words):
        seen.add(word)
        if len(seen) > MOST_WORDS:
            return words[:at]
    return words


def _other_numbers(one: _Entry, other: _Entry) -> bool:
    """Whether each has a number that the other lacks."""
    return all(any(map(str.isdigit, mine - yours)) for mine, yours in permutations((one.words, other.words)))


class DuplicateIndex:
    """The questions of a meeting by their words; searching it never changes it."""

    def __init__(self) -> None:
        self._entries: dict[int, _Entry] = {}
        self._holders: dict[str, set[int]] = {}

    def __len__(self) -> int:
        return len(self._entries)

    def add(self, id: int, text: str) -> None:  # noqa: A002 - the questions' own word for it
        """Index question `id`; a question that was there is replaced."""
        self.remove(id)
        entry = self._entries[id] = _entry(text)
        for term in entry.words | entry.pairs:
            self._holders.setdefault(term, set()).add(id)

    def remove(self, id: int) -> None:  # noqa: A002 - the questions' own word for it
        """Forget question `id`, if it is there."""
        entry = self._entries.pop(id, None)
        for term in entry.words | entry.pairs if entry else ():
            holders = self._holders[term]
            holders.discard(id)
            if not holders:
                del self._holders[term]

    def similar(self, text: str, limit: int = 5) -> list[Match]:
        """Up to `limit` questions that say much the same as `text`, closest first, each at least `LIKELY`."""
        entry = _entry(text)
        weights = _Weights(self._weight)
        scored = (
            Match(known, round(_score(entry, self._entries[known], weights), 3))
            for known in self._candidates(entry, weights)
        )
        likely = [match for match in scored if match.score >= LIKELY]
        return sorted(likely, key=lambda match: (-match.score, match.id))[:limit]

    def _candidates(self, entry: _Entry, weights: _Weights) -> Iterable[int]:
        """The questions that share the most rarity with `entry`, as far as MOST_LOOKED_UP reaches."""
        shared: dict[int, float] = {}
        ceiling = max(MANY * COMMON_SHARE, len(self._entries) * COMMON_SHARE)
        left = MOST_LOOKED_UP
        for term in sorted(entry.words | entry.pairs, key=lambda term: (-weights[term], term)):
            holders = self._holders.get(term, ())
            if len(self._entries) <= MANY or len(holders) <= ceiling:
                left -= len(holders)
                if left < 0:
                    break
                for id_ in holders:
                    shared[id_] = shared.get(id_, 0.0) + weights[term]
        return sorted(shared, key=lambda id_: (-shared[id_], id_))[:CANDIDATES]

    def _weight(self, term: str) -> float:
        """How much it says that two questions share `term`: rare words say more."""
        if term in _function_words():
            return FUNCTION_WEIGHT
        seen = len(self._holders.get(term, ())) + _spoken().get(term, 0)
        return log(1.0 + (len(self._entries) + SPOKEN_LINES) / (1.0 + seen))


class _Weights(dict[str, float]):
    """What each word of one search weighs, worked out once."""

    def __init__(self, weight: Callable[[str], float]) -> None:
        super().__init__()
        self._of = weight

    def __missing__(self, term: str) -> float:
        found = self[term] = self._of(term)
        return found


def _score(one: _Entry, other: _Entry, weights: _Weights) -> float:
    """The shared weight over the shared and what differs; what differs on both sides (a swap) counts most."""
    shared = _sum(one.words & other.words, weights) + PAIR_WEIGHT * _sum(one.pairs & other.pairs, weights)
    rest = [
        _sum(mine.words - yours.words, weights) + PAIR_WEIGHT * _sum(mine.pairs - yours.pairs, weights)
        for mine, yours in ((one, other), (other, one))
    ]
    swapped = OTHER_NUMBERS_WEIGHT if _other_numbers(one, other) else SWAPPED_WEIGHT
    whole = shared + ADDED_WEIGHT * max(rest) + swapped * min(rest)
    return shared / whole if whole else 0.0


def _sum(terms: Iterable[str], weights: _Weights) -> float:
    return fsum(weights[term] for term in terms)
