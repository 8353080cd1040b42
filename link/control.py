"""The table of the control link: every call there is, what it takes and gives, and who may make it.

Both ends read it: `link.client` makes the calls, `server.desk.control` answers them. Requests by GET travel in the path
and the query, all others as JSON in the body; replies are JSON, streams are lines of JSON as they come.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from enum import Flag, auto
from typing import Annotated, Any, Generic, NamedTuple, TypeVar
from urllib.parse import urlencode

import msgspec

from link.hall_link import (
    HallBallots,
    HallBallotsTaken,
    HallCredential,
    HallInvitation,
    HallLinesAfter,
    HallName,
    HallReport,
    HallsReport,
    HallWelcome,
)
from link.health import Health, WallReading
from meeting.decision import Command
from meeting.dialogue.steps import StepStanding
from meeting.model.form import Choice
from meeting.model.survey import Response

RequestT = TypeVar("RequestT")
ReplyT = TypeVar("ReplyT")

REQUEST_SECONDS = 20.0
"""Longest wait for a reply: a slow disk may hold a commit for seconds."""

RESUME_SECONDS = 600.0
"""How long going on in another location may take: the whole record is copied, perhaps to a slow stick."""

LEAVE_SECONDS = 1.0
"""How long a console that closes waits for a server that hangs; its lock falls free by itself soon after."""

LONGEST_PAUSE = 24 * 60 * 60
"""Most seconds that a script lets pass at once."""


MOST_STEPS = 300
"""Most steps told at once: more than can be taken back."""


class Caller(Flag):
    """Who may make a call."""

    SCREEN = auto()
    """Any process of this laptop that can read the live file."""
    COMMANDER = auto()
    """The same, except a console while another one holds the console lock."""
    SECRETARY = auto()
    """A secretary at a paired laptop, always in that role."""
    HALL = auto()
    """Another hall of the meeting, by the credential it was given."""
    SCRIPT = auto()
    """A process of this laptop, in a meeting whose time is scripted."""


class Nothing(msgspec.Struct, frozen=True):
    """No content."""


class Alive(msgspec.Struct, frozen=True):
    """The cheapest sign of life: the last commit decided."""

    n: int


class After(msgspec.Struct, frozen=True):
    """The commit from which a stream goes on."""

    after: int = 0


class AdviceRequest(msgspec.Struct, frozen=True):
    """What was told last: the server's run and the revision; and the language hints are worded in."""

    run: str = ""
    after: int = 0
    lang: str = ""


class ModerationHint(msgspec.Struct, frozen=True):
    """Something in a question that needs a look: what kind, why, and where in its text (start, end; nowhere: equal)."""

    kind: str
    reason: str
    span: tuple[int, int] = (0, 0)


class QuestionAdvice(msgspec.Struct, frozen=True):
    """What triage says of a question: numbers of others that say much the same, and hints at care."""

    number: int
    alike: tuple[int, ...] = ()
    hints: tuple[ModerationHint, ...] = ()


class Advice(msgspec.Struct, frozen=True):
    """What changed since the revision told last, or everything where `run` is another than before.

    `pending` questions are still to be looked at: ask again.
    """

    run: str
    revision: int
    pending: int
    changed: list[QuestionAdvice]


class StepsRequest(msgspec.Struct, frozen=True):
    """How many of the desk's last steps, and the language they are worded in."""

    most: Annotated[int, msgspec.Meta(ge=1, le=MOST_STEPS)] = MOST_STEPS
    lang: str = ""


class StepLine(msgspec.Struct, frozen=True):
    """A step of the desk: its log number, when (ISO 8601), by which role, what can become of it, and its words."""

    n: int
    at: str
    by: str
    did: str
    standing: StepStanding
    words: str


class CommandReply(msgspec.Struct, frozen=True):
    """A command carried out and on the disk: the commit's number, and what it gave back."""

    n: int
    result: dict[str, Any] | None = None


