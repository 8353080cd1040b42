"""Stopping a meeting's server, until it has let go of the record."""

from __future__ import annotations

import time
from contextlib import suppress
from typing import TYPE_CHECKING

from link import live
from link.client import Client
from meeting.refusal import Refusal

if TYPE_CHECKING:
    from pathlib import Path

STOP_SECONDS = 60.0
"""How long a server may take to leave: on a slow stick it still syncs what was being counted."""

LOOK_EVERY = 0.02


def stop_serving(folder: Path) -> None:
    """Stop the server of the meeting in `folder` and return once it has let go of the record; at once if none runs.

    A server answers nobody before its last counts are in the record; only when it has closed that, its live file goes.
    Raises Refusal ``server-did-not-stop`` where it still has the record after STOP_SECONDS.
    """
    running = live.read(folder)
    if running is None:
        return
    with suppress(Refusal):  # it was leaving already, and answers no more
        Client(running).stop_now()
    deadline = time.monotonic() + STOP_SECONDS
    while live.is_there(folder, running.pid):
        if time.monotonic() > deadline:
            raise Refusal("server-did-not-stop")
        time.sleep(LOOK_EVERY)
