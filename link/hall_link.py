"""What halls and the main hall say to each other, and what the host's screens are told about halls."""

from __future__ import annotations

from typing import Any

import msgspec


class HallName(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A hall, by the name the host gave it."""

    name: str


class HallInvitation(msgspec.Struct, frozen=True):
    """The way in for one hall: `address` is "ip:port", `code` is good once, in groups of four."""

    name: str
    address: str
    code: str


class HallStanding(msgspec.Struct, frozen=True):
    """One hall as the main hall knows it now; `n` is the last commit its copy has, `silent` whole seconds unheard of.

    Until it has `joined` with its code nothing else is known. A hall not heard since the server started has been
    silent for as long as that.
    """

    name: str
    joined: bool = False
    phones: int = 0
    waiting: int = 0
    n: int = 0
    behind: int = 0
    silent: int = 0
    is_silent: bool = False
    questions: int = 0


class AwaitedVote(msgspec.Struct, frozen=True):
    """A closed vote that is counted once these halls have sent their ballots, or the host goes on without them."""

    topic: str
    halls: tuple[str, ...]


class HallsReport(msgspec.Struct, frozen=True):
    """Every hall, and which votes wait for whom; `address` is where halls come in, empty before the first is named."""

    address: str = ""
    halls: tuple[HallStanding, ...] = ()
    awaited: tuple[AwaitedVote, ...] = ()


class HallCredential(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a hall will show from now on: random, made by the hall itself, so that it can ask again."""

    credential: str


class HallWelcome(msgspec.Struct, frozen=True):
    """The hall is let in, under this name, to this meeting."""

    name: str
    meeting: str
    title: str


class HallReport(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a hall says of itself: phones there, what waits in its outbox, and the last commit its copy has."""

    phones: int
    waiting: int
    n: int


class HallLinesAfter(msgspec.Struct, frozen=True):
    """From which commit a hall's stream goes on, and as of which its copy is known to hold nothing taken back."""

    after: int = 0
    clean: int = 0


class HallBallots(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A hall's ballots of one closed vote, sorted, without any mark of who cast them."""

    topic: str
    ballots: list[Any]


class HallBallotsTaken(msgspec.Struct, frozen=True):
    """Whether the ballots are in the main hall's box; where not, the vote was counted without them."""

    taken: bool


class HallOp(msgspec.Struct, frozen=True, omit_defaults=True):
    """One document as a hall may have it; None: taken away."""

    table: str
    id: int
    document: dict[str, Any] | None = None


class HallLine(msgspec.Struct, frozen=True, omit_defaults=True):
    """One commit as a hall may have it, with the original's digest.

    `clean` tells as of which commit a copy begun now holds nothing taken back; with `anew` what the hall has is to be
    thrown away, since something in it was taken back since; `upto` is the last commit there is now. These come in a
    line of their own, whose `n` is 0.
    """

    n: int = 0
    digest: str = ""
    at: str = ""
    by: str = ""
    did: str = ""
    ops: tuple[HallOp, ...] = ()
    clean: int = 0
    upto: int = 0
    anew: bool = False
