"""Numbered paragraphs of a document as items: what is a question of its own, a part of one, or a title above some."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from intake.formulas import is_formula
from intake.sheet import SourceRow
from intake.titles import is_title

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from intake.word.body import Paragraph
    from intake.word.numbering import Numbered

_KINDS = 4
_BULLETS = 1000
_ASKS = re.compile(r"\?['”\"»)]*\s*$")


class _Line(NamedTuple):
    """A paragraph with something in it; `level` counts from the outside, None for one without a number."""

    number: int
    text: str
    level: int | None
    is_bullet: bool
    is_heading: bool


class _Item(NamedTuple):
    number: int
    texts: list[str]
    level: int
    is_heading: bool


def _level(numbered: Numbered) -> int:
    """How deep a number stands: by its level in the list, then by its kind (I, 1, a), as lists are drawn by hand."""
    if numbered.is_bullet:
        return _BULLETS
    first = numbered.label.lstrip("(")[:1]
    kind = 1 if first.isdecimal() else 2 if first.islower() else 0
    return numbered.level * _KINDS + kind


def _lines(paragraphs: Sequence[Paragraph]) -> list[_Line]:
    return [
        _Line(
            one.number,
            one.text.strip(),
            None if one.numbered is None else _level(one.numbered),
            one.numbered is not None and one.numbered.is_bullet,
            (one.is_heading and not _ASKS.search(one.text))
            or (one.numbered is None and is_formula(one.text)),
        )
        for one in paragraphs
        if one.text.strip()
    ]


def rows_of(paragraphs: Sequence[Paragraph]) -> Iterator[SourceRow]:
    """One row an item or a title, numbered by its first paragraph; parts stand in the lines of their item."""
    for item in _items(_lines(paragraphs)):
        yield SourceRow("", item.number, ("\n".join(item.texts),), is_heading=item.is_heading)


def _items(lines: Sequence[_Line]) -> list[_Item]:
    items: list[_Item] = []
    begun = False
    for place, line in enumerate(lines):
        begun = begun or line.level is not None
        above = items[-1] if items else None
        is_item = above is not None and not above.is_heading
        if _heads(lines, place):
            items.append(
                _Item(line.number, [line.text], -1 if line.level is None else line.level, is_heading=True)
            )
        elif above is not None and is_item and _belongs(above, line):
            above.texts.append(f"- {line.text}" if line.is_bullet else line.text)
        else:
            # What is written before a list begins introduces it.
            introduces = line.level is None and not begun and not _ASKS.search(line.text)
            level = (
                line.level if line.level is not None else above.level if above is not None and is_item else 0
            )
            items.append(_Item(line.number, [line.text], level, is_heading=introduces))
    return items


def _belongs(item: _Item, line: _Line) -> bool:
    """Whether a paragraph is part of the item above: deeper in the list, or without a number and no question itself."""
    return not _ASKS.search(line.text) if line.level is None else line.level > item.level


def _heads(lines: Sequence[_Line], place: int) -> bool:
    """Whether a paragraph is a title: by its style, or because it reads like one and items stand below it.

    What reads like one behind the last item is a signature or a note, and no part of that item.
    """
    line = lines[place]
    if line.is_heading:
        return True
    if not is_title(line.text) or line.text.endswith((":", ",")):
        return False
    below = lines[place + 1].level if place + 1 < len(lines) else None
    if line.level is not None:
        return below is not None and below > line.level and not lines[place + 1].is_bullet
    goes_on = place > 0 and line.text[:1].islower()
    is_last = all(one.level is None for one in lines[place:])
    return not goes_on and (below is not None or is_last)
