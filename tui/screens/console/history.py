"""Which log lines are about which question, kept up to date without reading the log again."""

from __future__ import annotations

from collections import defaultdict
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from meeting.model.log import LogEntry
    from meeting.state import State


class History:
    """An index over a State's log, which only grows."""

    def __init__(self) -> None:
        self._lines: dict[int, list[int]] = defaultdict(list)
        self._read = 0
        self._state: State | None = None

    def read(self, state: State) -> None:
        """Take in the log lines added since the last call; all of them when `state` is another one."""
        if state is not self._state:
            self._lines.clear()
            self._read, self._state = 0, state
        # The log stands in the order of its ids: its length tells where the new lines begin.
        for number, entry in islice(state.log.items(), self._read, None):
            for table, id_ in entry.about:
                if table == "questions":
                    self._lines[id_].append(number)
        self._read = len(state.log)

    def of(self, question: int) -> list[LogEntry]:
        """What was done about a question, oldest first."""
        if self._state is None:
            return []
        return [self._state.log[number] for number in self._lines.get(question, ())]
