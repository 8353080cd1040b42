"""Concepts: ideas that people say in many ways, found in a line by their phrases."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from meeting.text.folding import fold
from triage.reading import marked_form
from triage.words.lists import word_list

if TYPE_CHECKING:
    from collections.abc import Sequence

    from triage.reading import Word

LONGEST_PHRASE = 4
"""Words in the longest phrase that is looked for."""


@cache
def _phrases(*, marked: bool) -> dict[str, tuple[str, ...]]:
    """Phrases and their concepts. Without diacritics single words are left out: "ban" may be bán, bàn, bạn or ban."""
    found: dict[str, set[str]] = {}
    for concept, listed in word_list("concepts").items():
        for phrase in (listed if marked else fold(listed)).split(","):
            words = phrase.split()
            if marked or len(words) > 1:
                known = " ".join(map(marked_form, words) if marked else words)
                found.setdefault(known, set()).add(concept)
    return {phrase: tuple(sorted(concepts)) for phrase, concepts in found.items()}


def concepts(words: Sequence[Word]) -> list[str]:
    """The concepts in a line as read, each once, in alphabetical order."""
    marked = any(word.marked for word in words)
    phrases = _phrases(marked=marked)
    spelt_words = [word.marked or word.plain if marked else word.plain for word in words]
    found: set[str] = set()
    for start in range(len(spelt_words)):
        for end in range(start + 1, min(start + LONGEST_PHRASE, len(spelt_words)) + 1):
            found.update(phrases.get(" ".join(spelt_words[start:end]), ()))
    return sorted(found)
