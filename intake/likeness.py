"""When two texts say the same, and when one says nothing: a form asks everybody, and many have no question."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from meeting.text.folding import fold, search_key
from meeting.text.tones import unified

_SAYS_NOTHING = frozenset(
    {
        *(
            "co",
            "khong",
            "khong co",
            "khong co y kien",
            "khong y kien",
            "khong co cau hoi",
            "khong co gi",
            "khong a",
            "da co",
        ),
        *(
            "nhat tri",
            "dong y",
            "ok",
            "oke",
            "okay",
            "yes",
            "no",
            "none",
            "nothing",
            "n a",
            "na",
            "x",
            "da",
            "vang",
        ),
        *(
            "khong co y kien gi",
            "khong co y kien gi them",
            "khong co kien nghi",
            "khong co de xuat",
            "cam on",
            "tot",
            "ro",
        ),
        *(
            "co y kien",
            "khong co noi dung",
            "nhu tren",
            "da ro",
            "hoan toan nhat tri",
            "nhat tri cao",
            "khong co them",
        ),
    }
)
"""Answers that say no more than yes or no, folded."""


_ONLY_DOTS = re.compile(r"[-–—.…/\s]*")
_WORD = re.compile(r"\w+")

_LONGEST_NOTHING = 200
"""A longer text says something, or is dots that are better looked at."""


class _Words(NamedTuple):
    """A text as it is compared: its words with their tone marks, however these are placed, and without any."""

    spelt: str
    folded: str


def _words(text: str) -> _Words:
    """The words of a text without case and punctuation, y written i; the text itself where it has no words."""
    plain = unicodedata.normalize("NFD", unified(unicodedata.normalize("NFC", text.casefold())))
    spelt = " ".join(_WORD.findall(unicodedata.normalize("NFC", plain.replace("y", "i"))))
    return _Words(spelt or text, search_key(spelt) or text)


def says_nothing(text: str) -> bool:
    """Whether a text says no more than yes, no, or that there is nothing to say."""
    if len(text) > _LONGEST_NOTHING:
        return False
    return " ".join(_WORD.findall(fold(text))) in _SAYS_NOTHING or _ONLY_DOTS.fullmatch(text) is not None


class Same(NamedTuple):
    """What says the same as a row: an item of the meeting by its number, or a row of the file; 0 for neither."""

    number: int = 0
    row: int = 0


class Found(NamedTuple):
    """What said the same before: word for word, and but for tone marks."""

    same: Same | None
    alike: Same


class Likeness:
    """Finds what was said before: in the meeting, and in the rows above."""

    def __init__(self) -> None:
        self._spelt: dict[str, Same] = {}
        self._folded: dict[str, Same] = {}

    def remember(self, text: str, same: Same) -> None:
        """From now on `text` has been said."""
        self._remember(_words(text), same)

    def find(self, text: str, same: Same | None = None) -> Found:
        """What said the same before. If nothing did word for word, `text` has been said from now on, by `same`."""
        words = _words(text)
        found = Found(self._spelt.get(words.spelt), self._folded.get(words.folded, Same()))
        if found.same is None and same is not None:
            self._remember(words, same)
        return found

    def _remember(self, words: _Words, same: Same) -> None:
        self._spelt.setdefault(words.spelt, same)
        self._folded.setdefault(words.folded, same)
