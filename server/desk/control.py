"""The control link: this laptop's own screens command the meeting, on loopback, with the live file's token."""

from __future__ import annotations

import hmac
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import msgspec
from starlette.applications import Starlette
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

import language
from meeting.commands.registry import decode
from meeting.model.survey import Response as FilledIn
from meeting.moment import DESK, Role
from meeting.refusal import Refusal
from server.access import refusals
from server.access.reading import language_for
from server.clock import ScriptedClock
from server.desk.console_lock import ConsoleLock
from server.desk.desk_link import DeskLinkServer
from server.health import health

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from starlette.requests import Request
    from starlette.types import ASGIApp, Receive, Scope, Send

    from server.hall import Hall

LOOPBACK = "127.0.0.1"

CONSOLE_DIGITS = 10
"""Longest process id."""

COMMAND_BYTES = 16 * 1024 * 1024
"""Longest command: an import of thousands of questions."""


LONGEST_PAUSE = 24 * 60 * 60
"""Most seconds that a script lets pass at once."""


class _Address(msgspec.Struct, forbid_unknown_fields=True):
    host: str = ""


class _Seconds(msgspec.Struct, forbid_unknown_fields=True):
    seconds: Annotated[int, msgspec.Meta(ge=0, le=LONGEST_PAUSE)]


class _Paper(msgspec.Struct, forbid_unknown_fields=True):
    survey: int
    response: FilledIn


class _Folder(msgspec.Struct, forbid_unknown_fields=True):
    folder: str = ""


def _json(value: object, status: int = 200) -> Response:
    return Response(msgspec.json.encode(value), status, media_type="application/json")


async def _body(request: Request) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > COMMAND_BYTES:
            raise Refusal("body-too-long", limit=COMMAND_BYTES)
    return bytes(body)


def _role(request: Request) -> Role:
    try:
        role = Role(request.headers.get("x-role", Role.HOST.value))
    except ValueError:
        raise Refusal("not-for-this-role", role="?") from None
    if role not in DESK:
        raise Refusal("not-for-this-role", role=role.value)
    return role


def _console(request: Request) -> str:
    """The console that asks, by its process id; empty for everybody else, also for a secretary at another laptop."""
    console = request.headers.get("x-console", "")
    return console[:CONSOLE_DIGITS] if console.isdecimal() and _role(request) is Role.HOST else ""


