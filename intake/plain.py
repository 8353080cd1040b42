"""Reads text without columns as rows: one question a paragraph or a line, its numbering taken off."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from intake.sheet import Row

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_NUMBER = (
    r"\s*(?:(?:câu(?: hỏi)?|ý kiến|kiến nghị)\s*(?:số\s*|thứ\s*)?\d{1,4}\s*[:.)\-–]\s*"
    r"|\(?\d{1,4}\s*[.)/:]\s+|\(?\d{1,4}[.)](?=[^\W\d_])|(?-i:[IVX]{1,5})[.)/]\s+)"
)
_NUMBERED = re.compile(_NUMBER, re.IGNORECASE)
_NUMBERING = re.compile(rf"{_NUMBER}|\s*[-–—•*+]\s+", re.IGNORECASE)
_ENDED = re.compile(r"[.?!:;…”\"]\s*$")


def _blocks(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The paragraphs between empty lines, with the number of their first line."""
    first, held = 0, list[str]()
    for number, line in enumerate([*lines, ""], start=1):
        if line.strip():
            first = first if held else number
            held.append(line.strip())
        elif held:
            yield first, "\n".join(held)
            held = []


def _are_blocks(lines: Sequence[str]) -> bool:
    """Whether empty lines divide questions of several lines, rather than every line being a question."""
    blocks = list(_blocks(lines))
    beginnings = {first for first, _ in blocks}
    written = [number for number, line in enumerate(lines, start=1) if line.strip()]
    inside = (number for number in written if number not in beginnings)
    return 1 < len(blocks) < len(written) and not any(
        _NUMBERING.match(lines[number - 1]) for number in inside
    )


def _unwrapped(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The lines, where a numbered list was wrapped at its right edge put together again: each with its number."""
    is_list = sum(_NUMBERED.match(line) is not None for line in lines) > 1
    first, held = 0, ""
    for number, line in enumerate(lines, start=1):
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


def rows_of(lines: Sequence[str]) -> Iterator[Row]:
    """One row a question, numbered by the line it begins on."""
    found = _blocks(lines) if _are_blocks(lines) else _unwrapped(lines)
    for number, text in found:
        bare = _NUMBERING.sub("", text, count=1).strip() if _NUMBERING.match(text) else text.strip()
        if bare:
            yield Row("", number, (bare,))
