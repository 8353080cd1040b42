"""The client of the control link: makes the calls of `link.control` to a meeting's server."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, TypeVar

import msgspec

from link import control
from meeting.moment import Role
from meeting.refusal import Refusal

if TYPE_CHECKING:
    from pathlib import Path

    from link.control import CommandReply, ControlCall
    from link.health import Health
    from link.live import Live
    from meeting.decision import Command

RequestT = TypeVar("RequestT")
ReplyT = TypeVar("ReplyT")

OK = 200

COMMAND_BYTES_A_SECOND = 20_000
"""How much of a long command, an import of thousands of questions, the slowest laptop is trusted to take in."""


class Client:
    """A screen's way to the server, in one role. Safe to share between threads: every call has its own connection."""

    def __init__(self, live: Live, role: Role = Role.HOST, console: str = "") -> None:
        """`console` is the process id of a console, of which only one at a time commands; empty for anything else."""
        self.live = live
        self.role = role
        self.console = console

    async def call(self, call: ControlCall[RequestT, ReplyT], request: RequestT | None = None) -> ReplyT:
        """Make a call of the table. Raises Refusal; ``server-gone`` when no server answers."""
        return await asyncio.to_thread(self.call_now, call, request)

    def call_now(self, call: ControlCall[RequestT, ReplyT], request: RequestT | None = None) -> ReplyT:
        """`call`, for callers without a loop."""
        path, body = call.encoded(request)
        seconds = call.seconds + len(body) / COMMAND_BYTES_A_SECOND
        return msgspec.json.decode(self._request(call.method, path, body, seconds), type=call.reply)

    async def send(self, command: Command) -> CommandReply:
        """Have `command` decided and committed. Raises Refusal."""
        return await self.call(control.COMMAND, command)

    def send_now(self, command: Command) -> CommandReply:
        """`send`, for callers without a loop."""
        return self.call_now(control.COMMAND, command)

    async def health(self) -> Health:
        """How the server does. Raises Refusal ``server-gone``."""
        return await self.call(control.HEALTH)

    def health_now(self) -> Health:
        """`health`, for callers without a loop."""
        return self.call_now(control.HEALTH)

    async def resume(self, folder: Path | None = None) -> Health:
        """Write again after the disk refused: where the record is, or in `folder`.

        Raises Refusal ``unwritable``, for another folder ``place-refused``.
        """
        return await self.call(control.RESUME, control.ResumeRequest(str(folder) if folder else ""))

    def stop_now(self) -> None:
        """Ask the server to stop; the meeting itself stays as it is. Raises Refusal ``server-gone``."""
        self.call_now(control.STOP)

    def _request(
        self, method: str, path: str, body: bytes = b"", seconds: float = control.REQUEST_SECONDS
    ) -> bytes:
        from link.wire import ask  # HTTP is loaded when something is asked for the first time

        try:
            status, reply = ask(
                self.live.control,
                self.live.token,
                method,
                path,
                body,
                role=self.role.value,
                console=self.console,
                pin=self.live.pin,
                timeout=seconds,
            )
        except OSError:
            raise Refusal("server-gone") from None
        if status == OK:
            return reply
        try:
            refused = msgspec.json.decode(reply, type=control.RefusalBody)
        except (ValueError, RecursionError):
            raise Refusal("server-gone") from None
        raise Refusal(refused.refusal, **refused.params)
