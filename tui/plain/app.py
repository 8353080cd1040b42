"""What stands for a window where nothing is drawn: follows the record and the server, and shows what handlers show."""

from __future__ import annotations

import asyncio
import os
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from language import gettext as _
from meeting.commands.staging import Blank
from meeting.moment import Role
from meeting.refusal import Refusal
from store.messages import message
from tui.desk import Desk, refusal_message
from tui.feed import Feed
from tui.reviving import Reviver
from tui.server_watch import ServerWatch

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from pathlib import Path

    from link.control import CommandReply
    from link.health import Health
    from meeting.decision import Command
    from store.tinydb_journal.errors import JournalError
    from tui.feed import Seen
    from tui.plain.talking import Talk

SETTLE_SECONDS = 3.0
"""How long is waited for the record to show what was just done, before things are told as they are."""


class NeedsWindow(Exception):  # noqa: N818  a limit of this console, told to the person
    """A handler wants to show a screen that has no plain form."""


class _Healths:
    """Where screens publish a health: here it is only kept."""

    def __init__(self, app: PlainApp) -> None:
        self._app = app

    def publish(self, health: Health | None) -> None:
        """Keep it."""
        self._app.health = health


class PlainApp(ServerWatch):
    """What handlers know as their app. `windows` has the plain form of screens that have one, by their class."""

    def __init__(self, folder: Path, talk: Talk) -> None:
        self.folder = folder
        self.talk = talk
        self.desk = Desk(folder, Role.HOST, str(os.getpid()))
        self.seen: Seen | None = None
        self.healths = _Healths(self)
        self.covered_at = 0.0
        self.drafts: dict[str, dict[str, str]] = {}
        self.result: str | None = None
        """What it was left with, as the console's window ends with it."""
        self.windows: dict[type, Callable[[], Coroutine[Any, Any, None]]] = {}
        self.later: list[Coroutine[Any, Any, None]] = []
        """What a handler began that goes on after it."""
        self.last_n = 0
        """The newest entry of the record that this console made."""
        self.told_n = 0
        """The newest of them that was said in words."""
        self._feed = Feed(folder, self._follow, self._report)
        self._reviver = Reviver()
        self._tasks: list[asyncio.Task[None]] = []

    async def begin(self) -> None:
        """Follow the record and the server; return once both were read or asked."""
        self._tasks = [asyncio.create_task(self._feed.run()), asyncio.create_task(self._watch_health())]
        while self.seen is None or not self.asked_health:
            await asyncio.sleep(0.02)

    async def end(self) -> None:
        """Let go; another console commands at once."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await asyncio.to_thread(self.desk.leave)

    def _follow(self, seen: Seen) -> None:
        self.seen = seen

    def _report(self, refusal: JournalError) -> None:
        self.notify(message(refusal))

    async def settle(self) -> None:
        """Wait until what was just done stands in what is followed."""
        deadline = time.monotonic() + SETTLE_SECONDS
        while self.seen is not None and self.seen.n < self.last_n and time.monotonic() < deadline:
            await asyncio.sleep(0.02)

    async def send(self, command: Command) -> CommandReply:
        """Send a command. Raises Refusal."""
        reply = await self.desk.send(command)
        self.last_n = max(self.last_n, reply.n)
        return reply

    async def execute(self, command: Command) -> CommandReply | None:
        """Send a command; a refusal is told and None returned."""
        try:
            return await self.send(command)
        except Refusal as refusal:
            self.notify(refusal_message(refusal))
            return None

    def notify(self, message: str, **_how: object) -> None:
        """Tell something."""
        self.talk.say(message)

    def exit(self, result: str | None = None) -> None:
        """Leave, with what the console's window would end with."""
        self.result = result or ""

    def action_cover(self) -> None:
        """Cover the projector."""
        self.later.append(self._cover())

    async def _cover(self) -> None:
        if await self.execute(Blank(on=True)) is not None:
            self.covered_at = time.monotonic()
            self.notify(_("The projector is covered."))

    async def restart_server(self) -> None:
        """Start the meeting's server again."""
        with suppress(Refusal):
            await self.desk.start()
            self.notify(_("The meeting's server runs again."))

    def push_screen(self, screen: object, *_callback: object) -> None:
        """Go on with the plain form of a screen. Raises NeedsWindow where it has none."""
        for kind, begun in self.windows.items():
            if isinstance(screen, kind):
                self.later.append(begun())
                return
        raise NeedsWindow

    async def push_screen_wait(self, _screen: object) -> None:
        """Nothing that is waited for has a plain form of its own. Raises NeedsWindow."""
        raise NeedsWindow
