"""Turns an editable table of Vietnamese holidays into a `Calendar`; whoever reads the file passes its content in."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from meeting.model.calendar import Calendar, Holiday
from meeting.refusal import Refusal
from meeting.text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

LONGEST_HOLIDAY = 15
"""Days one entry may cover; longer is a slip of the pen (the longest Tết so far had nine)."""

KEYS = frozenset({"on", "until", "name", "provisional", "source"})
"""What an entry may say. `source` is for the reader of the table only."""


_VIETNAMESE = r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})"
_BARE = re.compile(rf"^([ \t]*(?:on|until)[ \t]*=[ \t]*){_VIETNAMESE}", re.MULTILINE | re.ASCII)


def with_dates(text: str) -> str:
    """The text of a table, with dates written as ``on = 14/02/2026`` as TOML writes them."""
    return _BARE.sub(lambda found: f"{found[1]}{found[4]}-{int(found[3]):02}-{int(found[2]):02}", text)


def _as_iso(written: str) -> str:
    """A day written in Vietnamese, day first, as ISO 8601 has it; anything else as it is."""
    found = re.fullmatch(_VIETNAMESE, written.strip(), re.ASCII)
    return f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}" if found else written.strip()


def _day(entry: Mapping[str, Any], key: str, where: str) -> date:
    value = entry.get(key)
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        return date.fromisoformat(_as_iso(str(value)))
    except ValueError:
        raise Refusal("bad-holiday-table", where=f"{where}.{key}") from None


def _entry(entry: object, where: str) -> Iterator[Holiday]:
    """The days of one entry. Raises Refusal ``bad-holiday-table`` naming the place."""
    if not isinstance(entry, dict) or not entry.keys() <= KEYS:
        raise Refusal("bad-holiday-table", where=where)
    first = _day(entry, "on", where)
    last = _day(entry, "until", where) if "until" in entry else first
    if not 0 <= (last - first).days < LONGEST_HOLIDAY:
        raise Refusal("bad-holiday-table", where=f"{where}.until")
    name = clean_line(str(entry.get("name", "")), f"{where}.name")
    for offset in range((last - first).days + 1):
        on = (first + timedelta(days=offset)).isoformat()
        yield Holiday(on, name, provisional=entry.get("provisional") is True)


def _list(table: Mapping[str, Any], key: str) -> tuple[Holiday, ...]:
    entries = table.get(key, [])
    if not isinstance(entries, list):
        raise Refusal("bad-holiday-table", where=key)
    days = (day for number, entry in enumerate(entries, start=1) for day in _entry(entry, f"{key}[{number}]"))
    return tuple(sorted({day.on: day for day in days}.values(), key=lambda day: day.on))


def calendar(table: Mapping[str, Any]) -> Calendar:
    """A calendar from a table with the lists ``off`` and ``worked`` (see docs/holidays.md for their form).

    Each entry has ``on`` and perhaps ``until`` (both included), ``name``, ``provisional`` and ``source``.
    Raises Refusal ``bad-holiday-table`` naming the entry, counted from one.
    """
    if not table.keys() <= {"off", "worked"}:
        raise Refusal("bad-holiday-table", where=", ".join(sorted(table.keys() - {"off", "worked"})))
    return Calendar(off=_list(table, "off"), worked=_list(table, "worked"))
