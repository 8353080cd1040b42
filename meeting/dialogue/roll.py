"""The roll: how many are here, who of those invited has arrived, and which check-ins seem to be whom on the list."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from meeting.model.attendance import Arrival, Source
from meeting.text.folding import search_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from meeting.model.attendance import AttendanceEntry
    from meeting.state import State


class Roll(NamedTuple):
    """Heads, not entries. `by_phone` are those of the `present` who checked in themselves."""

    present: int = 0
    by_phone: int = 0
    invited: int = 0
    arrived: int = 0

    @property
    def awaited(self) -> int:
        """Invited and not here."""
        return self.invited - self.arrived


def roll(state: State) -> Roll:
    """The counts, as they stand now. A check-in that nobody has matched with the list yet counts as present."""
    entries = state.attendance.values()
    present = [entry for entry in entries if entry.present]
    invited = [entry for entry in entries if entry.source is Source.INVITED]
    return Roll(
        present=_heads(present),
        by_phone=_heads(entry for entry in present if entry.receipt),
        invited=_heads(invited),
        arrived=_heads(entry for entry in invited if entry.present),
    )


def _heads(entries: Iterable[AttendanceEntry]) -> int:
    return sum(entry.count for entry in entries)


def probable_arrivals(state: State) -> tuple[Arrival, ...]:
    """Check-ins that seem to be somebody on the list, for the desk to confirm; no number stands in two of them.

    Names are compared without diacritics, case and spaces; so are units, and a unit that one of the two leaves empty
    fits any. Whoever is not marked as here yet is preferred; of two check-ins by one name, the second is matched with
    the first, so that one person with two browsers is counted once.
    """
    by_name: dict[str, list[int]] = defaultdict(list)
    for number, entry in state.attendance.items():
        if entry.count == 1:
            by_name[search_key(entry.name)].append(number)
    found: list[Arrival] = []
    for numbers in by_name.values():
        taken: set[int] = set()
        for number in numbers:
            check_in = state.attendance[number]
            if check_in.source is not Source.PHONE or number in taken:
                continue
            fitting = [
                other
                for other in numbers
                if other not in taken
                and _comes_before(state, other, number)
                and _fits(check_in, state.attendance[other])
            ]
            if fitting:
                listed = min(fitting, key=lambda other: (state.attendance[other].present, other))
                taken |= {number, listed}
                found.append(Arrival(number, listed))
    return tuple(sorted(found, key=lambda arrival: arrival.check_in))


def _comes_before(state: State, other: int, number: int) -> bool:
    """Whether `other` may be what check-in `number` is: somebody the desk listed, or an earlier check-in."""
    return state.attendance[other].source is not Source.PHONE or other < number


def _fits(one: AttendanceEntry, other: AttendanceEntry) -> bool:
    units = {search_key(one.organisation), search_key(other.organisation)} - {""}
    return len(units) <= 1
