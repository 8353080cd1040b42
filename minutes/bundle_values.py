"""What the texts of a bundle's documents must be beyond their type: dates, times, figures, signatures, numbers.

A record's own documents were made by commands, which refuse anything else; a bundle may come from anywhere.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import msgspec

from meeting.commands.obligations import require_day
from meeting.commands.register import DIRECTIONS
from meeting.model.register import Letter
from meeting.pledges.signature import strokes
from meeting.refusal import Refusal
from meeting.text.amounts import parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from meeting.state import State


def _day(text: str) -> None:
    require_day(text, "day")


def _time(text: str) -> None:
    require_day(datetime.fromisoformat(text).date().isoformat(), "time")


def _figure(text: str) -> None:
    parse(text)


DAYS = frozenset({"planned_on", "held_on", "settled_on", "deadline", "on"})
FIGURES = frozenset({"indicator", "plan", "value", "amount"})


def _rule(field: str) -> Callable[[str], object] | None:
    """What a text in a field of this name is read by, wherever it stands; None where any text will do."""
    if field in DAYS:
        return _day
    if field == "at" or field.endswith("_at"):
        return _time
    if field in FIGURES:
        return _figure
    return strokes if field == "signature" else None


def check(state: State) -> None:
    """Raises Refusal ``bundle-unreadable`` naming the first document with a value no command would have made."""
    for table, rows in state.tables.items():
        for number, document in rows.items():
            if getattr(document, "number", number) != number:
                raise Refusal("bundle-unreadable", why=f"{table} {number}: number")
            for field in _wrong(document):
                raise Refusal("bundle-unreadable", why=f"{table} {number}: {field}")


def _wrong(value: Any) -> Iterator[str]:
    """The fields of a document, and of all within it, that hold what they cannot."""
    if isinstance(value, tuple):
        for part in value:
            yield from _wrong(part)
    if not isinstance(value, msgspec.Struct):
        return
    if isinstance(value, Letter) and value.direction not in DIRECTIONS:
        yield "direction"
    for field in value.__struct_fields__:
        held = getattr(value, field)
        if field == "levels":
            yield from (field for level in held.values() if not _reads(_figure, level))
        elif isinstance(held, str):
            rule = _rule(field) if held else None
            if rule is not None and not _reads(rule, held):
                yield field
        else:
            yield from _wrong(held)


def _reads(rule: Callable[[str], object], text: str) -> bool:
    try:
        rule(text)
    except (Refusal, ValueError):
        return False
    return True
