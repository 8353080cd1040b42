"""The stage's windows on this laptop: each says every second that it is there, so that the console can tell."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

SILENCE_SECONDS = 3.5
"""A window not heard for so long has gone: three of its signs of life are missing."""


class StageWindows:
    """Counts the windows that were heard lately, each known by its process id."""

    def __init__(self, seconds: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._heard: dict[int, float] = {}

    def hear(self, window: int) -> None:
        """`window` is there."""
        self._heard[window] = self._seconds()

    def leave(self, window: int) -> None:
        """`window` closes."""
        self._heard.pop(window, None)

    def __len__(self) -> int:
        oldest = self._seconds() - SILENCE_SECONDS
        self._heard = {window: at for window, at in self._heard.items() if at > oldest}
        return len(self._heard)
