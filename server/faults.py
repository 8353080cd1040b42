"""Faults of the program: told by kind and place on standard error, never by a message that might quote somebody.

Whoever can make one happen can make it happen as often as they like, so the log has a pace: it tells the first ones,
then some, and how many it did not tell.
"""

from __future__ import annotations

import sys
import time
import traceback
from typing import TYPE_CHECKING, Any

from server import limits
from server.network.accepting import ended_by_peer

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable


class FaultLog:
    """Lines for standard error, at a pace."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._free_at = 0.0
        """When everything the log has used of its pace is free again."""
        self._untold = 0

    def line(self, error: BaseException) -> str | None:
        """What failed and where, and how many faults before it were not told; None where this one is not told."""
        now, every = self._clock(), limits.FAULTS_EVERY_SECONDS
        free_at = max(now, self._free_at)
        if free_at - now > (limits.FAULTS_BURST - 1) * every:
            self._untold += 1
            return None
        self._free_at = free_at + every
        untold, self._untold = self._untold, 0
        frames = traceback.extract_tb(error.__traceback__)
        where = f"{frames[-1].filename}:{frames[-1].lineno}" if frames else "?"
        return f"{type(error).__name__} at {where}" + (
            f" (and {untold} before it, not told)" if untold else ""
        )


_log = FaultLog()


def tell(error: BaseException) -> None:
    """Say what failed and where, at the log's pace."""
    line = _log.line(error)
    if line is not None:
        print(line, file=sys.stderr, flush=True)


def tell_of_loop(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """The loop's handler for what nobody awaited. A connection that broke is none: phones come and go."""
    error = context.get("exception")
    if error is not None and not ended_by_peer(error):
        tell(error)
