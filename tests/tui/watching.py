"""Watching a screen that runs without a terminal: what stands on it, and waiting until it comes to something."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from tests.waiting import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import App
    from textual.pilot import Pilot


async def until(pilot: Pilot[Any], holds: Callable[[], object]) -> None:
    """Let the app run until `holds`. Raises AssertionError when it takes longer than `PATIENCE`."""
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline, "the screen never came to this"
        await pilot.pause(0.02)


def text_of(app: App[Any]) -> str:
    """What stands on the screen, row by row."""
    lines = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in line).rstrip() for line in lines)
