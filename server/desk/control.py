"""The control link answered: this laptop's own screens command the meeting, on loopback, with the live file's token.

What there is to call, and who may, stands in `link.control`.
"""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import msgspec
from starlette.applications import Starlette
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

import language
from link import control, hall_link
from link.control import Caller, CommandReply, ControlCall, DeskLink, Lines, ModerationHint, Nothing
from meeting.commands import registry
from meeting.decision import Command
from meeting.dialogue.steps import steps
from meeting.moment import DESK, Role
from meeting.refusal import Refusal
from server import limits
from server.access import refusals
from server.access.reading import language_for
from server.clock import ScriptedClock
from server.desk.token_gate import TokenGate
from server.halls.answers import HallAnswers
from server.halls.link_server import CREDENTIAL, HALL
from server.health import about, health
from server.stage.page import PATH as STAGE_PATH
from wording.steps import step_words

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from starlette.requests import Request
    from starlette.types import ASGIApp

    from link.health import Health
    from meeting.state import State
    from server.desk.advice import AdviceNews
    from server.desk.console_lock import ConsoleLock
    from server.hall import Hall

RequestT = TypeVar("RequestT")
ReplyT = TypeVar("ReplyT")

LOOPBACK = "127.0.0.1"

CONSOLE_DIGITS = 10
"""Longest process id."""

COMMAND_BYTES = 16 * 1024 * 1024
"""Longest body: an import of thousands of questions."""


class Sender(NamedTuple):
    """Who makes a call: its role, and the process id of a console of the host's; empty for everybody else."""

    role: Role
    console: str
    hall: str = ""
    """The hall it comes from, and what that showed; empty at this laptop."""
    credential: str = ""


