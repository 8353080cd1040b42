"""The stage's windows on this laptop: each says every second that it is there, so that the console can tell."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from link.health import WallReading

SILENCE_SECONDS = 3.5
"""A window not heard for so long has gone: three of its signs of life are missing."""


class StageWindows:
    """Counts the windows that were heard lately, each known by its process id."""

    def __init__(self, seconds: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._heard: dict[int, float] = {}
        self._reads: dict[int, WallReading | None] = {}

    def hear(self, window: int, reads: WallReading | None = None) -> None:
        """`window` is there, and reads so; None while nothing is on it."""
        self._heard[window] = self._seconds()
        self._reads[window] = reads

    def readings(self) -> tuple[WallReading, ...]:
        """How the windows read that have something on them."""
        here = self._here()
        return tuple(reads for window, reads in self._reads.items() if window in here and reads is not None)

    def leave(self, window: int) -> None:
        """`window` closes."""
        self._heard.pop(window, None)
        self._reads.pop(window, None)

    def __len__(self) -> int:
        return len(self._here())

    def _here(self) -> dict[int, float]:
        oldest = self._seconds() - SILENCE_SECONDS
        self._heard = {window: at for window, at in self._heard.items() if at > oldest}
        self._reads = {window: reads for window, reads in self._reads.items() if window in self._heard}
        return self._heard
