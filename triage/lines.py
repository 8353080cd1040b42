"""Labelled lines: the plain-text form they are written in, and the JSON Lines form they are checked in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from pathlib import Path

LONGEST_TEXT = 4000
"""Characters of the longest line that is taken: longer than any question may be."""
LONGEST_AREA = 40
"""Characters of the longest area id."""
STYLES = ("formal", "informal", "nodiacritics", "abbrev", "dialect", "english")


class Line(msgspec.Struct, frozen=True):
    """One question with its area; `situation` groups lines that say the same thing in other words."""

    text: str
    area: str
    second: str | None = None
    style: str = "informal"
    situation: str = ""


def read_jsonl(path: Path) -> list[Line]:
    """The lines of a JSON Lines file. Raises ValueError naming the first wrong line by number."""
    found = []
    for number, raw in enumerate(path.read_text(encoding="utf-8-sig").split("\n"), 1):
        if not raw.strip():
            continue
        try:
            line = msgspec.json.decode(raw, type=Line)
        except (msgspec.MsgspecError, RecursionError) as error:
            raise ValueError(f"{path.name}: line {number}: {error}") from error
        if len(line.text) > LONGEST_TEXT or not 0 < len(line.area.strip()) <= LONGEST_AREA:
            raise ValueError(f"{path.name}: line {number}: no area id, or too long a text or id")
        found.append(line)
    return found
