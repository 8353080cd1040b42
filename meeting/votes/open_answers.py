"""Open answers brought together: the same words in one group, and the words that come up most."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from meeting import limits
from meeting.model.form import TextGroup
from meeting.text.folding import search_key

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

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
    """A word or phrase of the list: as written, and in how many answers it stands."""

    text: str
    answers: int


LONGEST_PHRASE = 8
"""Most syllables of a phrase of the list."""

PHRASES_KEPT = 400
"""Of each length only the most frequent are looked at further: many times the list, and a bound on its cost."""

Phrase = tuple[str, ...]
"""Folded syllables that stand side by side, none of them too common to say anything."""


@lru_cache(maxsize=4)
def word_list(groups: tuple[TextGroup, ...]) -> tuple[Word, ...]:
    """The words of the visible groups that at least two answers share, most frequent first.

    Vietnamese words have one to four syllables and no mark between them, so every run of syllables is looked at, and
    one that stands in a longer run as often as the longer one does is not listed beside it: *thủ tục hành chính*, not
    *tục hành* too.
    """
    said = [(group.count, _runs(group.text)) for group in groups if not group.hidden]
    shared: dict[Phrase, int] = {}
    level: Counter[Phrase] = Counter()
    for length in range(1, LONGEST_PHRASE + 1):
        level = _shared(said, length, level)
        for phrase, answers in level.items():
            for part in (phrase[1:], phrase[:-1]):
                if shared.get(part) == answers:
                    del shared[part]
        shared |= level
    listed = sorted(shared, key=lambda phrase: (-shared[phrase], phrase))[: limits.WORDS_LISTED]
    written = _as_written(said, listed)
    return tuple(Word(written[phrase], shared[phrase]) for phrase in listed)


Run = tuple[Phrase, tuple[str, ...]]
"""Folded syllables without a common one among them, and the same as written in lower case."""

Said = list[tuple[int, list[Run]]]
"""For each group of answers how many they are, and its runs."""


def _runs(text: str) -> list[Run]:
    """The stretches of `text` between syllables that are too common to say anything."""
    syllables = [(search_key(written), written) for written in _SYLLABLE.findall(text.lower())]
    stretches = groupby(syllables, key=lambda one: one[0] in STOP_WORDS)
    runs = [tuple(zip(*stretch, strict=True)) for common, stretch in stretches if not common]
    return [(folded, written) for folded, written in runs]


def _places(run: Run, length: int) -> Iterator[tuple[Phrase, int]]:
    """Every phrase of `length` in a run, and where it begins."""
    folded, _ = run
    return ((folded[start : start + length], start) for start in range(len(folded) - length + 1))


def _shared(said: Said, length: int, shorter: Counter[Phrase]) -> Counter[Phrase]:
    """The phrases of `length` that two answers share; only those can be whose parts are among the `shorter` ones."""
    counted: Counter[Phrase] = Counter()
    for answers, runs in said:
        phrases = {phrase for run in runs for phrase, _ in _places(run, length)}
        for phrase in phrases:
            if length == 1 or (phrase[1:] in shorter and phrase[:-1] in shorter):
                counted[phrase] += answers
    kept = sorted((phrase for phrase in counted if counted[phrase] > 1), key=lambda one: (-counted[one], one))
    return Counter({phrase: counted[phrase] for phrase in kept[:PHRASES_KEPT]})


def _as_written(said: Said, wanted: Collection[Phrase]) -> dict[Phrase, str]:
    """Each phrase as most answers write it."""
    written: dict[Phrase, Counter[str]] = {phrase: Counter() for phrase in wanted}
    lengths = {len(phrase) for phrase in wanted}
    for answers, runs in said:
        for run in runs:
            for length in lengths:
                for phrase, start in _places(run, length):
                    if phrase in written:
                        written[phrase][" ".join(run[1][start : start + length])] += answers
    return {phrase: _usual(forms)[0] for phrase, forms in written.items()}
