"""Folding for search, sorting and duplicates: the same words match with and without diacritics."""

from __future__ import annotations

import unicodedata


class _Bare(dict[int, str]):
    """Each character without its marks, worked out once: a queue of thousands is folded at the first search."""

    def __missing__(self, code: int) -> str:
        decomposed = unicodedata.normalize("NFD", chr(code))
        # Unicode does not decompose the letter đ.
        bare = "".join(c for c in decomposed if unicodedata.category(c) != "Mn").replace("đ", "d")
        self[code] = bare
        return bare


_BARE = _Bare()


def fold(text: str) -> str:
    """`text` in lower case without diacritics and with single spaces.

    Old and new tone placement (hòa, hoà) fold to the same letters because all marks go.
    """
    return " ".join(text.casefold().translate(_BARE).split())


def search_key(text: str) -> str:
    """`fold`, with y written i, so that quý and quí, kỹ and kĩ find each other."""
    return fold(text).replace("y", "i")


_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANK = {letter: rank for rank, letter in enumerate(_ALPHABET)}
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}


def _letter_key(letter: str) -> tuple[int, int]:
    """Rank in the Vietnamese alphabet, then the tone in dictionary order: ngang huyền hỏi ngã sắc nặng."""
    tone = 0
    bare = ""
    for part in unicodedata.normalize("NFD", letter):
        if part in _TONES:
            tone = _TONES[part]
        else:
            bare += part
    base = unicodedata.normalize("NFC", bare)
    return _RANK.get(base, len(_ALPHABET) + ord(base[0]) if base else 0), tone


NUMBER_DIGITS = 18
"""Longest run of digits that is read as a number."""

WordKey = tuple[tuple[int, ...], tuple[int, ...]]
SortKey = tuple[WordKey, ...]

NUMBER = -1
"""The rank of a number, before every letter: "Đội 2" stands before "Đội 10"."""


def _word_key(word: str) -> WordKey:
    """The letters of a word, then its tones: a tone decides only between words of the same letters (Quý, Quyên)."""
    if word.isdecimal() and len(word) <= NUMBER_DIGITS:
        return (NUMBER, int(word)), ()
    letters = [_letter_key(letter) for letter in word]
    return tuple(rank for rank, _ in letters), tuple(tone for _, tone in letters)


def _sort_key(words: list[str]) -> SortKey:
    return tuple(_word_key(word) for word in words)


def text_key(text: str) -> SortKey:
    """A sort key for units, titles and names of files: word by word, in the Vietnamese alphabet."""
    return _sort_key(unicodedata.normalize("NFC", text).lower().split())


def name_key(name: str) -> SortKey:
    """A sort key for personal names: by the last word first (the given name), in the Vietnamese alphabet."""
    words = unicodedata.normalize("NFC", name).lower().split()
    return _sort_key(words[-1:] + words[:-1])
