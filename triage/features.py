"""What the area model looks at in a line, hashed to numbers: words, concepts, pairs of either, its ends and length."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING
from zlib import crc32

from triage.concepts import concepts
from triage.reading import read

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from triage.reading import Word

BUCKETS = 1 << 22
"""How many different features the model can tell apart; two that share a bucket share a weight."""
MAX_WORDS = 120
"""Words read of one question; what comes later adds no evidence worth the time."""
LENGTH_STEP, LONGEST_STEP = 3, 8
"""Lengths are told apart by so many words, up to so many steps: greetings are short, reform is explained."""


def features(text: str) -> list[int]:
    """The distinct hashed features of `text`, sorted; each below `BUCKETS`."""
    return hashed(names(read(text)[:MAX_WORDS]))


def hashed(feature_names: Iterator[str]) -> list[int]:
    """Feature names as bucket numbers; CRC-32 because it is the same on every machine and fast."""
    return sorted({crc32(name.encode()) % BUCKETS for name in feature_names})


def names(words: Sequence[Word]) -> Iterator[str]:
    """The features of a line by name, a one-letter kind first."""
    plain = [word.plain for word in words]
    yield "bias"
    found = concepts(words)
    for concept in found:
        yield f"c{concept}"
    for one, other in combinations(found, 2):
        yield f"p{one} {other}"
    for at, word in enumerate(words):
        yield f"w{word.plain}"
        if word.marked:
            yield f"m{word.marked}"
        if at:
            yield f"b{plain[at - 1]} {word.plain}"
            if word.marked and words[at - 1].marked:
                yield f"n{words[at - 1].marked} {word.marked}"
    yield f"l{min(len(plain) // LENGTH_STEP, LONGEST_STEP)}"
    if plain:
        yield f"^{' '.join(plain[:1])}"
        yield f"^{' '.join(plain[:2])}"
        yield f"${' '.join(plain[-1:])}"
        yield f"${' '.join(plain[-2:])}"
