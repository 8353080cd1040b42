"""Tells whether a word can be a Vietnamese syllable: how a wrong reading of a file is told from a right one."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")

_ONSETS = "ngh|ng|nh|kh|gh|gi|ph|th|tr|ch|qu|[bcdđghklmnprstvx]"
_NUCLEI = (
    "iêu|yêu|oai|oao|oay|oeo|uây|uôi|uya|uyê|uyu|ươi|ươu|"
    "ai|ao|au|ay|âu|ây|eo|êu|ia|iê|iu|oa|oă|oe|oi|ôi|ơi|ua|uâ|uê|ui|uô|uơ|uy|ưa|ươ|ưi|ưu|yê|"
    "[aăâeêioôơuưy]"
)
_CODAS = "ng|nh|ch|[cmnpt]"
_SYLLABLE = re.compile(f"(?:{_ONSETS})?(?:{_NUCLEI})(?:{_CODAS})?")
_WORD = re.compile(r"[^\W\d_]+")


def is_syllable(word: str) -> bool:
    """Whether `word` is spelt like a Vietnamese syllable with at most one tone, in any case of letters."""
    letters: list[str] = []
    tones = 0
    for part in unicodedata.normalize("NFD", word.lower()):
        if part in _TONES:
            tones += 1
        else:
            letters.append(part)
    return tones <= 1 and _SYLLABLE.fullmatch(unicodedata.normalize("NFC", "".join(letters))) is not None


def marked_words(text: str) -> Iterable[str]:
    """The words of `text` with a letter beyond ASCII: the only ones that a wrong reading spoils."""
    return (word for word in _WORD.findall(unicodedata.normalize("NFC", text)) if not word.isascii())


def plausibility(text: str) -> float:
    """The part (0 to 1) of the marked words in `text` that are possible syllables; 1 if there are none."""
    words = list(marked_words(text))
    return sum(map(is_syllable, words)) / len(words) if words else 1.0
