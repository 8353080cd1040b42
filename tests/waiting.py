"""Waiting for a state to be reached, never for a time to pass."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

PATIENCE = 10.0
"""Seconds a state may take on a busy machine."""


async def until(reached: Callable[[], bool], patience: float = PATIENCE) -> None:
    """Wait until `reached`. Raises AssertionError when it takes longer than `patience` seconds."""
    deadline = time.monotonic() + patience
    while not reached():
        assert time.monotonic() < deadline, "not reached"
        await asyncio.sleep(0.01)
