"""Who was there: heads counted, then people or organisations as listed."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from meeting.dialogue.roll import roll
from meeting.model.attendance import Source
from meeting.text.folding import SortKey, name_key, search_key
from minutes.outline.blocks import Block, fact, items, text
from wording import people
from wording.figures import quantity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from meeting.model.attendance import AttendanceEntry
    from meeting.model.profile import Address
    from meeting.state import State

LISTED_AT_MOST = 40
"""More entries than this are summed up by organisation: a list of names belongs on an attendance sheet."""


def blocks(state: State) -> list[Block]:
    """The line Thành phần tham dự and its items; nothing where nobody is listed."""
    entries = in_order(state)
    present = [entry for entry in entries if entry.present]
    absent = [entry for entry in entries if not entry.present]
    if not entries:
        return []
    counted = roll(state)
    address = state.meeting.address
    arrived, invited = quantity(counted.arrived), quantity(counted.invited)
    come = f", trong đó {arrived}/{invited} đại biểu được mời" if counted.invited else ""
    lines: list[Block] = [
        text(f"Thành phần tham dự: {people.heads(counted.present, address)} có mặt{come}, gồm:"),
        *items(_lines(present, address)),
    ]
    if absent:
        missing = sum(entry.count for entry in absent)
        lines.append(
            fact("Vắng mặt", f"{people.heads(missing, address)} ({'; '.join(_lines(absent, address))})")
        )
    return lines


def in_order(state: State) -> list[AttendanceEntry]:
    """Every entry, in the order the minutes list them."""
    return sorted(state.attendance.values(), key=_place)


def _place(entry: AttendanceEntry) -> tuple[bool, str, SortKey]:
    """What the desk listed in its order; then who checked in, by unit and name: the order they came in is no matter."""
    by_phone = entry.source is Source.PHONE
    return (
        by_phone,
        search_key(entry.organisation) if by_phone else "",
        name_key(entry.name) if by_phone else (),
    )


def _lines(entries: list[AttendanceEntry], address: Address) -> list[str]:
    if len(entries) <= LISTED_AT_MOST:
        return [_line(entry, address) for entry in entries]
    return [
        f"{organisation}: {people.heads(heads, address)}"
        for organisation, heads in _by_organisation(entries).items()
    ]


def _line(entry: AttendanceEntry, address: Address) -> str:
    words = ", ".join(part for part in (entry.name, entry.post, entry.organisation) if part)
    return words if entry.count == 1 else f"{words}: {people.heads(entry.count, address)}"


def _by_organisation(entries: Iterable[AttendanceEntry]) -> Counter[str]:
    heads: Counter[str] = Counter()
    for entry in entries:
        heads[entry.organisation or entry.name] += entry.count
    return heads
