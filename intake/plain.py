"""Reads text without columns as rows: one question a paragraph or a line, its numbering taken off."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from intake.sheet import Row

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_NUMBERING = re.compile(
    r"^\s*(?:(?:câu(?: hỏi)?|ý kiến|kiến nghị)\s*(?:số\s*)?\d{1,4}\s*[:.)\-]\s*|\d{1,4}\s*[.)/:]\s+|[-–—•*+]\s+)",
    re.IGNORECASE,
)


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


def rows_of(lines: Sequence[str]) -> Iterator[Row]:
    """One row a question, numbered by the line it begins on."""
    found = _blocks(lines) if _are_blocks(lines) else enumerate(lines, start=1)
    for number, text in found:
        bare = _NUMBERING.sub("", text, count=1).strip()
        if bare:
            yield Row("", number, (bare,))
