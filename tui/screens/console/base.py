"""What every part of the console's actions stands on: the state, the chosen question, asking and sending."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

from textual import getters

from language import gettext as _
from meeting.refusal import Refusal
from tui.desk import refusal_message
from tui.following import FollowingApp
from tui.screens.command_screen import CommandScreen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from link.control import CommandReply
    from meeting.decision import Command
    from meeting.model.question import Question
    from meeting.state import State
    from tui.screens.dialogs.asked import Choice, FormField
    from tui.screens.dialogs.form import Send


T = TypeVar("T")

SECRETARY = "secretary"
"""What a console ends with when the person goes over to the secretary's screen."""


class ConsoleBase(CommandScreen):
    """Holds nothing of the meeting's own: the state is the feed's, and every change is a command to the server.

    Commands, dialogs and further screens are imported when they are asked for: the console stands on the screen sooner.
    """

    app = getters.app(FollowingApp)

    def __init__(self) -> None:
        super().__init__()
        self.drafts: dict[str, dict[str, str]] = {}
        self.wordings: dict[str, str] = {}
        self.marked: set[int] = set()
        self.previewing = False
        """Whether this terminal shows what the hall sees, which in a room with one screen is the projector."""

    @property
    def state(self) -> State | None:
        """The meeting as last followed; None until the record was read."""
        seen = self.app.seen
        return seen.state if seen is not None and seen.state.meetings else None

    @property
    def chosen(self) -> int:
        """The number of the chosen question, 0 for none."""
        raise NotImplementedError

    def clock(self) -> datetime:
        """The laptop's time, aware."""
        return datetime.now().astimezone()

    def question(self) -> Question | None:
        """The chosen question, for an action on it; without one the person is told."""
        state = self.state
        found = state.questions.get(self.chosen) if state else None
        if found is None:
            self.app.notify(_("No question is chosen: the list is empty."))
        return found

    @staticmethod
    def titled(title: str, question: Question) -> str:
        """A dialog's title with the question it is about."""
        return f"{title} · #{question.number}"

    async def execute(self, command: Command) -> CommandReply | None:
        """Send a command; show why if it is refused."""
        try:
            return await self.app.desk.send(command)
        except Refusal as refusal:
            self.app.notify(refusal_message(refusal), severity="warning", timeout=8)
            return None

    async def ask(
        self, title: str, entries: Sequence[FormField], send: Send, *, about: str = "", key: str = ""
    ) -> bool:
        """Show a form until it is sent (True) or left."""
        from tui.screens.dialogs.form import FormDialog

        form = FormDialog(title, entries, send, about=about, drafts=self.drafts, key=key)
        sent = await self.app.push_screen_wait(form)
        return bool(sent)

    async def choose(self, title: str, choices: Sequence[Choice[T]], *, about: str = "") -> T | None:
        """Let the person choose one by its key; None when they turn back."""
        from tui.screens.dialogs.choose import ChooseDialog

        return await self.app.push_screen_wait(ChooseDialog(title, choices, about=about))

    async def confirm(self, title: str, about: str, yes: str) -> bool:
        """Ask before something that cannot be taken lightly."""
        from tui.screens.dialogs.confirm import ConfirmDialog

        return await self.app.push_screen_wait(ConfirmDialog(title, about, yes))

    async def send(self, command: Command) -> Any:
        """Send a command for a form. Raises Refusal."""
        return await self.app.desk.send(command)
