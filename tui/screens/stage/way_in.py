"""The way in for phones as the hall is shown it: it stays on the projector while the server restarts."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from tui import countdown

if TYPE_CHECKING:
    from link.live import Live

RESTART_SECONDS = 15.0
"""How long the way in stays on the projector while no server runs: a restart is nothing the hall need see."""


class WayIn:
    """`live` is the server whose address and code the hall is shown; None: questions are asked on paper."""

    def __init__(self) -> None:
        self.live: Live | None = None
        self._served_at = monotonic()

    def note(self, running: Live | None) -> bool:
        """Take in which server runs now; return whether the hall is to be shown another one, or none."""
        countdown.learn(running)
        if running is not None:
            self._served_at = monotonic()
        elif monotonic() - self._served_at < RESTART_SECONDS:
            return False
        differs = running != self.live
        self.live = running
        return differs
