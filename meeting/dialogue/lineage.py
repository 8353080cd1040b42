"""Whose support counts for a question: its own, that of what was gathered under it, and of the wholes it is part of."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from meeting.state import State


class Lineage:
    """Where the questions of a meeting came from and went, indexed once for many look-ups."""

    def __init__(self, state: State) -> None:
        self._gathered: dict[int, list[int]] = defaultdict(list)
        self._parent: dict[int, int] = {}
        for number, question in state.questions.items():
            if question.merged_into:
                self._gathered[question.merged_into].append(number)
            if question.parent:
                self._parent[number] = question.parent

    def supported_as(self, number: int) -> tuple[int, ...]:
        """The numbers under which people supported what is now question `number`, itself among them, sorted.

        One who supported several of them is one supporter: the ballot box unites them by device.
        """
        found: set[int] = set()
        waiting = [number]
        while waiting:
            one = waiting.pop()
            if one not in found:
                found.add(one)
                waiting += self._gathered.get(one, ())
                waiting += [self._parent[one]] if one in self._parent else []
        return tuple(sorted(found))

    @property
    def related(self) -> frozenset[int]:
        """Every question that has support from elsewhere: those that others were gathered under, and parts."""
        return frozenset(self._gathered) | frozenset(self._parent)
