"""A folder that goes away and comes back: a stick pulled out, a share cut off."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

from meeting.refusal import Refusal

if TYPE_CHECKING:
    from server.hall import Hall


class FolderWatch:
    """Has `hall` write again when the record's folder was gone and is back.

    Where a disk refuses and is there, it is the host who says where to go on.
    """

    def __init__(self, hall: Hall) -> None:
        self._hall = hall
        self._was_gone = False

    async def look(self) -> None:
        """Look once; whoever watches does so every few seconds."""
        if not self._hall.writer.problem:
            self._was_gone = False
        elif not await asyncio.to_thread(self._hall.location.is_there):
            self._was_gone = True
        elif self._was_gone:
            with suppress(Refusal):
                await self._hall.resume()
