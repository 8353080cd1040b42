"""The console lock: of several consoles on this laptop one commands, the others look on until they take the lock."""

from __future__ import annotations

import time
from datetime import datetime
from typing import TYPE_CHECKING

from meeting.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable

SILENCE_SECONDS = 10.0
"""A console asks how the server does every second; one not heard for so long has gone, and its lock is free."""


class ConsoleLock:
    """Who commands. A console is known by its process id, so that one restarted after a crash is still itself."""

    def __init__(self, seconds: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._holder = ""
        self._since = ""
        self._heard = 0.0

    def hear(self, console: str) -> None:
        """`console` is there: it has the lock if nobody else has."""
        if not self._is_held_against(console):
            if console != self._holder:
                self.take(console)
            self._heard = self._seconds()

    def take(self, console: str) -> None:
        """`console` has the lock from now on, whoever had it."""
        self._holder, self._heard = console, self._seconds()
        self._since = datetime.now().astimezone().strftime("%H:%M")

    def leave(self, console: str) -> None:
        """`console` closes."""
        if console == self._holder:
            self._holder = ""

    def held_against(self, console: str) -> tuple[str, str]:
        """The other console that has the lock, and since when (HH:MM); both empty where none has."""
        return (self._holder, self._since) if self._is_held_against(console) else ("", "")

    def check(self, console: str) -> None:
        """Raise Refusal ``desk-held`` where another console has the lock. What is no console ("") is let through."""
        if console and self._is_held_against(console):
            raise Refusal("desk-held", holder=self._holder, since=self._since)

    def _is_held_against(self, console: str) -> bool:
        silent = self._seconds() - self._heard > SILENCE_SECONDS
        return self._holder not in {"", console} and not silent
