"""The secretary's app: the window in which the minutes are made complete."""

from __future__ import annotations

from typing import TYPE_CHECKING

from meeting.moment import Role
from tui.following import FollowingApp
from tui.screens.secretary.actions import Secretary

if TYPE_CHECKING:
    from concurrent.futures import Future
    from pathlib import Path

    from tui.record import Read

CALM = 0.5
"""Least seconds between two changes shown: an input method composes on this screen."""


class SecretaryApp(FollowingApp[None]):
    """Sends its commands in the secretary's role; both windows see each other's changes through the record."""

    DEFAULT_MODE = "secretary"

    def __init__(self, folder: Path, *, reading: Future[Read] | None = None) -> None:
        super().__init__(folder, role=Role.SECRETARY, pace=CALM, reading=reading)
        # A screen's style sheet is read only for modes and pushed screens, not for a default screen.
        self.add_mode(self.DEFAULT_MODE, Secretary)
