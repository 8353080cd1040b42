"""Open answers brought together: the same words in one group, and the words that come up most."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from meeting import limits
from meeting.model.form import TextGroup
from meeting.text.folding import search_key

if TYPE_CHECKING:
    from collections.abc import Iterable

_EDGES = " .,;:!?…\"'()[]{}-–—*•\n"
_SYLLABLE = re.compile(r"\w+")

_COMMON = """
và là của có cho các những được trong với khi để thì mà ở về đã sẽ đang bị từ đến theo này đó do cũng như hay hoặc
rất quá tại một nhiều ít hơn còn nếu vì nên phải cần chưa không tôi chúng ta đồng chí ý kiến đề nghị xuất kính thưa
ạ lại lên ra vào
"""
STOP_WORDS = frozenset(search_key(word) for word in _COMMON.split())
"""Syllables, folded, that are too common to say anything alone or in a pair."""


def group_texts(texts: Iterable[str]) -> tuple[TextGroup, ...]:
    """`texts` that differ only in diacritics, case, spacing or end punctuation, brought together.

    The form shown is the one written most often. The order does not depend on the order of `texts`.
    """
    groups: dict[str, Counter[str]] = defaultdict(Counter)
    for text in texts:
        groups[search_key(text).strip(_EDGES) or text][text] += 1
    made = [_group(forms) for forms in groups.values()]
    return tuple(sorted(made, key=lambda group: (-group.count, search_key(group.text), group.text)))


def _group(forms: Counter[str]) -> TextGroup:
    ordered = _usual(forms)
    return TextGroup(ordered[0], forms.total(), tuple(ordered[1:]))


def _usual(forms: Counter[str]) -> list[str]:
    """The forms, the one written most often first; of equals the first in code point order."""
    return sorted(forms, key=lambda form: (-forms[form], form))


def merged(groups: tuple[TextGroup, ...], into: int, others: Iterable[int]) -> tuple[TextGroup, ...]:
    """`groups` with those at the places `others` joined to the one at `into`; every form is kept.

    Raises IndexError for a place that is not there.
    """
    joined = sorted(set(others) - {into})
    parts = [groups[place] for place in joined]
    target = groups[into]
    forms = (*target.forms, *(form for part in parts for form in (part.text, *part.forms)))
    whole = TextGroup(target.text, target.count + sum(part.count for part in parts), forms, target.hidden)
    rest = [whole if place == into else group for place, group in enumerate(groups) if place not in joined]
    return tuple(sorted(rest, key=lambda group: -group.count))


class Word(NamedTuple):
    """A word of the list: as written, and in how many answers it stands."""

    text: str
    answers: int


def word_list(groups: Iterable[TextGroup]) -> tuple[Word, ...]:
    """The words of the visible groups that at least two answers share, most frequent first.

    Vietnamese words are mostly of two syllables, so pairs of neighbours count as words; a single syllable is listed
    only where no listed pair has it as often.
    """
    answers: Counter[tuple[str, ...]] = Counter()
    written: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for group in groups:
        if group.hidden:
            continue
        for key, text in _terms(group.text).items():
            answers[key] += group.count
            written[key][text] += group.count
    shared = {key: count for key, count in answers.items() if count > 1}
    kept = [key for key in shared if len(key) == 2 or not _inside_a_pair(key[0], shared)]
    words = [Word(_usual(written[key])[0], shared[key]) for key in kept]
    return tuple(sorted(words, key=lambda word: (-word.answers, search_key(word.text))))[
        : limits.WORDS_LISTED
    ]


def _terms(text: str) -> dict[tuple[str, ...], str]:
    """Each term of `text`, by its folded syllables, as it is written there in lower case."""
    syllables = _SYLLABLE.findall(text.lower())
    folded = [search_key(syllable) for syllable in syllables]
    terms: dict[tuple[str, ...], str] = {
        (key,): syllable for key, syllable in zip(folded, syllables, strict=True) if key not in STOP_WORDS
    }
    terms |= {
        (a, b): f"{one} {two}"
        for (a, b), (one, two) in zip(pairwise(folded), pairwise(syllables), strict=True)
        if a not in STOP_WORDS and b not in STOP_WORDS
    }
    return terms


def _inside_a_pair(syllable: str, shared: dict[tuple[str, ...], int]) -> bool:
    alone = shared[(syllable,)]
    return any(len(key) == 2 and syllable in key and count >= alone for key, count in shared.items())
