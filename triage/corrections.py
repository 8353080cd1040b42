"""What people on this laptop decided against the model: remembered as word numbers, never as text or by whom."""

from __future__ import annotations

import os
import time
from hashlib import sha256
from typing import TYPE_CHECKING

import msgspec

from meeting.moment import step_down
from meeting.text.folding import search_key
from triage.features import hashed
from triage.reading import read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

MAX_CORRECTIONS = 500
"""Corrections kept; the oldest make room, because an agency's habits change too."""
FILE_MODE = 0o600
PUSH = 5.5
"""How far a correction moves the log-odds of the same line again; lines that share words move in proportion."""


class Correction(msgspec.Struct, frozen=True):
    """One decision: a digest that recognises the same text again, its word numbers, the area, and what was guessed."""

    digest: str
    words: list[int]
    area: str
    instead_of: str


class Corrections:
    """The corrections of this laptop, in a file of their own when given one."""

    def __init__(self, kept: list[Correction] | None = None, path: Path | None = None) -> None:
        self._kept = {correction.digest: correction for correction in kept or []}
        self._path = path
        self._pushes: dict[int, dict[int, float]] | None = None

    @classmethod
    def load(cls, path: Path) -> Corrections:
        """The corrections stored at `path`; none yet when there is no file. Raises ValueError when it is damaged."""
        if not path.exists():
            return cls(path=path)
        try:
            return cls(msgspec.json.decode(path.read_bytes(), type=list[Correction]), path)
        except msgspec.MsgspecError as error:
            raise ValueError(f"the corrections in {path.name} are damaged") from error

    def __len__(self) -> int:
        return len(self._kept)

    def add(self, text: str, area: str, instead_of: str) -> None:
        """Remember that `text` belongs to `area`; a later decision on the same text replaces this one."""
        digest = _digest(text)
        self._kept.pop(digest, None)
        self._kept[digest] = Correction(digest, hashed(_word_names(text)), area, instead_of)
        while len(self._kept) > MAX_CORRECTIONS:
            del self._kept[next(iter(self._kept))]
        self._changed()

    def area_of(self, text: str) -> str | None:
        """The area a person filed this very text under, if any."""
        kept = self._kept.get(_digest(text)) if self._kept else None
        return kept.area if kept else None

    def remove(self, text: str | None = None) -> None:
        """Forget the decision on `text`, or all of them."""
        if text is None:
            self._kept.clear()
        else:
            self._kept.pop(_digest(text), None)
        self._changed()

    def pushes(self, areas: tuple[str, ...]) -> dict[int, dict[int, float]]:
        """How far each word moves each area's score (by its place in `areas`)."""
        if self._pushes is None:
            self._pushes = _summed(self._kept.values(), areas)
        return self._pushes

    def _changed(self) -> None:
        self._pushes = None
        if self._path is None:
            return
        beside = self._path.with_name(self._path.name + ".new")
        descriptor = os.open(
            beside, os.O_CREAT | os.O_TRUNC | os.O_WRONLY | getattr(os, "O_BINARY", 0), FILE_MODE
        )
        with os.fdopen(descriptor, "wb") as opened:
            opened.write(msgspec.json.encode(list(self._kept.values())))
        now = step_down(time.time())
        os.utime(beside, (now, now))
        beside.replace(self._path)


def _summed(corrections: Iterable[Correction], areas: tuple[str, ...]) -> dict[int, dict[int, float]]:
    place = {area: index for index, area in enumerate(areas)}
    pushes: dict[int, dict[int, float]] = {}
    for correction in corrections:
        share = PUSH / max(1, len(correction.words))
        for area, push in ((correction.area, share), (correction.instead_of, -share)):
            if area in place:
                for word in correction.words:
                    row = pushes.setdefault(word, {})
                    row[place[area]] = row.get(place[area], 0.0) + push
    return pushes


def _digest(text: str) -> str:
    return sha256(search_key(text).encode()).hexdigest()[:16]


def _word_names(text: str) -> Iterator[str]:
    """Pairs of words, and single words long enough to carry a meaning of their own."""
    plain = [word.plain for word in read(text)]
    for at, word in enumerate(plain):
        yield f"w{word}"
        if at:
            yield f"b{plain[at - 1]} {word}"