class Control:
    """The routes of the control link for one hall. `stop` ends the server."""

    def __init__(self, hall: Hall, stop: Callable[[], None]) -> None:
        self._hall = hall
        self._stop = stop
        self._console_lock = ConsoleLock()
        self._desk_link = hall.desk_link = DeskLinkServer(self.for_another_laptop)

    def routes(self) -> list[Route]:
        """Every route there is."""
        return [
            Route("/alive", _wording_refusals(self.alive)),
            Route("/health", _wording_refusals(self.health)),
            Route("/commits", _wording_refusals(self.commits)),
            Route("/similar/{number:int}", _wording_refusals(self.similar)),
            Route("/hints/{number:int}", _wording_refusals(self.hints)),
            Route("/command", self._locked(self.command), methods=["POST"]),
            Route("/paper", self._locked(self.paper), methods=["POST"]),
            Route("/rotate", self._locked(self.rotate), methods=["POST"]),
            Route("/address", self._locked(self.address), methods=["POST"]),
            Route("/resume", self._locked(self.resume), methods=["POST"]),
            Route("/desk-link", _wording_refusals(self.desk_link)),
            Route("/desk-link/open", self._locked(self.open_desk_link), methods=["POST"]),
            Route("/desk-link/close", self._locked(self.close_desk_link), methods=["POST"]),
            Route("/seat/take", _wording_refusals(self.take_console_lock), methods=["POST"]),
            Route("/seat/leave", _wording_refusals(self.release_console_lock), methods=["POST"]),
            Route("/stop", _wording_refusals(self.stop), methods=["POST"]),
            *self._of_a_script(),
        ]

    def _of_a_script(self) -> list[Route]:
        """What only a scripted meeting has: nobody can move the laptop's own clock."""
        if not isinstance(self._hall.clock, ScriptedClock):
            return []
        return [Route("/let-pass", _wording_refusals(self.let_pass), methods=["POST"])]

    def for_another_laptop(self) -> list[Route]:
        """What a secretary at another laptop needs: to follow, to command in that role, to see how the server does."""
        return [
            Route("/alive", _wording_refusals(self.alive)),
            Route("/health", _wording_refusals(self.health)),
            Route("/journal", _wording_refusals(self.journal)),
            Route("/similar/{number:int}", _wording_refusals(self.similar)),
            Route("/hints/{number:int}", _wording_refusals(self.hints)),
            Route("/command", _wording_refusals(self.command), methods=["POST"]),
        ]

    def _locked(
        self, answer: Callable[[Request], Awaitable[Response]]
    ) -> Callable[[Request], Awaitable[Response]]:
        """`answer`, refused to a console while another one has the console lock."""

        async def answering(request: Request) -> Response:
            self._console_lock.check(_console(request))
            return await answer(request)

        return _wording_refusals(answering)

    async def take_console_lock(self, request: Request) -> Response:
        """The console that asks commands from now on; another one only looks."""
        if console := _console(request):
            self._console_lock.take(console)
        return await self.health(request)

    async def release_console_lock(self, request: Request) -> Response:
        """The console that asks closes."""
        self._console_lock.leave(_console(request))
        return _json({})

    async def alive(self, _request: Request) -> Response:
        """The cheapest sign of life."""
        return _json({"n": self._hall.writer.record.n})

    async def health(self, request: Request) -> Response:
        """How the server does; to a console also whether another one has the console lock."""
        now = health(self._hall)
        if console := _console(request):
            self._console_lock.hear(console)
            holder, since = self._console_lock.held_against(console)
            now = msgspec.structs.replace(now, lock_holder=holder, lock_since=since)
        return _json(now)

    async def command(self, request: Request) -> Response:
        """Decide and commit one command, and say so once it is on the disk."""
        reply = await self._hall.command(decode(await _body(request)), _role(request))
        return _json({"n": reply.n, "result": reply.result})

    async def paper(self, request: Request) -> Response:
        """Take a survey filled in on paper into the survey's box; say how many responses there are."""
        _role(request)
        paper: _Paper = _decode(await _body(request), _Paper)
        return _json({"responses": await self._hall.ballots.type_in(paper.survey, paper.response)})

    async def commits(self, request: Request) -> Response:
        """A stream of the commits later than `after`: one JSON line each, as soon as it is on the disk."""
        after = request.query_params.get("after", "0")
        return StreamingResponse(
            self._lines(int(after) if after.isdecimal() else 0), media_type="application/jsonl"
        )

    async def _lines(self, after: int) -> AsyncIterator[bytes]:
        async for commit in self._hall.feed.commits(after):
            yield msgspec.json.encode(commit) + b"\n"

    async def journal(self, _request: Request) -> Response:
        """A stream of the journal's own lines, for a mirror to keep."""
        return StreamingResponse(self._hall.feed.journal(), media_type="application/jsonl")

    async def desk_link(self, _request: Request) -> Response:
        """Where the link to another laptop is open, and under what code; both empty while it is closed."""
        return _json({"address": self._desk_link.address, "code": self._desk_link.code})

    async def open_desk_link(self, _request: Request) -> Response:
        """Let a secretary at another laptop in, under a new code."""
        phones = self._hall.phone_address
        try:
            opened = await self._desk_link.open(phones.host if phones is not None else LOOPBACK)
        except OSError as refused:
            raise Refusal("no-desk-link", reason=str(refused.strerror)) from None
        return _json({"address": opened.address, "code": str(opened.pairing)})

    async def close_desk_link(self, _request: Request) -> Response:
        """Let nobody at another laptop in any more."""
        await self._desk_link.close()
        return _json({})

    async def similar(self, request: Request) -> Response:
        """The numbers of other questions that say much the same as one."""
        number: int = request.path_params["number"]
        found = self._hall.triage.similar(self._hall.state.question(number).text)
        return _json([other for other in found if other != number])

    async def hints(self, request: Request) -> Response:
        """What a moderator should look at in a question, each with its reason, in the language asked for."""
        text = self._hall.state.question(request.path_params["number"]).text
        with language.speaking(language_for(request.query_params.get("lang", ""), "")):
            return _json(
                [{"kind": hint.kind, "reason": hint.reason} for hint in self._hall.triage.hints(text)]
            )

    async def rotate(self, _request: Request) -> Response:
        """Give the hall a new code."""
        self._hall.rotate()
        return _json(health(self._hall))

    async def address(self, request: Request) -> Response:
        """Put another address into the QR."""
        self._hall.use_address(_decode(await _body(request), _Address).host)
        return _json(health(self._hall))

    async def resume(self, request: Request) -> Response:
        """Write again after the disk refused."""
        folder = _decode(await _body(request), _Folder).folder
        await self._hall.resume(Path(folder) if folder else None)
        return _json(health(self._hall))

    async def let_pass(self, request: Request) -> Response:
        """Have scripted time go by."""
        assert isinstance(self._hall.clock, ScriptedClock)
        self._hall.clock.let_pass(timedelta(seconds=_decode(await _body(request), _Seconds).seconds))
        return _json({})

    async def stop(self, _request: Request) -> Response:
        """Stop this server; the meeting stays as it is."""
        self._stop()
        return _json({})


def _decode(body: bytes, type_: type[Any]) -> Any:
    try:
        return msgspec.json.decode(body or b"{}", type=type_)
    except (ValueError, RecursionError) as wrong:
        raise Refusal("bad-command", why=str(wrong)) from None


def _wording_refusals(
    answer: Callable[[Request], Awaitable[Response]],
) -> Callable[[Request], Awaitable[Response]]:
    """`answer`, with refusals worded the way `link.client` reads them."""

    async def answering(request: Request) -> Response:
        try:
            return await answer(request)
        except Refusal as refusal:
            return _json({"refusal": refusal.code, "facts": refusal.params}, refusals.status_of(refusal))

    return answering


class TokenGate:
    """Lets in only who holds the token of the live file, and only under the address it names."""

    def __init__(self, app: ASGIApp, token: str, host: str) -> None:
        self._app = app
        self._authorization = f"Bearer {token}".encode()
        self._host = host.encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request, or answer 403 with nothing."""
        headers = dict(scope.get("headers", ()))
        token = headers.get(b"authorization", b"")
        if headers.get(b"host") == self._host and hmac.compare_digest(token, self._authorization):
            await self._app(scope, receive, send)
        else:
            await Response(status_code=403)(scope, receive, send)


def control_app(hall: Hall, token: str, host: str, stop: Callable[[], None]) -> ASGIApp:
    """The control link as an application; `host` is its own `ip:port`."""
    return TokenGate(Starlette(routes=Control(hall, stop).routes()), token, host)
