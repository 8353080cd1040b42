"""What triage tells the desk of every question: hints at care, and which others say much the same.

It is worked out a few questions at a time, when the desk asks, on the triage's own thread; nothing here acts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import language
from triage.duplicates import DuplicateIndex
from triage.hints import hints

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from meeting.state import State
    from triage.hints import Hint

LOOKED_AT = 25
"""Questions looked at for one asking: the phones' own suggestions wait behind it."""

ALIKE = 20
"""Most questions that one is said to be like."""


class Advised(NamedTuple):
    """One question: those like it, and its hints."""

    number: int
    alike: tuple[int, ...]
    hints: tuple[Hint, ...]


class AdviceNews(NamedTuple):
    """What changed since a revision, the revision now, and how many questions are still to be looked at."""

    revision: int
    pending: int
    changed: list[Advised]


class DeskAdvice:
    """Keeps up with every question that stands for itself, shown to phones or not."""

    def __init__(self, state: State, rules: Path) -> None:
        self._state = state
        self._rules = rules
        self._index = DuplicateIndex()
        self._alike: dict[int, set[int]] = {}
        self._hints: dict[str, dict[int, tuple[Hint, ...]]] = {code: {} for code in language.LANGUAGES}
        self._stale = dict.fromkeys(state.questions)
        self._revision = 0
        self._changed: dict[int, int] = {}

    def follow(self, numbers: Iterable[int]) -> None:
        """These questions came, were worded anew, or stand otherwise than before."""
        self._stale.update(dict.fromkeys(numbers))

    def news(self, after: int, lang: str) -> AdviceNews:
        """Look at some of what is new, and tell what changed since revision `after` (0: everything known)."""
        for number in list(self._stale)[:LOOKED_AT]:
            del self._stale[number]
            self._look_at(number)
        told = [
            Advised(number, tuple(sorted(self._alike.get(number, ()))), self._hints[lang].get(number, ()))
            for number, revision in self._changed.items()
            if revision > after
        ]
        return AdviceNews(self._revision, len(self._stale), told)

    def _touch(self, number: int) -> None:
        self._revision += 1
        self._changed[number] = self._revision

    def _look_at(self, number: int) -> None:
        for other in self._alike.pop(number, set()):
            self._alike[other].discard(number)
            self._touch(other)
        for found in self._hints.values():
            found.pop(number, None)
        question = self._state.questions.get(number)
        if question is None or not question.is_alive or question.is_withdrawn:
            self._index.remove(number)
        else:
            self._index.add(number, question.text)
            self._compare(number, question.text)
            for code, found in self._hints.items():
                with language.using(code):
                    found[number] = tuple(hints(question.text, self._rules))
        self._touch(number)

    def _compare(self, number: int, text: str) -> None:
        for match in self._index.similar(text, ALIKE + 1):
            if match.id != number:
                self._alike.setdefault(number, set()).add(match.id)
                self._alike.setdefault(match.id, set()).add(number)
                self._touch(match.id)
