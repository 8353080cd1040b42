"""The home screen's own program: the meetings on this laptop, a new one, and what to open."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tui.app import DoithoaiApp
from tui.screens.home import HomeScreen

if TYPE_CHECKING:
    from link.library import MeetingLibrary
    from tui.screens.new_meeting import Create
    from tui.screens.register.source import RegisterSource


class Chosen(NamedTuple):
    """What the person wants to open: a meeting's id, and "host", "stage" or "secretary"."""

    meeting: str
    screen: str


class HomeApp(DoithoaiApp[Chosen]):
    """Ends with what was chosen, None when the person quits."""

    def __init__(
        self, library: MeetingLibrary, create: Create, register: RegisterSource | None = None
    ) -> None:
        super().__init__()
        self.library = library
        self.create = create
        self.register = register

    def on_mount(self) -> None:
        """Nothing is above the home screen."""
        self.push_screen(
            HomeScreen(
                self.library,
                self.create,
                lambda meeting, screen: self.exit(Chosen(meeting, screen)),
                self.register,
            )
        )
