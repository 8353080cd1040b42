"""What the parts of the secretary's screen stand on: the state, the chosen entry, forms, and sending commands."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from textual import getters

from tui.days import read_day
from tui.following import FollowingApp
from tui.screens.command_screen import CommandScreen
from tui.screens.dialogs.form import FormDialog

if TYPE_CHECKING:
    from collections.abc import Sequence

    from meeting.decision import Command
    from meeting.state import State
    from tui.screens.dialogs.asked import FormField
    from tui.screens.dialogs.form import Send
    from tui.screens.secretary.entries import MinutesEntry


class SecretaryBase(CommandScreen):
    """Holds nothing of the meeting's own but drafts: the state is the feed's, every change a command to the server."""

    app = getters.app(FollowingApp)

    def __init__(self) -> None:
        super().__init__()
        self.drafts: dict[str, dict[str, str]] = {}
        self.wordings: dict[str, str] = {}

    @property
    def state(self) -> State | None:
        """The meeting as last followed; None until the record was read."""
        seen = self.app.seen
        return seen.state if seen is not None and seen.state.meetings else None

    @property
    def chosen(self) -> MinutesEntry | None:
        """The entry under the cursor."""
        raise NotImplementedError

    async def ask(
        self, title: str, asked: Sequence[FormField], send: Send, *, about: str = "", key: str = ""
    ) -> bool:
        """Show a form until it is sent (True) or left."""
        form = FormDialog(title, asked, send, about=about, drafts=self.drafts, key=key)
        sent = await self.app.push_screen_wait(form)
        return bool(sent)

    async def send(self, command: Command) -> Any:
        """Send a command for a form. Raises Refusal."""
        return await self.app.desk.send(command)

    def day(self, typed: str) -> str:
        """A date as typed, by the meeting's calendar. Raises Refusal."""
        assert self.state is not None
        return read_day(typed, datetime.now().astimezone().date(), self.state.calendar)
