"""The parts of a meeting and the open questions the host puts to the hall."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class ItemKind(StrEnum):
    """What an agenda item is for; starting one sets intake, stage and timer accordingly."""

    OPENING = "opening"
    REPORT = "report"
    LAUNCH = "launch"
    PLEDGE = "pledge"
    DIALOGUE = "dialogue"
    SURVEY = "survey"
    CONCLUSION = "conclusion"
    CLOSING = "closing"


class AgendaItem(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One part of the meeting; times are ISO 8601, empty until it starts or ends.

    `content` is what the minutes tell of it (a report's summary, a speech), `earlier` what stood there before.
    """

    order: int
    title: str
    kind: ItemKind
    planned_minutes: int
    started_at: str = ""
    ended_at: str = ""
    content: str = ""
    earlier: tuple[str, ...] = ()


class Prompt(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An open question the host puts to the hall (câu hỏi gợi ý); answers gather under it by its own QR link."""

    number: int
    text: str
    open: bool = True
    area: str = ""


class Conclusion(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A conclusion of the chair, dictated at the end; `commitment` is its row in the register, 0 if none."""

    number: int
    text: str
    commitment: int = 0
    earlier: tuple[str, ...] = ()
