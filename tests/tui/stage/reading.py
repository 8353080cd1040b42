"""Reading a painted stage as the hall does: plain text, and large letters by the quarters they are made of."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from tui.lettering.face import QUARTERS, X_HEIGHTS, Lettering

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PLACES = {character: place for place, character in enumerate(QUARTERS)}


def says(rows: Sequence[str], text: str) -> bool:
    """Whether every word of `text` is on the stage, in whatever letters."""
    plain = " ".join(" ".join(rows).split())
    lines = _quarters(rows)
    return all(word in plain or any(_stands(lines, bits) for bits in _drawn(word)) for word in text.split())


def _quarters(rows: Sequence[str]) -> list[int]:
    """The screen as lines of quarters; what is no block character is empty."""
    lines: list[int] = []
    for row in rows:
        places = [PLACES.get(character, 0) for character in row]
        lines.append(sum((place & 3) << 2 * at for at, place in enumerate(places)))
        lines.append(sum((place >> 2) << 2 * at for at, place in enumerate(places)))
    return lines


@cache
def _drawn(word: str) -> tuple[list[int], ...]:
    """The word in every lettering, without the empty lines above and below."""
    return tuple(_bare(_quarters(Lettering(x).line(word))) for x in X_HEIGHTS)


def _bare(lines: list[int]) -> list[int]:
    while lines and not lines[0]:
        lines = lines[1:]
    while lines and not lines[-1]:
        lines = lines[:-1]
    return lines


def _stands(lines: list[int], word: list[int]) -> bool:
    """Whether the word's quarters stand somewhere on the screen."""
    wide = max(line.bit_length() for line in word)
    mask = (1 << wide) - 1
    return any(
        all((lines[y + place] >> x) & mask == bits for place, bits in enumerate(word))
        for y in range(len(lines) - len(word) + 1)
        for x in _starts(lines[y], word[0])
    )


def _starts(line: int, bits: int) -> Iterator[int]:
    """Where the first line of a word may begin: where its lowest quarter falls on one that is set."""
    lowest = (bits & -bits).bit_length() - 1
    at = 0
    while line >> at:
        if (line >> at) & 1 and at >= lowest:
            yield at - lowest
        at += 1
