"""Destroying ballots that are counted, also while another program holds their file for a moment, as one on Windows may.

Until then the box stands sealed on the disk; what is left when the server stops is destroyed at its next start.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

from store import UnavailableError

if TYPE_CHECKING:
    from store import BallotBox

AGAIN_SECONDS = 1.0


async def destroy(box: BallotBox) -> None:
    """Erase the key and the ballots of `box`; tried again for as long as the disk refuses."""
    while True:
        with suppress(UnavailableError):
            return await asyncio.to_thread(box.destroy)
        await asyncio.sleep(AGAIN_SECONDS)


def destroy_left(box: BallotBox) -> None:
    """Erase a box that an earlier run of the server left; one that cannot be now stays for the next start."""
    with suppress(UnavailableError):
        box.destroy()
