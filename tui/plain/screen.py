"""What stands for a screen where nothing is drawn: its rows by key or by name, and what their handlers ask of it."""

from __future__ import annotations

import inspect
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from language import gettext as _
from meeting.refusal import Refusal
from meeting.text.folding import search_key
from tui.actions import find, grouped
from tui.days import read_day
from tui.desk import refusal_message
from tui.known_meeting import KnownMeeting
from tui.plain.app import NeedsWindow

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Mapping, Sequence

    from link.control import CommandReply
    from meeting.decision import Command
    from tui.actions import Action
    from tui.feed import Seen
    from tui.plain.app import PlainApp
    from tui.screens.dialogs.asked import Choice, FormField
    from tui.screens.dialogs.form import Send

MOST_FOUND = 5
"""Most actions named where what was typed fits several."""


class PlainScreen(KnownMeeting):
    """`OWN` are handlers of rows done otherwise here, by the row's id; those `LEFT_OUT` need a screen."""

    ACTIONS: ClassVar[Sequence[Action[Any]]] = ()
    OWN: ClassVar[Mapping[str, Callable[[Any], Coroutine[Any, Any, None]]]] = {}
    LEFT_OUT: ClassVar[frozenset[str]] = frozenset({"jump", "pane", "theme", "language", "stage.preview"})

    def __init__(self, app: PlainApp) -> None:
        self.app = app

    @property
    def _followed(self) -> Seen | None:
        return self.app.seen

    async def send(self, command: Command) -> Any:
        """Send a command for a form. Raises Refusal."""
        return await self.app.send(command)

    async def execute(self, command: Command) -> CommandReply | None:
        """Send a command; a refusal is told and None returned."""
        return await self.app.execute(command)

    def warn(self, problem: Refusal | str) -> None:
        """Say why something was not done."""
        self.app.notify(problem if isinstance(problem, str) else refusal_message(problem))

    def day(self, typed: str) -> str:
        """A date as typed, by the meeting's calendar. Raises Refusal."""
        return read_day(typed, datetime.now().astimezone().date(), self.state.calendar)

    async def ask(
        self,
        title: str,
        fields: Sequence[FormField],
        send: Send,
        *,
        about: str = "",
        key: str = "",  # noqa: ARG002  where drafts wait on a screen
    ) -> bool:
        """Ask for what a form asks for."""
        return await self.app.talk.fill(title, fields, send, about)

    async def choose(self, title: str, choices: Sequence[Choice[Any]], *, about: str = "") -> Any:
        """Let the person choose one."""
        return await self.app.talk.choose(title, choices, about)

    async def confirm(self, title: str, about: str, yes: str) -> bool:
        """Ask before something that cannot be taken lightly."""
        return await self.app.talk.confirm(title, about, yes)

    def actions(self) -> list[Action[Any]]:
        """The rows that can be done here."""
        return [action for action in self.ACTIONS if action.id not in self.LEFT_OUT]

    def meant(self, typed: str) -> list[Action[Any]]:
        """The rows that a line means: by key, or by name with or without tone marks."""
        by_key = [action for action in self.actions() if typed in {action.key, *action.keys}]
        return by_key or (find(self.actions(), typed) if len(typed) > 1 else [])

    async def obey(self, typed: str) -> None:
        """Do what a line says, or say what it may have meant."""
        found = self.meant(typed)
        exact = [action for action in found if search_key(typed) == search_key(_(action.label))]
        if len(exact or found) == 1 or (found and typed in {found[0].key, *found[0].keys}):
            await self.perform((exact or found)[0])
        elif found:
            names = [f"  {action.key}  {_(action.label)}" for action in found[:MOST_FOUND]]
            self.app.notify("\n".join([_("Several are called so:"), *names]))
        else:
            self.app.notify(_("“{typed}” does nothing here. ? lists what can be done.").format(typed=typed))

    async def perform(self, action: Action[Any]) -> None:
        """Do a row, or say why it does not apply now."""
        reason = action.unavailable(self) if action.unavailable is not None else None
        if reason is not None:
            self.app.notify(reason)
            return
        handler = self.OWN.get(action.id, action.handler)
        try:
            if inspect.isawaitable(doing := handler(self)):
                await doing
        except NeedsWindow:
            self.app.notify(
                _("“{name}” needs the full screen: start without --plain for it.").format(
                    name=_(action.label)
                )
            )
        except Refusal as refusal:
            self.warn(refusal)
        while self.app.later:
            await self.app.later.pop(0)
        await self.app.settle()
        if self.app.last_n > self.app.told_n:
            self.app.told_n = self.app.last_n
            await self._tell_done()

    async def _tell_done(self) -> None:
        """Say in words what was just recorded: nothing is seen here to have changed."""
        try:
            steps = await self.app.desk.steps()
        except Refusal:
            return
        if steps and steps[0].n:
            self.app.notify(_("Recorded: {step}").format(step=steps[0].words))

    def help(self, typed: str = "") -> None:
        """Say what can be done, all of it or what is called so, with the reason where it cannot be done now."""
        found = find(self.actions(), typed) if typed else self.actions()
        for group, members in grouped(found):
            self.app.notify(_(group.value))
            for action in members:
                reason = action.unavailable(self) if action.unavailable is not None else None
                told = f"– {reason}" if reason else _(action.tooltip) if action.tooltip else ""
                self.app.notify(f"  {action.key}  {_(action.label)}. {told}".rstrip())
        if not found:
            self.app.notify(_("No action is called so. Other words may find it."))
