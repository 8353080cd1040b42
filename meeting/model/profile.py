"""The meeting itself: who holds it, where, in what phase, and how it is set up."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from meeting.areas import REFORM_AREAS, Area


class Phase(StrEnum):
    """Where the meeting stands in its life."""

    PREPARED = "prepared"
    OPEN = "open"
    CLOSED = "closed"


class Address(StrEnum):
    """How people are addressed in documents: đồng chí in state bodies and the armed forces, ông, bà elsewhere."""

    COMRADE = "comrade"
    CITIZEN = "citizen"


class Person(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Somebody with a part in the meeting; `rank` only where the agency's own rule prints it before the name.

    `honorific` (Ông, Bà) is for whom the meeting's own form of address does not suit.
    """

    name: str
    post: str = ""
    rank: str = ""
    honorific: str = ""


OPEN = "nopass"
WIFI_SECURITIES = ("WPA", OPEN, "WEP")
"""Kinds of network as the WIFI: QR form names them, the most usual first; nopass is an open one."""


class Wifi(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The hall's network, for the join view and posters. `security` is WPA, WEP or nopass (the WIFI: QR form)."""

    name: str
    password: str = ""
    security: str = "WPA"

    @property
    def is_open(self) -> bool:
        """Whether anybody may join it."""
        return self.security == OPEN


def network_told(name: str, password: str, security: str = "") -> Wifi:
    """A network as people tell it: where they do not say its kind, it is WPA with a password and open without one."""
    return Wifi(name, password, security or (WIFI_SECURITIES[0] if password else OPEN))


class DeadlineDefaults(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Working days from the meeting to each kind of promise; common practice, every agency may change them."""

    written_answer: int = 10
    assignment: int = 15
    superior: int = 10
    specialised: int = 10
    conclusion: int = 5


DISMISSAL_REASONS = (
    "Không thuộc phạm vi đối thoại",
    "Nội dung chưa rõ, đề nghị nêu lại",
    "Đã được quy định rõ trong văn bản hiện hành",
    "Trùng nội dung đã trả lời",
    "Không phù hợp quy định của pháp luật",
)
"""The short list a host picks from; the agency may edit it."""


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the host may change while the meeting runs."""

    moderation: bool = True
    names_on_stage: bool = False
    upvotes: bool = True
    language: str = "vi"
    areas: tuple[Area, ...] = REFORM_AREAS
    dismissal_reasons: tuple[str, ...] = DISMISSAL_REASONS
    deadlines: DeadlineDefaults = DeadlineDefaults()
    answer_minutes: int = 3
    suggestions: bool = True


class ProfileCorrection(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something of the profile, or a prompt's wording, put right after the close: what stood there, and what does now.

    `field` is the profile's own name of it, or `prompt`; both texts are as people type them.
    """

    field: str
    before: str
    after: str
    at: str
    by: str


class Meeting(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One session. Dates and times are ISO 8601 with the laptop's offset; empty where not yet known.

    `grounds` are the documents it was called under (căn cứ), `signs_as` the authority above the chair's post where
    the chair signs for somebody (TM. BAN GIÁM ĐỐC, KT. TRƯỞNG PHÒNG), `copies` how many of the minutes are signed
    (0: not said), `read_back` whether they were read out and agreed to before the close. `corrections` are those made
    after it, which the minutes tell of.
    """

    id: str
    title: str
    agency: str
    parent_agency: str
    place: str
    chair: Person
    secretary: Person
    planned_on: str
    co_chairs: tuple[Person, ...] = ()
    symbol: str = ""
    locality: str = ""
    recipients: tuple[str, ...] = ()
    wifi: Wifi | None = None
    settings: Settings = Settings()
    phase: Phase = Phase.PREPARED
    intake_open: bool = False
    check_in_open: bool = False
    opened_at: str = ""
    closed_at: str = ""
    reopened: int = 0
    rehearsal: bool = False
    purpose: str = ""
    grounds: tuple[str, ...] = ()
    signs_as: str = ""
    copies: int = 0
    read_back: bool = False
    address: Address = Address.COMRADE
    corrections: tuple[ProfileCorrection, ...] = ()
