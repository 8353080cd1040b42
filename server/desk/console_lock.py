"""The console lock: of several consoles on this laptop one commands, the others look on until they take the lock."""

from __future__ import annotations

import time
from datetime import datetime
from typing import TYPE_CHECKING

from meeting.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

SILENCE_SECONDS = 10.0
"""A console asks how the server does every second; one not heard for so long has gone."""


class ConsoleLock:
    """Who commands. A console is known by its process id, so that one restarted after a crash is still itself.

    The lock of a console that fell silent is free for a window opened afterwards, which the host opened in its place;
    a window that was looking on before, at the projector perhaps, commands only once somebody takes the lock there.
    `known` are the consoles of the server before this one, the first of them the one that commanded.
    """

    def __init__(
        self,
        seconds: Callable[[], float] = time.monotonic,
        *,
        known: Sequence[str] = (),
        changed: Callable[[], object] = lambda: None,
    ) -> None:
        """`changed` is called whenever `known` differs."""
        self._seconds = seconds
        self._changed = changed
        self._holder = ""
        self._since = ""
        self._heard = 0.0
        self._newcomers: set[str] = set()
        """Heard while another commands, but not known yet to have been there while that one lived."""
        self._lookers: set[str] = set(known[1:])
        if known and known[0]:
            self._hold(known[0])

    @property
    def known(self) -> tuple[str, ...]:
        """The console that commands (empty: none), then those that look on."""
        return (self._holder, *sorted(self._lookers)) if self._holder or self._lookers else ()

    def hear(self, console: str) -> None:
        """`console` is there: it has the lock if nobody else has."""
        if self._is_held_against(console):
            if console not in self._lookers:
                self._newcomers.add(console)
            return
        if console != self._holder:
            self.take(console)
        self._heard = self._seconds()
        if self._newcomers:
            self._lookers |= self._newcomers
            self._newcomers.clear()
            self._changed()

    def take(self, console: str) -> None:
        """`console` has the lock from now on, whoever had it."""
        self._hold(console)
        self._lookers.discard(console)
        self._newcomers.discard(console)
        self._changed()

    def _hold(self, console: str) -> None:
        self._holder, self._heard = console, self._seconds()
        self._since = datetime.now().astimezone().strftime("%H:%M")

    def leave(self, console: str) -> None:
        """`console` closes."""
        self._lookers.discard(console)
        self._newcomers.discard(console)
        if console == self._holder:
            self._holder = ""
            self._lookers.clear()
            self._newcomers.clear()
        self._changed()

    def held_against(self, console: str) -> tuple[str, str]:
        """The other console that has the lock, and since when (HH:MM); both empty where none has."""
        return (self._holder, self._since) if self._is_held_against(console) else ("", "")

    def check(self, console: str) -> None:
        """Raise Refusal ``desk-held`` where another console has the lock. What is no console ("") is let through."""
        if console and self._is_held_against(console):
            raise Refusal("desk-held", holder=self._holder, since=self._since)

    def _is_held_against(self, console: str) -> bool:
        silent = self._seconds() - self._heard > SILENCE_SECONDS
        return self._holder not in {"", console} and (not silent or console in self._lookers)
