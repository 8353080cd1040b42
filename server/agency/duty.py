"""What one server of a meeting does now, for those who watch over it: written by who serves, read from any thread."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from server.agency.copying import Copying
    from server.hall import Hall

LOOP_SECONDS = 2.0
"""How long a loop may take to say that it runs."""
PHONES_STEP = 10
"""Phones are told in steps of so many: a finer count, read every few seconds, would date who comes and goes."""

STARTING, KEEPER, FOLLOWER = "starting", "keeper", "follower"


class Figures(NamedTuple):
    """How a server does at one moment."""

    role: str
    missing: str
    """Why phones cannot be served now: ``starting``, ``no-database``, ``no-keeper`` or ``unwritable``; else empty."""
    database_age: float
    """Seconds since the database last answered."""
    tenures: int
    """How often this server has begun to keep the meeting since it was started."""
    phones: int
    """How many listen, rounded down to PHONES_STEP; 0 at a follower."""
    errors: int
    """Faults of the program while it keeps the meeting."""
    followers: int
    """Servers that hold what the keeper may not lose; 0 at a follower."""


class Duty:
    """The duty of the server whose copy is kept up to date by `copying`."""

    def __init__(self, copying: Copying) -> None:
        self._copying = copying
        self._role = STARTING
        self._loop: asyncio.AbstractEventLoop | None = None
        self._hall: Hall | None = None
        self._followers: Callable[[], int] = int
        self._tenures = 0

    def follow(self) -> None:
        """It follows, on the running loop."""
        self._role, self._loop = FOLLOWER, asyncio.get_running_loop()

    def keep(self, hall: Hall, followers: Callable[[], int]) -> None:
        """It keeps the meeting, on the running loop."""
        self._role, self._loop, self._hall = KEEPER, asyncio.get_running_loop(), hall
        self._followers = followers
        self._tenures += 1

    def end(self) -> None:
        """What it did is over; something else may begin."""
        self._role, self._loop, self._hall, self._followers = STARTING, None, None, int

    def is_alive(self) -> bool:
        """Whether it still does what it does: its loop turns, and its copy is kept."""
        loop = self._loop
        if loop is None or not self._copying.is_alive:
            return self._copying.is_alive
        turned = asyncio.run_coroutine_threadsafe(asyncio.sleep(0), loop) if not loop.is_closed() else None
        if turned is None:
            return True
        try:
            turned.result(LOOP_SECONDS)
        except TimeoutError:
            # One loop may have ended while this waited for it.
            return self._loop is not loop
        return True

    def figures(self) -> Figures:
        """How it does now."""
        hall, role = self._hall, self._role
        return Figures(
            role,
            self._missing(role, hall),
            time.monotonic() - self._copying.answered_at,
            self._tenures,
            hall.updates.listening // PHONES_STEP * PHONES_STEP if hall else 0,
            hall.errors if hall else 0,
            self._followers(),
        )

    def _missing(self, role: str, hall: Hall | None) -> str:
        if role == STARTING:
            return "starting"
        standing = self._copying.standing
        if standing is None:
            return "no-database"
        if hall is not None:
            return "unwritable" if hall.writer.problem else ""
        return "no-keeper" if standing.is_free else ""
