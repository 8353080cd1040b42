"""Waiting for a state to be reached, never for a time to pass."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

PATIENCE = 120.0
"""Seconds that a state, a process or a reply may take, however busy the machine: only what is broken takes them."""


async def until(reached: Callable[[], object], patience: float = PATIENCE) -> None:
    """Wait until `reached`. Raises AssertionError when it takes longer than `patience` seconds."""
    deadline = time.monotonic() + patience
    while not reached():
        assert time.monotonic() < deadline, "not reached"
        await asyncio.sleep(0.01)


def wait_until(reached: Callable[[], object], patience: float = PATIENCE) -> None:
    """`until`, for tests without a loop."""
    deadline = time.monotonic() + patience
    while not reached():
        assert time.monotonic() < deadline, "not reached"
        time.sleep(0.02)
