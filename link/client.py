"""The client of the control link: sends commands to the meeting's server and asks how it does."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from link.health import Health
from meeting.moment import Role
from meeting.refusal import Refusal

if TYPE_CHECKING:
    from pathlib import Path

    from link.live import Live
    from meeting.decision import Command
    from meeting.model.survey import Response

OK = 200

COMMAND_SECONDS = 20.0
"""Longest wait for a short command to be carried out: a slow disk may hold a commit for seconds."""

COMMAND_BYTES_A_SECOND = 20_000
"""How much of a long command, an import of thousands of questions, the slowest laptop is trusted to take in."""

RESUME_SECONDS = 600.0
"""How long going on in another place may take: the whole record is copied, perhaps to a slow stick."""


LEAVE_SECONDS = 1.0
"""How long a console that closes waits for a server that hangs; its lock falls free by itself soon after."""


class CommandReply(NamedTuple):
    """A command carried out and on the disk: the commit's number, and what it gave back."""

    n: int
    result: dict[str, Any] | None


class ModerationHint(msgspec.Struct, frozen=True):
    """Something in a question that needs a look: what kind, and why."""

    kind: str
    reason: str


class DeskLink(msgspec.Struct, frozen=True):
    """The link to another laptop: `address` is "ip:port", `code` the pairing code in groups of four; empty: closed."""

    address: str = ""
    code: str = ""


class _Refused(msgspec.Struct):
    refusal: str
    params: dict[str, str | int] = msgspec.field(default_factory=dict, name="facts")


class _Counted(msgspec.Struct):
    responses: int


class _Carried(msgspec.Struct):
    n: int
    result: dict[str, Any] | None = None


class Client:
    """A screen's way to the server, in one role. Safe to share between threads: every call has its own connection."""

    def __init__(self, live: Live, role: Role = Role.HOST, console: str = "") -> None:
        """`console` is the process id of a console, of which only one at a time commands; empty for anything else."""
        self.live = live
        self.role = role
        self.console = console

    async def send(self, command: Command) -> CommandReply:
        """Have `command` decided and committed. Raises Refusal; ``server-gone`` when no server answers."""
        return await asyncio.to_thread(self.send_now, command)

    def send_now(self, command: Command) -> CommandReply:
        """`send`, for callers without a loop."""
        body = msgspec.json.encode(command)
        patience = COMMAND_SECONDS + len(body) / COMMAND_BYTES_A_SECOND
        carried = msgspec.json.decode(self._request("POST", "/command", body, patience), type=_Carried)
        return CommandReply(carried.n, carried.result)

    async def health(self) -> Health:
        """How the server does. Raises Refusal ``server-gone``."""
        return await asyncio.to_thread(self.health_now)

    def health_now(self) -> Health:
        """`health`, for callers without a loop."""
        return msgspec.json.decode(self._request("GET", "/health"), type=Health)

    async def similar(self, number: int) -> list[int]:
        """The numbers of other questions that say much the same, most alike first. Raises Refusal."""
        return msgspec.json.decode(
            await asyncio.to_thread(self._request, "GET", f"/similar/{number}"), type=list[int]
        )

    async def hints(self, number: int, language: str) -> list[ModerationHint]:
        """What a moderator should look at in a question, with reasons in `language`. Raises Refusal."""
        path = f"/hints/{number}?lang={language}"
        return msgspec.json.decode(
            await asyncio.to_thread(self._request, "GET", path), type=list[ModerationHint]
        )

    async def rotate(self) -> Health:
        """Give the hall a new code; phones that joined stay. Raises Refusal."""
        body = await asyncio.to_thread(self._request, "POST", "/rotate")
        return msgspec.json.decode(body, type=Health)

    async def use_address(self, host: str = "") -> Health:
        """Put another of this laptop's addresses into the QR: `host`, or the next in score. Raises Refusal."""
        body = msgspec.json.encode({"host": host})
        return msgspec.json.decode(
            await asyncio.to_thread(self._request, "POST", "/address", body), type=Health
        )

    async def resume(self, folder: Path | None = None) -> Health:
        """Write again after the disk refused: here, or in a new place. Raises Refusal ``unwritable``, for a new
        place ``place-refused``.
        """
        body = msgspec.json.encode({"folder": str(folder) if folder else ""})
        reply = await asyncio.to_thread(self._request, "POST", "/resume", body, RESUME_SECONDS)
        return msgspec.json.decode(reply, type=Health)

    async def desk_link(self) -> DeskLink:
        """The link to another laptop as it is now, with its code. Raises Refusal ``server-gone``."""
        return msgspec.json.decode(await asyncio.to_thread(self._request, "GET", "/desk-link"), type=DeskLink)

    async def open_desk_link(self) -> DeskLink:
        """Let a secretary at another laptop in: where, and the code to type there. Raises Refusal."""
        return await asyncio.to_thread(self.open_desk_link_now)

    def open_desk_link_now(self) -> DeskLink:
        """`open_desk_link`, for callers without a loop."""
        return msgspec.json.decode(self._request("POST", "/desk-link/open"), type=DeskLink)

    async def close_desk_link(self) -> None:
        """Let nobody at another laptop in any more. Raises Refusal ``server-gone``."""
        await asyncio.to_thread(self.close_desk_link_now)

    def close_desk_link_now(self) -> None:
        """`close_desk_link`, for callers without a loop."""
        self._request("POST", "/desk-link/close")

    async def type_in(self, survey: int, response: Response) -> int:
        """Add a survey filled in on paper; return how many responses there are. Raises Refusal."""
        body = msgspec.json.encode({"survey": survey, "response": response})
        reply = await asyncio.to_thread(self._request, "POST", "/paper", body)
        return msgspec.json.decode(reply, type=_Counted).responses

    async def take_console_lock(self) -> Health:
        """Command from this console; another one that did only looks on. Raises Refusal ``server-gone``."""
        return msgspec.json.decode(await asyncio.to_thread(self._request, "POST", "/seat/take"), type=Health)

    def release_console_lock_now(self) -> None:
        """Let another console command at once, because this one closes. Raises Refusal ``server-gone``."""
        self._request("POST", "/seat/leave", timeout=LEAVE_SECONDS)

    def let_pass_now(self, seconds: int) -> None:
        """Have time go by in a scripted meeting. Raises Refusal ``server-gone``, also where the clock is real."""
        self._request("POST", "/let-pass", msgspec.json.encode({"seconds": seconds}))

    def stop_now(self) -> None:
        """Ask the server to stop; the meeting itself stays as it is. Raises Refusal ``server-gone``."""
        self._request("POST", "/stop")

    def _request(self, method: str, path: str, body: bytes = b"", timeout: float | None = None) -> bytes:
        from link.wire import (  # HTTP is loaded when something is asked for the first time
            REQUEST_SECONDS,
            ask,
        )

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
                timeout=timeout or REQUEST_SECONDS,
            )
        except OSError:
            raise Refusal("server-gone") from None
        if status == OK:
            return reply
        try:
            refused = msgspec.json.decode(reply, type=_Refused)
        except (ValueError, RecursionError):
            raise Refusal("server-gone") from None
        raise Refusal(refused.refusal, **refused.params)
