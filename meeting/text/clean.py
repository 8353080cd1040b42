"""The one cleaner of people's text, applied at every door: phones, imports, keyboard.

Characters are removed by class, never by recognising a sequence, so that no control sequence can be rebuilt from
what is left. The words stay: the aim is a faithful record.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from meeting import limits
from meeting.refusal import Refusal
from meeting.text.unsafe import JOINERS

if TYPE_CHECKING:
    from collections.abc import Iterator

_NEWLINES = re.compile("\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")

# Letters by category that draw nothing: Hangul fillers and the empty braille cell.
_BLANKS = frozenset("\u115f\u1160\u3164\uffa0\u2800")
_VARIATION_SELECTORS = range(0xFE00, 0xFE10)
_NONCHARACTER_BITS = 0xFFFE

_MARKS_TOGETHER = 30
"""Most combining marks in a row that are put in order: the bound of the Stream-Safe Text Format (UAX #15, 13.1).
Without one, ordering takes time with the square of their number."""


class Cleaned(NamedTuple):
    """Text that is safe to keep, and how many characters were taken out of what was sent."""

    text: str
    removed: int


def _belongs_to_joining_script(character: str) -> bool:
    """Whether a zero-width joiner beside `character` changes how it is drawn: emoji, Arabic and Indic letters."""
    return unicodedata.category(character) in {"So", "Sk"} or (
        unicodedata.category(character) in {"Lo", "Mn", "Mc"} and 0x0600 <= ord(character) < 0x1000
    )


def _is_forbidden(character: str) -> bool:
    """Controls, formats (bidi, zero-width, tags), surrogates, private use, unassigned and noncharacters."""
    return (
        unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co", "Cn"}
        or ord(character) & _NONCHARACTER_BITS == _NONCHARACTER_BITS
        or 0xE0100 <= ord(character) <= 0xE01EF
    )


def _kept_characters(line: str) -> str:
    """One line without what must not stay; see the module's opening for why by class."""
    kept: list[str] = []
    marks = joins = 0
    for position, character in enumerate(line):
        if character in JOINERS:
            following = line[position + 1 : position + 2]
            if (
                kept
                and following
                and kept[-1] not in JOINERS
                and (_belongs_to_joining_script(kept[-1]) or ord(kept[-1]) in _VARIATION_SELECTORS)
                and _belongs_to_joining_script(following)
                and joins < limits.JOINS_PER_LETTER
            ):
                kept.append(character)
                joins += 1
            continue
        if character == "\t" or character in _BLANKS or unicodedata.category(character) == "Zs":
            kept.append(" ")
            marks = joins = 0
        elif _is_forbidden(character):
            continue
        elif unicodedata.category(character) in {"Mn", "Me"}:
            is_selector = ord(character) in _VARIATION_SELECTORS
            if not kept or kept[-1] == " " or marks >= limits.MARKS_PER_LETTER:
                continue
            if is_selector and ord(kept[-1]) in _VARIATION_SELECTORS:
                continue
            kept.append(character)
            marks += 1
        else:
            joins = joins if kept and kept[-1] in JOINERS else 0
            kept.append(character)
            marks = 0
    return "".join(kept)


def _stream_safe(text: str) -> str:
    """`text` without what a run of combining marks has beyond `_MARKS_TOGETHER`."""
    if text.isascii():
        return text
    kept: list[str] = []
    run = 0
    for character in text:
        run = run + 1 if unicodedata.combining(character) else 0
        if run <= _MARKS_TOGETHER:
            kept.append(character)
    return "".join(kept)


_SAFE = "!-~\u00a1-\u00ac\u00ae-\u02af\u1e00-\u1eff\u2010-\u2014\u2018-\u201d\u2026"
_PLAIN = re.compile(f"[{_SAFE}]++(?: [{_SAFE}]++)*+")
"""One line of what most texts are made of, Vietnamese among it, with single spaces: nothing to clean in it."""


def clean(text: str, *, lines: int = limits.QUESTION_LINES) -> Cleaned:
    """`text` in NFC with safe characters only, single spaces and at most `lines` lines.

    Never raises; the result may be empty. Cleaning what is already clean changes nothing.
    """
    if _PLAIN.fullmatch(text) and unicodedata.is_normalized("NFC", text):
        return Cleaned(text, 0)
    safe = _stream_safe(text)
    removed, cleaned = len(text) - len(safe), _cleaned_once(safe, lines)
    # Marks that meet when what stood between them is gone combine and are counted anew; each turn leaves fewer.
    while cleaned.text != safe:
        removed, safe = removed + cleaned.removed, cleaned.text
        cleaned = _cleaned_once(safe, lines)
    return Cleaned(cleaned.text, removed)


def _cleaned_once(text: str, lines: int) -> Cleaned:
    normal = unicodedata.normalize("NFC", text)
    kept_lines: list[str] = []
    removed = 0
    for line in _NEWLINES.split(normal):
        kept = _kept_characters(line)
        removed += len(line) - len(kept)
        shown = " ".join(kept.split())
        if shown:
            kept_lines.append(shown)
    head, tail = kept_lines[: lines - 1], kept_lines[lines - 1 :]
    joined = "\n".join([*head, " ".join(tail)]) if tail else "\n".join(head)
    return Cleaned(unicodedata.normalize("NFC", joined), removed)


def each_grapheme(text: str) -> Iterator[str]:
    """The characters of `text` one by one, as people see them."""
    from wcwidth import iter_graphemes  # large tables: not before somebody types or a text is counted

    return iter_graphemes(text)


def graphemes(text: str) -> int:
    """How many characters a person sees in `text`."""
    return sum(1 for _ in each_grapheme(text))


def check_length(text: str, field: str, limit: int) -> None:
    """Raise Refusal ``too-long`` for a text with more than `limit` characters as people see them.

    One that hides too much behind them is refused by its code points, before they are looked at one by one.
    """
    if len(text) <= limit:
        return  # nobody sees more characters than there are code points
    if len(text) > limit * limits.CODE_POINTS_PER_CHARACTER:
        raise Refusal("too-long", field=field, limit=limit, length=len(text))
    if (length := graphemes(text)) > limit:
        raise Refusal("too-long", field=field, limit=limit, length=length)


def check_size(text: str, field: str, limit: int) -> None:
    """Raise Refusal ``too-long`` for a text that is too large to be cleaned, whatever would be left of it.

    White space is not counted; everything else is, as code points.
    """
    if len(text) > limit * limits.CODE_POINTS_PER_CHARACTER:
        check_length(" ".join(text.split()), field, limit)


def clean_line(text: str, field: str, *, limit: int = limits.LINE_GRAPHEMES) -> str:
    """A one-line text. Raises Refusal ``too-long`` naming `field`; empty is allowed."""
    check_size(text, field, limit)
    cleaned = clean(text, lines=1).text
    check_length(cleaned, field, limit)
    return cleaned


def require_line(text: str, field: str, *, limit: int = limits.LINE_GRAPHEMES) -> str:
    """A one-line text that must say something. Raises Refusal ``empty`` or ``too-long`` naming `field`."""
    cleaned = clean_line(text, field, limit=limit)
    if not cleaned:
        raise Refusal("empty", field=field)
    return cleaned


def require_text(text: str, field: str, *, limit: int, lines: int) -> Cleaned:
    """A text of several lines that must say something. Raises Refusal ``empty`` or ``too-long`` naming `field`."""
    check_size(text, field, limit)
    cleaned = clean(text, lines=lines)
    if not cleaned.text:
        raise Refusal("empty", field=field)
    check_length(cleaned.text, field, limit)
    return cleaned