class Control:
    """The answers to the control link's calls for one hall. `stop` ends the server."""

    def __init__(self, hall: Hall, stop: Callable[[], None], console_lock: ConsoleLock) -> None:
        self._hall = hall
        self._stop = stop
        self._console_lock = console_lock
        self._about_record = about(hall.writer.record)
        self._halls = HallAnswers(hall)

    @property
    def callers(self) -> Caller:
        """Who comes by this laptop's own link."""
        is_scripted = isinstance(self._hall.clock, ScriptedClock)
        return Caller.SCREEN | Caller.COMMANDER | (Caller.SCRIPT if is_scripted else Caller(0))

    def routes(self, callers: Caller) -> list[Route]:
        """The calls that any of `callers` may make."""
        answers = (
            self._route(control.ALIVE, self._alive),
            self._route(control.HEALTH, self._health),
            self._route(control.COMMITS, self._commits),
            self._route(control.JOURNAL, self._journal),
            self._route(control.ADVICE, self._advice),
            self._route(control.STEPS, self._steps),
            self._route(control.COMMAND, self._command),
            self._route(control.PAPER, self._paper),
            self._route(control.PAPER_BALLOT, self._paper_ballot),
            self._route(control.ROTATE, self._rotate),
            self._route(control.SHUT_OUT, self._shut_out),
            self._route(control.ADDRESS, self._address),
            self._route(control.RESUME, self._resume),
            self._route(control.DESK_LINK, self._desk_link),
            self._route(control.OPEN_DESK_LINK, self._open_desk_link),
            self._route(control.CLOSE_DESK_LINK, self._close_desk_link),
            self._route(control.STAGE_WINDOW, self._stage_window),
            self._route(control.INVITE_STAGE_SCREEN, self._invite_stage_screen),
            self._route(control.SHUT_STAGE_SCREENS, self._shut_stage_screens),
            self._route(control.TAKE_CONSOLE_LOCK, self._take_console_lock),
            self._route(control.RELEASE_CONSOLE_LOCK, self._release_console_lock),
            self._route(control.HALLS, lambda _nothing, _sender: self._halls.report()),
            self._route(control.INVITE_HALL, lambda asked, _sender: self._invite_hall(asked)),
            self._route(control.REVOKE_HALL, lambda asked, _sender: self._halls.revoke(asked)),
            self._route(control.COUNT_WITHOUT, lambda _nothing, _sender: self._halls.count_without()),
            self._route(control.HALL_JOIN, lambda asked, sender: self._halls.join(asked, sender.hall)),
            self._route(
                control.HALL_LINES,
                lambda asked, sender: self._halls.lines(asked, sender.hall, sender.credential),
            ),
            self._route(control.HALL_COMMAND, lambda asked, sender: self._halls.command(asked, sender.hall)),
            self._route(control.HALL_REPORT, lambda said, sender: self._halls.hear(said, sender.hall)),
            self._route(control.HALL_BALLOTS, lambda given, sender: self._halls.ballots(given, sender.hall)),
            self._route(control.STOP, self._stop_server),
            self._route(control.LET_PASS, self._let_pass),
        )
        return [route for call, route in answers if call.callers & callers]

    async def _invite_hall(self, asked: hall_link.HallName) -> hall_link.HallInvitation:
        return await self._halls.invite(asked, self.hall_app)

    async def open_halls(self) -> None:
        """Let halls in again that were named before this server started. Raises OSError."""
        await self._hall.keeper.open(self._halls.host, self.hall_app)

    @property
    def hall_app(self) -> ASGIApp:
        """What a hall reaches by its link, and nothing else."""
        return Starlette(routes=self.routes(Caller.HALL))

    def _route(
        self, call: ControlCall[RequestT, ReplyT], answer: Callable[[RequestT, Sender], Awaitable[ReplyT]]
    ) -> tuple[ControlCall[RequestT, ReplyT], Route]:
        """The call as a route: its request read, refusals as `link.client` reads them."""

        async def serve(request: Request) -> Response:
            try:
                sender = _sender(request)
                if Caller.COMMANDER in call.callers:
                    self._console_lock.check(sender.console)
                reply = await answer(await _read(request, call), sender)
            except Refusal as refusal:
                body = control.RefusalBody(refusal.code, refusal.params)
                return _json(body, refusals.status_of(refusal))
            if isinstance(reply, Lines):
                return StreamingResponse(reply.lines, media_type="application/jsonl")
            return _json(reply)

        return call, Route(call.route, serve, methods=[call.method])

    def _now(self) -> Health:
        return health(self._hall, self._about_record)

    async def _alive(self, _nothing: Nothing, _sender: Sender) -> control.Alive:
        return control.Alive(self._hall.writer.record.n)

    async def _health(self, _nothing: Nothing, sender: Sender) -> Health:
        """How the server does; to a console also whether another one has the console lock."""
        now = self._now()
        if not sender.console:
            return now
        self._console_lock.hear(sender.console)
        holder, since = self._console_lock.held_against(sender.console)
        return msgspec.structs.replace(now, lock_holder=holder, lock_since=since)

    async def _commits(self, request: control.After, _sender: Sender) -> Lines:
        async def lines() -> AsyncIterator[bytes]:
            async for commit in self._hall.feed.commits(request.after):
                yield msgspec.json.encode(commit) + b"\n"

        return Lines(lines())

    async def _journal(self, _nothing: Nothing, _sender: Sender) -> Lines:
        """The journal's own lines, for a mirror to keep."""
        return Lines(self._hall.feed.journal())

    async def _advice(self, request: control.AdviceRequest, _sender: Sender) -> control.Advice:
        """Hints and repeats of every question, as far as they changed since the last asking."""
        lang = language_for(request.lang, "")
        run = f"{self._hall.started_at} {lang}"
        news = await self._hall.triage.advice(request.after if request.run == run else 0, lang)
        return advice_reply(run, news)

    async def _steps(self, request: control.StepsRequest, _sender: Sender) -> list[control.StepLine]:
        """The desk's last steps in words, newest first."""
        with language.using(language_for(request.lang, "")):
            return step_lines(self._hall.state, request.most)

    async def _command(self, command: Command, sender: Sender) -> CommandReply:
        """Decide and commit one command, and say so once it is on the disk."""
        return CommandReply(*await self._hall.command(command, sender.role))

    async def _paper(self, paper: control.PaperResponse, _sender: Sender) -> control.ResponseCount:
        """Take a survey filled in on paper into the survey's box; say how many responses there are."""
        return control.ResponseCount(await self._hall.boxes.ballots.type_in(paper.survey, paper.response))

    async def _paper_ballot(self, paper: control.PaperBallot, _sender: Sender) -> control.PaperBallotTaken:
        """Take the ballot of a slip handed in on paper into the poll's box."""
        taken = self._hall.boxes.ballots.type_in_ballot(
            paper.poll, paper.choice, paper.slip, edition=paper.edition, round_=paper.round
        )
        return control.PaperBallotTaken(await taken)

    async def _rotate(self, _nothing: Nothing, _sender: Sender) -> Health:
        """Give the hall a new code; phones that joined stay."""
        self._hall.rotate()
        return self._now()

    async def _shut_out(self, request: control.ShutOut, _sender: Sender) -> Health:
        """Let phones that joined lately ask no more, or all of them ask again."""
        try:
            self._hall.shut_out(request.minutes)
        except OSError as refused:
            raise Refusal("unwritable", reason=str(refused.strerror)) from None
        return self._now()

    async def _address(self, choice: control.AddressChoice, _sender: Sender) -> Health:
        """Put another of this laptop's addresses into the QR code."""
        self._hall.use_address(choice.host)
        return self._now()

    async def _resume(self, request: control.ResumeRequest, _sender: Sender) -> Health:
        """Write again after the disk refused."""
        await self._hall.resume(Path(request.folder) if request.folder else None)
        return self._now()

    async def _desk_link(self, _nothing: Nothing, _sender: Sender) -> DeskLink:
        """Where the link to another laptop is open, and under what code."""
        link = self._hall.desk_link
        return DeskLink(link.address, link.code)

    async def _open_desk_link(self, nothing: Nothing, sender: Sender) -> DeskLink:
        """Let a secretary at another laptop in, under a new code."""
        phones = self._hall.phone_address
        host = phones.host if phones is not None else LOOPBACK
        try:
            await self._hall.desk_link.open(host, Starlette(routes=self.routes(Caller.SECRETARY)))
        except OSError as refused:
            raise Refusal("no-desk-link", reason=str(refused.strerror)) from None
        return await self._desk_link(nothing, sender)

    async def _close_desk_link(self, nothing: Nothing, _sender: Sender) -> Nothing:
        """Let nobody at another laptop in any more."""
        await self._hall.desk_link.close()
        return nothing

    async def _stage_window(self, window: control.StageWindow, _sender: Sender) -> Health:
        """A window that shows the stage is there, or closes."""
        windows = self._hall.stage_windows
        if window.leaves:
            windows.leave(window.window)
        else:
            windows.hear(window.window, window.reads)
        return self._now()

    async def _invite_stage_screen(self, _nothing: Nothing, _sender: Sender) -> control.StageInvitation:
        """A one-time code for one more screen of the stage in a browser."""
        phones = self._hall.phone_address
        if phones is None:
            raise Refusal("no-stage-screens")
        try:
            code = self._hall.stage_passes.invite()
        except OSError as refused:
            raise Refusal("unwritable", reason=str(refused.strerror)) from None
        here = f"{phones.here}{STAGE_PATH}"
        return control.StageInvitation(
            f"{phones.origin}{STAGE_PATH}", f"{here}#{code}", code, round(limits.STAGE_CODE_SECONDS)
        )

    async def _shut_stage_screens(self, _nothing: Nothing, _sender: Sender) -> Health:
        """Let no browser show the stage any more."""
        try:
            self._hall.stage_passes.shut_out()
        except OSError as refused:
            raise Refusal("unwritable", reason=str(refused.strerror)) from None
        self._hall.stage_pictures.shut_out()
        return self._now()

    async def _take_console_lock(self, nothing: Nothing, sender: Sender) -> Health:
        """The console that asks commands from now on; another one only looks."""
        if sender.console:
            self._console_lock.take(sender.console)
        return await self._health(nothing, sender)

    async def _release_console_lock(self, nothing: Nothing, sender: Sender) -> Nothing:
        """The console that asks closes."""
        self._console_lock.leave(sender.console)
        return nothing

    async def _stop_server(self, nothing: Nothing, _sender: Sender) -> Nothing:
        """Stop this server; the meeting stays as it is."""
        self._stop()
        return nothing

    async def _let_pass(self, pause: control.Pause, _sender: Sender) -> Nothing:
        """Have scripted time go by: nobody can move the laptop's own clock."""
        assert isinstance(self._hall.clock, ScriptedClock)
        self._hall.clock.let_pass(timedelta(seconds=pause.seconds))
        return Nothing()


