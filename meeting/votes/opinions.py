"""Open answers as the hall reads them: whole, as people wrote them, those that mean the same under one."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from meeting.text.folding import search_key
from meeting.votes.open_answers import STOP_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from meeting.model.form import TextGroup

_SYLLABLE = re.compile(r"\w+")

SAME_MEANING = 0.7
"""Two answers say the same where they share this much of all the syllables that either of them needs."""

FULLER = 0.5
"""A fuller wording of an answer has it whole, and at most as much again beside it."""

LEAST_SHARED = 3
"""Fewer syllables in common name only the subject: *báo cáo* is neither *giảm báo cáo* nor *tăng báo cáo*."""

NEGATIONS = frozenset({"khong", "chua", "chang", "dung", "cam"})
"""Folded syllables that turn a meaning round; *đừng* is folded to what *đúng* is, which only keeps answers apart."""

OPPOSITES = (
    ("tang", "giam"),
    ("them", "bot"),
    ("mo", "dong"),
    ("nhanh", "cham"),
    ("it", "nhieu"),
    ("giu", "bo"),
)
"""Folded syllables of which the one in an answer contradicts the other in another."""


class Opinion(NamedTuple):
    """An answer as somebody wrote it, and how many gave it or one that means the same."""

    text: str
    people: int


@lru_cache(maxsize=8)
def gathered(groups: tuple[TextGroup, ...]) -> tuple[Opinion, ...]:
    """The visible answers, the most frequent first, each under the best written of those that mean the same.

    An answer joins the most frequent one before it that says the same: *giảm số báo cáo định kỳ* joins *giảm báo cáo*.
    None joins by way of another, so that meanings do not drift. The order does not depend on that of `groups`.
    """
    visible = [group for group in groups if not group.hidden]
    ordered = sorted(visible, key=lambda group: (-group.count, search_key(group.text), group.text))
    heads: list[tuple[_Normalized, list[TextGroup]]] = []
    for group in ordered:
        said = _normalized(group.text)
        under = next((members for head, members in heads if _say_the_same(head, said)), None)
        if under is None:
            heads.append((said, [group]))
        else:
            under.append(group)
    found = [Opinion(_shown(members[0]), sum(member.count for member in members)) for _head, members in heads]
    return tuple(sorted(found, key=lambda opinion: (-opinion.people, search_key(opinion.text), opinion.text)))


def best_written(forms: Iterable[str]) -> str:
    """Of forms that differ only in marks, case and spacing, the one with the most tone and vowel marks.

    Of equals the one with fewer capitals stands, then the first given: people write without marks out of haste.
    """
    return max(enumerate(forms), key=lambda one: (marks(one[1]), -_capitals(one[1]), -one[0]))[1]


def marks(text: str) -> int:
    """How many Vietnamese marks a text has: tones, vowel marks, and the stroke of đ."""
    return sum(
        unicodedata.combining(character) > 0 or character in "đĐ"
        for character in unicodedata.normalize("NFD", text)
    )


def _capitals(text: str) -> int:
    return sum(character.isupper() for character in text)


def _shown(group: TextGroup) -> str:
    """The best written of the forms that are the same answer; those a host merged stay behind the group's own."""
    own = _plain(search_key(group.text))
    return best_written([group.text, *(form for form in group.forms if _plain(search_key(form)) == own)])


def _plain(key: str) -> str:
    return " ".join(_SYLLABLE.findall(key))


class _Normalized(NamedTuple):
    """An answer's folded syllables: those that say something (all where none does), and all of them."""

    content: frozenset[str]
    every: frozenset[str]


@lru_cache(maxsize=4096)
def _normalized(text: str) -> _Normalized:
    every = frozenset(_SYLLABLE.findall(search_key(text)))
    return _Normalized(every - STOP_WORDS or every, every)


def _say_the_same(head: _Normalized, said: _Normalized) -> bool:
    """Whether one is a fuller wording of the other, or nearly all they need is common to both."""
    if head.every & NEGATIONS != said.every & NEGATIONS or _contradict(head.every, said.every):
        return False
    shared = len(head.content & said.content)
    if shared < LEAST_SHARED:
        return bool(head.content) and head.content == said.content
    fuller = max(len(head.content), len(said.content))
    is_within = head.content <= said.content or said.content <= head.content
    return (is_within and shared >= FULLER * fuller) or shared >= SAME_MEANING * len(
        head.content | said.content
    )


def _contradict(one: frozenset[str], other: frozenset[str]) -> bool:
    return any(
        (a in one and b in other and a not in other) or (b in one and a in other and b not in other)
        for a, b in OPPOSITES
    )
