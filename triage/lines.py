"""Labelled lines: the plain-text form they are written in, and the JSON Lines form they are checked in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterator
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


def read_written(path: Path) -> Iterator[Line]:
    """The lines of a training file: the file's name is the area.

    `## style` opens a style, `text => area` names a second area, `~ text` says the line above in other words,
    `#` opens a comment.
    """
    style, situation = "informal", ""
    for raw in path.read_text(encoding="utf-8").splitlines():
        text = raw.strip()
        if text.startswith("## "):
            style = text[3:].strip()
        elif text and not text.startswith("#"):
            again = text.startswith("~ ")
            text, _, second = text.removeprefix("~ ").partition(" => ")
            situation = situation if again else text
            area = path.stem.partition("-")[0]
            yield Line(text.strip(), area, second.strip() or None, style, situation)
