"""What both text fields share to take Vietnamese as it is typed: composition, and limits people can count."""

from __future__ import annotations

import unicodedata

from meeting.text.clean import clean, each_grapheme


def starts_with_mark(text: str) -> bool:
    """Whether `text` begins with a combining mark, which belongs to the letter before it."""
    return bool(text) and unicodedata.combining(text[0]) != 0


def composed(before: str, text: str) -> tuple[int, str]:
    """`text` typed after `before`: how many characters of `before` it changes, and what stands in their place.

    A bare mark (the Windows Vietnamese layout sends those) pulls in its base letter, then all is NFC.
    """
    taken = 0
    if starts_with_mark(text):
        while taken < len(before):
            taken += 1
            if not unicodedata.combining(before[-taken]):
                break
    whole = before[len(before) - taken :] + text
    return taken, unicodedata.normalize("NFC", whole)


def one_line(text: str) -> str:
    """Pasted text as one line with nothing a terminal could obey."""
    return clean(text, lines=1).text


PASTED_CHARACTERS = 1_000_000
"""Most of a paste that is looked at for lines."""


def several_lines(text: str) -> list[str]:
    """The lines of a pasted text that say something, each with nothing a terminal could obey."""
    lines = (one_line(line) for line in text[:PASTED_CHARACTERS].splitlines())
    return [line for line in lines if line]


def first_graphemes(text: str, count: int) -> str:
    """The first `count` characters of `text` as people see them."""
    if len(text) <= count:
        return text
    kept = []
    for number, grapheme in enumerate(each_grapheme(text)):
        if number >= count:
            break
        kept.append(grapheme)
    return "".join(kept)


def last_grapheme(text: str) -> int:
    """How many code points the last character of `text` has; 0 for no text."""
    last = ""
    for grapheme in each_grapheme(text[-64:]):
        last = grapheme
    return len(last)
