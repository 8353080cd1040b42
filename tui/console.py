"""The console's app: the host's window onto one meeting."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from meeting.moment import Role
from tui.following import FollowingApp
from tui.screens.console.actions import Console
from tui.screens.console.screen import Position, now

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future
    from datetime import datetime
    from pathlib import Path

    from tui.record import Read


class ConsoleApp(FollowingApp[str]):
    """Begins at `position`, where the console before it had been. Ends with `SECRETARY` to go over to that screen."""

    # A default screen's own style sheet is not read; the app's is, once.
    CSS_PATH = Console.STYLE

    def __init__(
        self,
        folder: Path,
        position: Position | None = None,
        *,
        clock: Callable[[], datetime] = now,
        reading: Future[Read] | None = None,
    ) -> None:
        super().__init__(folder, role=Role.HOST, console=str(os.getpid()), reading=reading)
        self._console = Console(position, clock=clock)

    def get_default_screen(self) -> Console:
        """The console."""
        return self._console

    def on_unmount(self) -> None:
        """Another console that was looking on may command now."""
        self.desk.leave()

    @property
    def position(self) -> Position:
        """Where the person is."""
        return self._console.position
