"""Who was there: heads counted, then people or organisations as listed."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from minutes.outline.blocks import Block, fact, item

if TYPE_CHECKING:
    from collections.abc import Iterable

    from meeting.model.attendance import AttendanceEntry
    from meeting.state import State

LISTED_AT_MOST = 40
"""More entries than this are summed up by organisation: a list of names belongs on an attendance sheet."""


def blocks(state: State) -> list[Block]:
    """The line Thành phần tham dự and its items."""
    entries = list(state.attendance.values())
    present = [entry for entry in entries if entry.present]
    absent = [entry for entry in entries if not entry.present]
    if not entries:
        return [fact("Thành phần tham dự", "…")]
    heads = sum(entry.count for entry in present)
    lines: list[Block] = [fact("Thành phần tham dự", f"{heads} người có mặt, gồm:")]
    lines += [item(line) for line in _lines(present)]
    if absent:
        missing = sum(entry.count for entry in absent)
        lines += [fact("Vắng mặt", f"{missing} người: " + "; ".join(_lines(absent)))]
    return lines


def _lines(entries: list[AttendanceEntry]) -> list[str]:
    if len(entries) <= LISTED_AT_MOST:
        return [_line(entry) for entry in entries]
    return [f"{organisation}: {heads} người" for organisation, heads in _by_organisation(entries).items()]


def _line(entry: AttendanceEntry) -> str:
    words = ", ".join(part for part in (entry.name, entry.post, entry.organisation) if part)
    return words if entry.count == 1 else f"{words}: {entry.count} người"


def _by_organisation(entries: Iterable[AttendanceEntry]) -> Counter[str]:
    heads: Counter[str] = Counter()
    for entry in entries:
        heads[entry.organisation or entry.name] += entry.count
    return heads
