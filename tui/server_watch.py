"""Asking the meeting's server how it does: it is started again where it fell, and followed where its record goes."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from language import gettext as _
from link.location import current_location

if TYPE_CHECKING:
    from pathlib import Path

    from link.health import Health
    from tui.desk import Desk
    from tui.feed import Feed
    from tui.reviving import Reviver

HEALTH_EVERY = 1.0
"""Seconds between questions to the server about phones, disk and addresses."""

LONG_SECONDS = 12.0
"""How long a message stands that a person must not miss."""


class ServerWatch:
    """For an app that follows a record, on a screen or line by line."""

    folder: Path
    desk: Desk
    health: Health | None = None
    asked_health = False
    """Whether the server was asked at least once, so that None in `health` means it does not answer."""

    notify: Any
    _feed: Feed
    _reviver: Reviver

    async def _watch_health(self) -> None:
        while True:
            self.health = await self.desk.health()
            if self.health is None and await self._reviver.revived(self.desk):
                self.health = await self.desk.health()
                self.notify(_("The meeting's server had fallen and runs again. Nothing recorded is lost."))
            self.asked_health = True
            place = current_location(self.folder, self.desk.live, self.health)
            if place != self.folder:
                self._move_to(place)
            self._tell_health()
            await asyncio.sleep(HEALTH_EVERY)

    def _move_to(self, place: Path) -> None:
        """Follow a record that moved, for its disk failed."""
        self.folder = self.desk.folder = place
        self._feed.move_to(place)
        self.notify(_("The record is now kept in {folder}.").format(folder=place), timeout=LONG_SECONDS)

    def _tell_health(self) -> None:
        """The server was asked just now."""
