"""From labelled lines to examples: what the learner is shown, and which situations it must not have seen."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zlib import crc32

from meeting.text.folding import fold
from triage.duplicates import DuplicateIndex
from triage.features import features
from triage.learning import Example

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from triage.lines import Line

FOLDS = 7
"""Situations are dealt into so many folds; each is tested by a model that never saw its situations."""
FIRST_SHARE = 0.75
"""How much of a line with two areas belongs to the first."""
BARE_WEIGHT = 0.6
"""How much the copy of a line without diacritics counts beside the line itself."""


def folds(lines: Sequence[Line]) -> list[int]:
    """The fold of each line, the same on every machine.

    Lines of one situation, and lines that say much the same as one before them, share a fold: a model is never tested
    on what it was shown in other words.
    """
    index, dealt = DuplicateIndex(), list[int]()
    known: dict[str, int] = {}
    for number, line in enumerate(lines):
        situation = line.situation or line.text
        if situation not in known:
            alike = index.similar(line.text, limit=1)
            known[situation] = dealt[alike[0].id] if alike else crc32(situation.encode()) % FOLDS
        dealt.append(known[situation])
        index.add(number, line.text)
    return dealt


def examples(lines: Iterable[Line], areas: Sequence[str]) -> list[Example]:
    """Each line as it is and, where that differs, once more without diacritics."""
    found = []
    for line in lines:
        target = _target(line, areas)
        found.append(Example(features(line.text), target))
        bare = fold(line.text)
        if bare != line.text.lower():
            found.append(Example(features(bare), target, BARE_WEIGHT))
    return found


def _target(line: Line, areas: Sequence[str]) -> tuple[float, ...]:
    first = FIRST_SHARE if line.second in areas and line.second != line.area else 1.0
    shares = {line.second: 1.0 - first, line.area: first}
    return tuple(shares.get(area, 0.0) for area in areas)
