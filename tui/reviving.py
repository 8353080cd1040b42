"""Starting the meeting's server again by itself when it fell, as long as that helps."""

from __future__ import annotations

import time
from collections import deque
from typing import TYPE_CHECKING

from meeting.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable

    from tui.desk import Desk

REVIVALS = 3
"""How many falls within `REVIVAL_WINDOW` are met with a new server; after that the host is asked, by the key."""

REVIVAL_WINDOW = 60.0
"""Seconds."""


class Reviver:
    """Looks whether the server fell: killed, or ended by a fault. One that was stopped on purpose stays stopped."""

    def __init__(self, seconds: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._tried: deque[float] = deque(maxlen=REVIVALS)

    async def revived(self, desk: Desk) -> bool:
        """Start a new server where the last one fell, unless that was in vain too often; True once it answers."""
        now = self._seconds()
        if len(self._tried) == REVIVALS and now - self._tried[0] < REVIVAL_WINDOW:
            return False
        try:
            done = await desk.revive()
        except Refusal:
            self._tried.append(now)
            return False
        if done:
            self._tried.append(now)
        return done
