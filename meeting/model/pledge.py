"""An emulation pledge (giao ước thi đua): what is promised, who signs it, and what came of it."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class Direction(StrEnum):
    """Whether more of a target's figure is better, or less (late files, complaints)."""

    HIGHER = "higher"
    LOWER = "lower"


class Task(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A task (nhiệm vụ) of the movement; `area` is the reform area it serves, empty if none."""

    id: str
    text: str
    area: str = ""


class Target(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A figure to reach for a task.

    `indicator` is the level assigned (chỉ tiêu), `plan` the plan's level (kế hoạch), both decimal numbers in ASCII,
    empty where none was set. `quality` says when the work counts as done well, `evidence` what will prove it,
    `deadline` is a date (YYYY-MM-DD).
    """

    id: str
    task: str
    text: str
    unit: str = ""
    direction: Direction = Direction.HIGHER
    indicator: str = ""
    plan: str = ""
    deadline: str = ""
    quality: str = ""
    evidence: str = ""


class PledgePhase(StrEnum):
    """Being written; open for signatures (its text no longer changes); signed."""

    PREPARED = "prepared"
    SIGNING = "signing"
    SIGNED = "signed"


class Pledge(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The text of one pledge; its table id is its number. `origin` is the meeting it was carried over from."""

    number: int
    title: str
    slogan: str = ""
    grounds: tuple[str, ...] = ()
    tasks: tuple[Task, ...] = ()
    targets: tuple[Target, ...] = ()
    measures: tuple[str, ...] = ()
    promises: tuple[str, ...] = ()
    phase: PledgePhase = PledgePhase.PREPARED
    opened_at: str = ""
    signed_at: str = ""
    origin: str = ""

    def target(self, id_: str) -> Target | None:
        """The target called `id_`, None if there is none."""
        return next((target for target in self.targets if target.id == id_), None)


class SignerKind(StrEnum):
    """A team (đội công tác), a mass organisation (đoàn thể), or a witness (người chứng kiến)."""

    TEAM = "team"
    MASS_ORGANISATION = "mass_organisation"
    WITNESS = "witness"


class SignatureStatus(StrEnum):
    """Nobody signed yet; a phone offered a signature that the desk has not yet taken; signed."""

    AWAITED = "awaited"
    OFFERED = "offered"
    SIGNED = "signed"


class Signer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One place in the grid of signatures; its table id is its number.

    `levels` are the levels this team registered (mức đăng ký), by target id. `signature` is path data in a box of
    1000 by 400 (see `meeting.pledges.signature`), empty where a signature is given on paper.
    """

    number: int
    pledge: int
    kind: SignerKind
    organisation: str
    levels: dict[str, str] = {}
    name: str = ""
    post: str = ""
    signature: str = ""
    standing: SignatureStatus = SignatureStatus.AWAITED
    by_phone: bool = False
    signed_at: str = ""


class Review(StrEnum):
    """When results are looked at: the interim review (sơ kết) or the final one (tổng kết)."""

    INTERIM = "interim"
    FINAL = "final"


class TargetResult(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one signer reached on one target at one review; its table id is its number.

    `value` is a decimal number in ASCII; `good` tells that the target's quality was kept; `verified` that somebody
    other than the team checked it. `earlier` keeps former values.
    """

    number: int
    pledge: int
    signer: int
    target: str
    review: Review
    value: str
    at: str
    good: bool = True
    evidence: str = ""
    verified: bool = False
    earlier: tuple[str, ...] = ()


class PledgeReview(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A review held: its conclusion in words; its table id is its number. `on` is a date (YYYY-MM-DD)."""

    number: int
    pledge: int
    review: Review
    on: str
    text: str