def advice_reply(run: str, news: AdviceNews) -> control.Advice:
    """What changed, as the control link tells it."""
    told = [
        control.QuestionAdvice(
            each.number,
            each.alike,
            tuple(ModerationHint(hint.kind, hint.reason, hint.span) for hint in each.hints),
        )
        for each in news.changed
    ]
    return control.Advice(run, news.revision, news.pending, told)


def step_lines(state: State, most: int) -> list[control.StepLine]:
    """The desk's last steps, newest first, worded in the current language."""
    return [
        control.StepLine(
            step.n, step.entry.at, step.entry.by, step.entry.did, step.standing, step_words(state, step)
        )
        for step in steps(state, most)
    ]


def _json(value: object, status: int = 200) -> Response:
    return Response(msgspec.json.encode(value), status, media_type="application/json")


def _sender(request: Request) -> Sender:
    """Who asks. Raises Refusal ``not-for-this-role`` for a role that is none of the desk's."""
    hall = request.scope.get(HALL, "")
    if hall:
        return Sender(Role.PHONE, "", hall, request.scope[CREDENTIAL])
    given = request.headers.get("x-role", Role.HOST.value)
    if given not in DESK:
        raise Refusal("not-for-this-role", role=given if given in set(Role) else "?")
    console = request.headers.get("x-console", "")
    is_console = console.isdecimal() and given == Role.HOST
    return Sender(Role(given), console[:CONSOLE_DIGITS] if is_console else "")


async def _read(request: Request, call: ControlCall[RequestT, Any]) -> RequestT:
    """The request of a call. Raises Refusal ``bad-command`` or ``body-too-long``."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > COMMAND_BYTES:
            raise Refusal("body-too-long", limit=COMMAND_BYTES)
    if call.request is Command:
        return registry.decode(bytes(body))  # type: ignore[return-value]  # RequestT is Command here
    try:
        if call.method == "GET":
            return msgspec.convert(
                {**request.query_params, **request.path_params}, call.request, strict=False
            )
        return msgspec.json.decode(body or b"{}", type=call.request)
    except (ValueError, RecursionError) as wrong:
        raise Refusal("bad-command", why=str(wrong)) from None


def control_app(control: Control, token: str, host: str) -> ASGIApp:
    """The control link as an application; `host` is its own `ip:port`."""
    return TokenGate(Starlette(routes=control.routes(control.callers)), token, host)
