"""Who was at the meeting: entries by the desk, from a list, or by people's own phones."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class Source(StrEnum):
    """How an entry of the attendance came in. An invited one was listed before anybody arrived."""

    TYPED = "typed"
    IMPORTED = "imported"
    INVITED = "invited"
    PHONE = "phone"


class AttendanceEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A person or an organisation with a head count; a name stands here only because somebody gave it.

    Whoever checked in by phone has a `receipt`, the SHA-256 of what that phone holds to correct or withdraw the entry,
    and `at` (ISO 8601, rounded down to five minutes). Neither is found on any question or vote.
    """

    name: str
    organisation: str = ""
    post: str = ""
    count: int = 1
    present: bool = True
    source: Source = Source.TYPED
    at: str = ""
    receipt: str = ""


class Arrival(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A check-in by phone and the listed entry that it is, by their numbers."""

    check_in: int
    listed: int
