"""Reads text without columns as rows: one question a paragraph or a line, its numbering taken off."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from intake.formulas import is_formula
from intake.sheet import SourceRow
from intake.titles import is_title, unit_named

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_NUMBER = (
    r"\s*(?:(?:câu(?: hỏi)?|ý kiến|kiến nghị)\s*(?:số\s*|thứ\s*)?\d{1,4}\s*[:.)\-–]\s*"
    r"|\(?\d{1,4}\s*[.)/:]\s+|\(?\d{1,4}[.)](?=[^\W\d_])|\d{1,3}[-–]\s+(?!\d)|(?-i:[IVX]{1,5})[.)/]\s+)"
)
_NUMBERED = re.compile(_NUMBER, re.IGNORECASE)
_NUMBERING = re.compile(rf"{_NUMBER}|\s*[-–—•*+]\s+", re.IGNORECASE)
_COUNTED = re.compile(r"\s*(?:(?:câu(?: hỏi)?|ý kiến|kiến nghị)\s*(?:số\s*)?)?\(?\d", re.IGNORECASE)
_GROUP = re.compile(r"\s*(?:[IVX]{1,5}|[A-H])[.)/]\s+")
_POINT = re.compile(r"\s*(?:[-–—•*+]|[a-zđ][.)])\s+")
_ENDED = re.compile(r"[.?!:;…”\"]\s*$")


Line = tuple[int, str]
"""A line with the number it has in the file."""


def numbered(lines: Iterable[str]) -> list[Line]:
    """The lines of a text, numbered from 1."""
    return [*enumerate(lines, start=1)]


def is_numbered(line: str) -> bool:
    """Whether a line begins with a number of a list."""
    return _NUMBERED.match(line) is not None


def _blocks(lines: Sequence[Line]) -> Iterator[Line]:
    """The paragraphs between empty lines, with the number of their first line."""
    first, held = 0, list[str]()
    for number, line in [*lines, (0, "")]:
        if line.strip():
            first = first if held else number
            held.append(line.strip())
        elif held:
            yield first, "\n".join(held)
            held = []


def _are_blocks(lines: Sequence[Line]) -> bool:
    """Whether empty lines divide questions of several lines, rather than every line being a question."""
    blocks = list(_blocks(lines))
    beginnings = {first for first, _ in blocks}
    written = [(number, line) for number, line in lines if line.strip()]
    inside = (line for number, line in written if number not in beginnings)
    return 1 < len(blocks) < len(written) and not any(map(_NUMBERING.match, inside))


def _is_list(lines: Sequence[Line]) -> bool:
    return sum(is_numbered(line) for _, line in lines) > 1


def _unwrapped(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines, where a numbered list was wrapped at its right edge put together again: each with its number."""
    is_list = _is_list(lines)
    first, held = 0, ""
    for number, line in lines:
        if is_list and _NUMBERED.match(held) and _goes_on(held, line):
            held = f"{held} {line.strip()}"
            continue
        if held.strip():
            yield first, held
        first, held = number, line
    if held.strip():
        yield first, held


def _goes_on(held: str, line: str) -> bool:
    """Whether `line` continues the sentence of the one before: it was not ended, and this begins small."""
    return line.strip()[:1].islower() and not _ENDED.search(held) and not _NUMBERING.match(line)


def rows_of(lines: Sequence[Line]) -> Iterator[SourceRow]:
    """One row a question, numbered by the line it begins on.

    In a numbered list a line without a number that names whose questions follow is their title, and points below a line
    that ends with a colon are parts of it.
    """
    is_list = _is_list(lines)
    found = _blocks(lines) if _are_blocks(lines) else _unwrapped(lines)
    listed = [*_with_parts(found)]
    for place, (number, text) in enumerate(listed):
        below = listed[place + 1][1] if place + 1 < len(listed) else ""
        heads = is_formula(text) or (
            is_list
            and _heads(text, below, is_first=not any(is_numbered(line) for _, line in listed[: place + 1]))
        )
        bare = _NUMBERING.sub("", text, count=1).strip() if _NUMBERING.match(text) else text.strip()
        if bare:
            yield SourceRow("", number, (bare,), is_heading=heads)


def _heads(text: str, below: str, *, is_first: bool) -> bool:
    """Whether a line of a list numbered 1, 2, 3 is a title over the line below, by its own number or without one."""
    if is_first and is_title(text) and text.isupper():
        return True
    if not _COUNTED.match(below) or _COUNTED.match(text) or not is_title(text):
        return False
    is_group = _GROUP.match(text) is not None
    return is_group or unit_named(text) != ""


def _with_parts(found: Iterable[Line]) -> Iterator[Line]:
    """The lines, with the points of a list behind the line that announces them."""
    first, held = 0, ""
    for number, text in found:
        if _POINT.match(text) and (held.rstrip().endswith(":") or "\n" in held):
            held = f"{held}\n{text.strip()}"
            continue
        if held.strip():
            yield first, held
        first, held = number, text
    if held.strip():
        yield first, held
