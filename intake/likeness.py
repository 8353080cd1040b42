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


def same_words(text: str) -> str:
    """What two texts have in common that say the same: their words without diacritics, case and punctuation."""
    return " ".join(re.findall(r"\w+", search_key(text)))


def spelt(text: str) -> str:
    """The words of a text with their tone marks, however these are placed, without case and punctuation."""
    plain = unicodedata.normalize("NFD", unified(unicodedata.normalize("NFC", text.casefold()))).replace(
        "y", "i"
    )
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFC", plain)))


def says_nothing(text: str) -> bool:
    """Whether a text says no more than yes, no, or that there is nothing to say."""
    words = " ".join(re.findall(r"\w+", fold(text)))
    return words in _SAYS_NOTHING or _ONLY_DOTS.fullmatch(text) is not None


class Same(NamedTuple):
    """What says the same as a row: an item of the meeting by its number, or a row of the file; 0 for neither."""

    number: int = 0
    row: int = 0


class Likeness:
    """Finds what was said before: in the meeting, and in the rows above."""

    def __init__(self) -> None:
        self._spelt: dict[str, Same] = {}
        self._folded: dict[str, Same] = {}

    def remember(self, text: str, same: Same) -> None:
        """From now on `text` has been said."""
        self._spelt.setdefault(spelt(text) or text, same)
        self._folded.setdefault(same_words(text) or text, same)

    def same(self, text: str) -> Same | None:
        """What says the same, word for word."""
        return self._spelt.get(spelt(text) or text)

    def alike(self, text: str) -> Same:
        """What says the same but for tone marks; neither if there is nothing."""
        return self._folded.get(same_words(text) or text, Same())
