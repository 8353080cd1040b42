"""Wrong codes: each waits a little, more as they grow, and real phones never notice."""

from __future__ import annotations

import asyncio
import time

from meeting.refusal import Refusal
from server import limits

_FORGIVEN = 10.0
"""Seconds after which one wrong code no longer counts."""
_EACH = 0.05


class CodeThrottle:
    """A hall-wide count of recent wrong codes. It delays wrong ones only, and never locks anybody out."""

    def __init__(self) -> None:
        self._weight = 0.0
        self._at = time.monotonic()
        self._waiting = 0

    async def refuse(self) -> Refusal:
        """Wait as a wrong code must, and give the refusal to raise."""
        now = time.monotonic()
        self._weight = max(0.0, self._weight - (now - self._at) / _FORGIVEN) + 1
        self._at = now
        if self._waiting >= limits.WRONG_CODES_WAITING:
            return Refusal("too-many-guesses", seconds=2)
        self._waiting += 1
        try:
            await asyncio.sleep(min(limits.WRONG_CODE_SECONDS, self._weight * _EACH))
        finally:
            self._waiting -= 1
        return Refusal("wrong-code")
