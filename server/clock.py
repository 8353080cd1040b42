"""Where the server's time comes from: the laptop, or a script whose meeting must come out the same every time.

Everything that dates a commit or spaces counted votes asks this clock, so that a scripted meeting played again with the
same commands in the same order gives the same record, byte for byte. Deadlines of sockets use the monotonic clock.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Gives the time."""

    def now(self) -> datetime:
        """The present instant, aware of its offset."""
        ...


class LaptopClock:
    """The laptop's own clock, in its own time zone."""

    def now(self) -> datetime:
        """The present instant, aware of the laptop's offset."""
        return datetime.now().astimezone()


class ScriptedClock:
    """Begins at `start` (aware) and moves on by `step` each time it is asked."""

    def __init__(self, start: datetime, step: timedelta = timedelta(seconds=7)) -> None:
        if start.tzinfo is None:
            raise ValueError("a scripted clock needs an aware start")
        self._next = start
        self._step = step

    def now(self) -> datetime:
        """The scripted instant."""
        instant = self._next
        self._next += self._step
        return instant

    def let_pass(self, time: timedelta) -> None:
        """Have this much time go by, as between two parts of an agenda."""
        self._next += time
