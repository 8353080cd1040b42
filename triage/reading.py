"""Reading a spoken line: from what a person typed to plain words, whatever the keyboard or dialect did to it."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple

from meeting.text.folding import fold
from triage.syllables import is_syllable, untelex
from triage.words.lists import word_list

_WORD = re.compile(r"[^\W_]+")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_MARKS = frozenset(_TONES + "\u0302\u0306\u031b")
ENGLISH_WORDS = 2
"""So many English words at least make an English line: no Telex decoding, no abbreviations."""


class Word(NamedTuple):
    """One word as read: `plain` without diacritics; `marked` with them, the tone last ("" in a line that has none)."""

    plain: str
    marked: str


@cache
def marked_form(token: str) -> str:
    """`token` with its tone moved to the end, so that hòa and hoà are the same word."""
    parts = unicodedata.normalize("NFD", token)
    tone = "".join(c for c in parts if c in _TONES)
    return unicodedata.normalize("NFC", "".join(c for c in parts if c not in _TONES)) + tone


def _repaired(token: str) -> str:
    """`token` without the letters an editor lost control of: "đươợc" is được, "viêệt" is việt.

    Two neighbouring letters with the same base are one letter typed twice when the first carries a mark.
    """
    kept = ""
    for letter in token:
        if kept:
            before, now = unicodedata.normalize("NFD", kept[-1]), unicodedata.normalize("NFD", letter)
            if before[0] == now[0] and any(c in _MARKS for c in before[1:]):
                kept = kept[:-1]
        kept += letter
    return kept


def _has_marks(text: str) -> bool:
    return "đ" in text or any(c in _MARKS for c in unicodedata.normalize("NFD", text))


def read(text: str) -> list[Word]:
    """The words of `text`: abbreviations and dialect written out, slips repaired, English words with their meaning."""
    lowered = unicodedata.normalize("NFC", text).lower()
    tokens = _WORD.findall(lowered)
    marked = _has_marks(lowered)
    english = not marked and _is_english(tokens)
    words: list[Word] = []
    for token in tokens:
        words.extend(_read_english(token) if english else _read_vietnamese(token, marked=marked))
    return words


def _is_english(tokens: list[str]) -> bool:
    """Whether at least two words, and at least half of all, are common English or in the glossary."""
    known = sum(token in word_list("english") or token in word_list("glossary") for token in tokens)
    return known >= ENGLISH_WORDS and known * 2 >= len(tokens)


@lru_cache(maxsize=8192)
def _read_english(token: str) -> tuple[Word, ...]:
    meaning = word_list("glossary").get(token, "").split()
    return (Word(token, ""), *(Word(fold(part), "") for part in meaning))


@lru_cache(maxsize=8192)
def _read_vietnamese(token: str, *, marked: bool) -> tuple[Word, ...]:
    token = _repaired(token)
    for name in ("abbreviations", "dialect"):
        if token in word_list(name):
            written_out = word_list(name)[token].split()
            return tuple(Word(fold(part), marked_form(part) if marked else "") for part in written_out)
    plain = fold(token)
    if token.isascii() and not token.isdigit() and not is_syllable(token):
        if token in word_list("glossary"):
            return _read_english(token)
        return (Word(untelex(token) or plain, ""),)
    return (Word(plain, marked_form(token) if marked else ""),)
