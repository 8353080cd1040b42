"""A screen that follows one meeting: the state is the feed's, and every change is a command to the server."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

from textual import getters

from language import gettext as _
from meeting.refusal import Refusal
from tui.following import FollowingApp
from tui.known_meeting import KnownMeeting
from tui.screens.command_screen import CommandScreen

if TYPE_CHECKING:
    from link.control import CommandReply
    from meeting.decision import Command
    from tui.feed import Seen

T = TypeVar("T")


class MeetingScreen(KnownMeeting, CommandScreen[T]):
    """Holds nothing of the meeting's own."""

    app = getters.app(FollowingApp)

    @property
    def _followed(self) -> Seen | None:
        return self.app.seen

    async def send(self, command: Command) -> Any:
        """Send a command for a form. Raises Refusal."""
        return await self.app.desk.send(command)

    async def execute(self, command: Command) -> CommandReply | None:
        """Send a command; a refusal is shown to the person and None returned."""
        try:
            return await self.app.desk.send(command)
        except Refusal as refusal:
            self.warn(refusal)
            return None

    def day(self, typed: str) -> str:
        """A date as typed, by the meeting's calendar; empty stays empty. Raises Refusal."""
        from tui.days import read_day

        return read_day(typed, datetime.now().astimezone().date(), self.state.calendar)


def unread(screen: MeetingScreen[Any]) -> str | None:
    """Why nothing can be done yet: for the `unavailable` of rows."""
    return _("The record is still being read.") if screen.known is None else None
