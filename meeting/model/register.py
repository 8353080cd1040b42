"""What is owed after the meeting: referrals upward or sideways, and commitments with an owner and a date."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class Status(StrEnum):
    """The official words: đã giải quyết xong; đang giải quyết; đã giải trình, thông tin; chưa giải quyết."""

    SETTLED = "settled"
    IN_PROGRESS = "in_progress"
    EXPLAINED = "explained"
    UNSETTLED = "unsettled"


CLOSED_STATUSES = frozenset({Status.SETTLED, Status.EXPLAINED})
"""Statuses after which nothing is owed any more."""


class Letter(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A letter sent or a reply received: `on` is a date (YYYY-MM-DD), `number` the records clerk's."""

    direction: str
    on: str
    number: str = ""
    note: str = ""


class Note(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A line in an entry's history: when (ISO 8601), which role, what. `status` is the status it took then, if any."""

    at: str
    by: str
    text: str
    status: Status | None = None


class Destination(StrEnum):
    """The two destinations of what is beyond the head's authority."""

    SUPERIOR = "superior"
    SPECIALISED = "specialised"


class Referral(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A recommendation beyond authority (kiến nghị): to whom, why, by when (YYYY-MM-DD), and how it goes.

    `at` is when it was entered (ISO 8601): with its number it tells one entry from another when registers are merged.
    `settled_on` is the date (YYYY-MM-DD) since which nothing is owed, empty while something is.
    """

    number: int
    question: int
    destination: Destination
    addressee: str
    text: str
    reason: str
    deadline: str
    owner: str = ""
    status: Status = Status.UNSETTLED
    letters: tuple[Letter, ...] = ()
    notes: tuple[Note, ...] = ()
    origin: str = ""
    at: str = ""
    settled_on: str = ""


class CommitmentKind(StrEnum):
    """A written answer promised, a task given to a unit, or a conclusion of the chair."""

    WRITTEN_ANSWER = "written_answer"
    ASSIGNMENT = "assignment"
    CONCLUSION = "conclusion"


class Commitment(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something this agency itself owes: by whom (`owner`), by when (YYYY-MM-DD), and how it goes.

    `at` and `settled_on` as in `Referral`. `reply` is the text of a written answer, `earlier` what it was before.
    """

    number: int
    kind: CommitmentKind
    text: str
    owner: str
    deadline: str
    question: int = 0
    status: Status = Status.UNSETTLED
    letters: tuple[Letter, ...] = ()
    notes: tuple[Note, ...] = ()
    origin: str = ""
    at: str = ""
    settled_on: str = ""
    reply: str = ""
    earlier: tuple[str, ...] = ()