class PaperResponse(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A survey filled in on paper."""

    survey: int
    response: Response


class PaperBallot(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The ballot of a slip handed in on paper, for the wording and the round of the poll that were on the screen."""

    poll: int
    edition: int
    round: int
    slip: str
    choice: Choice


class PaperBallotTaken(msgspec.Struct, frozen=True):
    """The ballot is on the disk; `replaced` tells that the slip's was typed in before."""

    replaced: bool


class ResponseCount(msgspec.Struct, frozen=True):
    """How many responses a survey has."""

    responses: int


class ShutOut(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Phones that joined in the last so many minutes, or join later, ask no more; 0: all may ask again."""

    minutes: Annotated[int, msgspec.Meta(ge=0, le=24 * 60)]


class AddressChoice(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The address for the QR code; empty: the next in score."""

    host: str = ""


class ResumeRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The folder to go on in; empty: where the record is."""

    folder: str = ""


class DeskLink(msgspec.Struct, frozen=True):
    """The link to another laptop: `address` is "ip:port", `code` the pairing code in groups of four; empty: closed."""

    address: str = ""
    code: str = ""


class StageWindow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A window that shows the stage, by its process id, and how it reads now; `leaves` where it closes."""

    window: int
    leaves: bool = False
    reads: WallReading | None = None


class StageInvitation(msgspec.Struct, frozen=True):
    """The way in for one more screen: `address` as typed there, `here` for this laptop's own browser, and the code."""

    address: str
    here: str
    code: str
    seconds: int


class Pause(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Scripted time that goes by."""

    seconds: Annotated[int, msgspec.Meta(ge=0, le=LONGEST_PAUSE)]


class Lines(NamedTuple):
    """A stream: lines of JSON as they come."""

    lines: AsyncIterator[bytes]


class RefusalBody(msgspec.Struct, frozen=True):
    """The body of every reply that is not a success."""

    refusal: str
    params: dict[str, str | int] = msgspec.field(default_factory=dict, name="facts")


@dataclass(frozen=True)
class ControlCall(Generic[RequestT, ReplyT]):
    """One line of the table. `seconds` is the longest that whoever calls waits."""

    method: str
    path: str
    request: type[RequestT]
    reply: type[ReplyT]
    callers: Caller
    seconds: float = REQUEST_SECONDS

    @property
    def route(self) -> str:
        """The path as a router reads it: what varies in it is a whole number."""
        return re.sub(r"{(\w+)}", r"{\1:int}", self.path)

    def encoded(self, request: RequestT | None) -> tuple[str, bytes]:
        """The target and the body that carry `request`; None where the call takes nothing."""
        if self.method == "GET":
            fields = {} if request is None else msgspec.to_builtins(request)
            query = urlencode(
                {name: value for name, value in fields.items() if f"{{{name}}}" not in self.path}
            )
            return self.path.format(**fields) + (f"?{query}" if query else ""), b""
        return self.path, b"" if request is None else msgspec.json.encode(request)


_SCREENS = Caller.SCREEN | Caller.SECRETARY

ALIVE = ControlCall("GET", "/alive", Nothing, Alive, _SCREENS)
HEALTH = ControlCall("GET", "/health", Nothing, Health, _SCREENS)
COMMITS = ControlCall("GET", "/commits", After, Lines, Caller.SCREEN)
JOURNAL = ControlCall("GET", "/journal", Nothing, Lines, Caller.SECRETARY)
ADVICE = ControlCall("GET", "/advice", AdviceRequest, Advice, _SCREENS)
STEPS = ControlCall("GET", "/steps", StepsRequest, list[StepLine], _SCREENS)
COMMAND = ControlCall("POST", "/command", Command, CommandReply, Caller.COMMANDER | Caller.SECRETARY)
PAPER = ControlCall("POST", "/paper", PaperResponse, ResponseCount, Caller.COMMANDER)
PAPER_BALLOT = ControlCall(
    "POST", "/paper/ballot", PaperBallot, PaperBallotTaken, Caller.COMMANDER | Caller.SECRETARY
)
ROTATE = ControlCall("POST", "/rotate", Nothing, Health, Caller.COMMANDER)
SHUT_OUT = ControlCall("POST", "/shut-out", ShutOut, Health, Caller.COMMANDER)
ADDRESS = ControlCall("POST", "/address", AddressChoice, Health, Caller.COMMANDER)
RESUME = ControlCall("POST", "/resume", ResumeRequest, Health, Caller.COMMANDER, RESUME_SECONDS)
DESK_LINK = ControlCall("GET", "/desk-link", Nothing, DeskLink, Caller.SCREEN)
OPEN_DESK_LINK = ControlCall("POST", "/desk-link/open", Nothing, DeskLink, Caller.COMMANDER)
CLOSE_DESK_LINK = ControlCall("POST", "/desk-link/close", Nothing, Nothing, Caller.COMMANDER)
STAGE_WINDOW = ControlCall("POST", "/stage/window", StageWindow, Health, Caller.SCREEN)
INVITE_STAGE_SCREEN = ControlCall("POST", "/stage/invite", Nothing, StageInvitation, Caller.COMMANDER)
SHUT_STAGE_SCREENS = ControlCall("POST", "/stage/shut", Nothing, Health, Caller.COMMANDER)
TAKE_CONSOLE_LOCK = ControlCall("POST", "/seat/take", Nothing, Health, Caller.SCREEN)
RELEASE_CONSOLE_LOCK = ControlCall("POST", "/seat/leave", Nothing, Nothing, Caller.SCREEN, LEAVE_SECONDS)
HALLS = ControlCall("GET", "/halls", Nothing, HallsReport, Caller.SCREEN)
INVITE_HALL = ControlCall("POST", "/halls/invite", HallName, HallInvitation, Caller.COMMANDER)
REVOKE_HALL = ControlCall("POST", "/halls/revoke", HallName, HallsReport, Caller.COMMANDER)
COUNT_WITHOUT = ControlCall("POST", "/halls/count-without", Nothing, HallsReport, Caller.COMMANDER)
HALL_JOIN = ControlCall("POST", "/hall/join", HallCredential, HallWelcome, Caller.HALL)
HALL_LINES = ControlCall("GET", "/hall/lines", HallLinesAfter, Lines, Caller.HALL)
HALL_COMMAND = ControlCall("POST", "/hall/command", Command, CommandReply, Caller.HALL)
HALL_REPORT = ControlCall("POST", "/hall/report", HallReport, Nothing, Caller.HALL)
HALL_BALLOTS = ControlCall("POST", "/hall/ballots", HallBallots, HallBallotsTaken, Caller.HALL)
STOP = ControlCall("POST", "/stop", Nothing, Nothing, Caller.SCREEN)
LET_PASS = ControlCall("POST", "/let-pass", Pause, Nothing, Caller.SCRIPT)

CALLS: tuple[ControlCall[Any, Any], ...] = (
    ALIVE,
    HEALTH,
    COMMITS,
    JOURNAL,
    ADVICE,
    STEPS,
    COMMAND,
    PAPER,
    PAPER_BALLOT,
    ROTATE,
    SHUT_OUT,
    ADDRESS,
    RESUME,
    DESK_LINK,
    OPEN_DESK_LINK,
    CLOSE_DESK_LINK,
    STAGE_WINDOW,
    INVITE_STAGE_SCREEN,
    SHUT_STAGE_SCREENS,
    TAKE_CONSOLE_LOCK,
    RELEASE_CONSOLE_LOCK,
    HALLS,
    INVITE_HALL,
    REVOKE_HALL,
    COUNT_WITHOUT,
    HALL_JOIN,
    HALL_LINES,
    HALL_COMMAND,
    HALL_REPORT,
    HALL_BALLOTS,
    STOP,
    LET_PASS,
)
"""The whole table."""
