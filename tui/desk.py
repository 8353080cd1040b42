"""The desk's way to the meeting's server: sends commands, asks after its health, finds it again after a restart."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

import language
from link import control, live
from link.library import moved
from meeting.moment import Role
from meeting.refusal import Refusal

if TYPE_CHECKING:
    from pathlib import Path

    from link.client import Client
    from link.control import Advice, CommandReply, StepLine
    from link.health import Health
    from link.live import Live
    from meeting.decision import Command

GONE = "server-gone"


class Desk:
    """One role at the laptop. Every call finds the server again if it has moved since the last one."""

    def __init__(self, folder: Path, role: Role = Role.HOST, console: str = "") -> None:
        """`console` is a console's process id: of several consoles only one commands."""
        self.folder = folder
        self._console = console
        self._begun_in = folder
        self.role = role
        self._client: Client | None = None

    @property
    def live(self) -> Live | None:
        """The server as last found; None before the first call and while none answers."""
        return self._client.live if self._client else None

    async def send(self, command: Command) -> CommandReply:
        """Have `command` carried out. Raises Refusal; ``server-gone`` where no server answers.

        A command whose reply was lost is not sent again by itself: it may stand in the record already.
        """
        try:
            return await (await self._found()).send(command)
        except Refusal as refusal:
            if refusal.code == GONE:
                self._client = None
            raise

    async def health(self) -> Health | None:
        """How the server does; None while none answers."""
        try:
            return await (await self._found()).health()
        except Refusal:
            self._client = None
            return None

    async def advice(self, run: str, after: int) -> Advice:
        """What triage says of the questions since the last asking. Raises Refusal ``server-gone``."""
        request = control.AdviceRequest(run, after, language.current())
        return await (await self._found()).call(control.ADVICE, request)

    async def steps(self) -> list[StepLine]:
        """The desk's last steps in words, newest first. Raises Refusal ``server-gone``."""
        request = control.StepsRequest(lang=language.current())
        return await (await self._found()).call(control.STEPS, request)

    async def start(self) -> None:
        """Start a server where none answers. Raises Refusal."""
        from link.start import ensure_serving

        found = await asyncio.to_thread(self._running)
        if found is None:
            found = await asyncio.to_thread(ensure_serving, moved(self.folder))
        self._client = self._client_of(found)

    async def revive(self) -> bool:
        """Start a server where the last one fell; False where it was stopped, or still runs. Raises Refusal."""
        from link.start import revive

        found = await asyncio.to_thread(revive, moved(self.folder))
        if found is not None:
            self._client = self._client_of(found)
        return found is not None

    def leave(self) -> None:
        """Close this console: another one commands at once."""
        with suppress(Refusal):
            if self._client is not None:
                self._client.call_now(control.RELEASE_CONSOLE_LOCK)

    async def client(self) -> Client:
        """A client for the calls that only some screens make. Raises Refusal ``server-gone``."""
        return await self._found()

    async def running(self) -> Live:
        """The server as its live file describes it now. Raises Refusal ``server-gone``."""
        found = await asyncio.to_thread(self._running)
        if found is None:
            raise Refusal(GONE)
        return found

    async def _found(self) -> Client:
        if self._client is None:
            self._client = self._client_of(await self.running())
        return self._client

    def _client_of(self, found: Live) -> Client:
        from link.client import Client  # not needed for the first frame, like all that is loaded so late here

        return Client(found, self.role, self._console)

    def _running(self) -> Live | None:
        """The server that runs now, found where the record is or where it was when this window began."""
        places = dict.fromkeys((self.folder, moved(self.folder), self._begun_in))
        return next((found for place in places if (found := live.read(place)) is not None), None)


def refusal_message(refusal: Refusal) -> str:
    """The refusal as a sentence in the screen's language."""
    from wording.refusals import sentence

    return sentence(refusal.code, refusal.params)
