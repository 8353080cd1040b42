"""A question, opinion or recommendation from the hall, and what became of it."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from meeting.areas import UNCLASSIFIED


class Channel(StrEnum):
    """How a question came in."""

    PHONE = "phone"
    PAPER = "paper"
    TYPED = "typed"
    IMPORTED = "imported"


class QuestionKind(StrEnum):
    """câu hỏi, ý kiến, kiến nghị."""

    QUESTION = "question"
    OPINION = "opinion"
    RECOMMENDATION = "recommendation"


class ModerationStatus(StrEnum):
    """Whether others may see a question, and whether it still stands for itself."""

    RECEIVED = "received"
    LISTED = "listed"
    HIDDEN = "hidden"
    ROUTED_OUT = "routed_out"
    MERGED = "merged"
    SPLIT = "split"


class Outcome(StrEnum):
    """What the chair decided at the two gates: is it legitimate, is it within authority?"""

    ANSWERED = "answered"
    WRITTEN_ANSWER = "written_answer"
    ASSIGNED = "assigned"
    SUPERIOR = "superior"
    SPECIALISED = "specialised"
    EXPLAINED = "explained"
    NOT_TAKEN_UP = "not_taken_up"
    OUT_OF_SCOPE = "out_of_scope"


MASK = "▒▒▒"
"""What stands visibly where private data was covered."""

ROUTED_OUT_TEXT = "Nội dung đã được chuyển theo quy định về tiếp công dân, khiếu nại, tố cáo."
"""The neutral line that stands for a complaint or denunciation everywhere (Law on Denunciations 2018)."""

WITHDRAWN_TEXT = "Người hỏi đã rút lại nội dung này."
"""The neutral line that stands for a question its asker took back."""

PROMISES = frozenset({Outcome.WRITTEN_ANSWER, Outcome.ASSIGNED})
"""Outcomes that owe something by a date: they stand in the register as commitments."""

ESCALATIONS = frozenset({Outcome.SUPERIOR, Outcome.SPECIALISED})
"""Outcomes beyond the head's authority: they stand in the register as referrals."""

DISMISSALS = frozenset({Outcome.NOT_TAKEN_UP, Outcome.OUT_OF_SCOPE})
"""Outcomes that need a reason."""


class AreaSuggestion(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What triage thinks, kept to be shown and compared: never a filing. `confidence` is between 0 and 1."""

    area: str
    second: str = ""
    confidence: float = 0.0
    confident: bool = False


class Question(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One item from the hall; its table id is its number.

    `receipt` is the SHA-256 of what the asker's phone holds, nothing else ties a question to a phone. `earlier` keeps
    each former wording; `masked` tells that private data is covered and the original sealed in its own table.
    """

    number: int
    text: str
    at: str
    channel: Channel
    kind: QuestionKind = QuestionKind.QUESTION
    area: str = UNCLASSIFIED
    asked_area: str = ""
    suggestion: AreaSuggestion | None = None
    prompt: int = 0
    name: str = ""
    unit: str = ""
    standing: ModerationStatus = ModerationStatus.RECEIVED
    stood: str = ""
    outcome: Outcome | None = None
    reason: str = ""
    decided_at: str = ""
    merged_into: int = 0
    parent: int = 0
    children: tuple[int, ...] = ()
    earlier: tuple[str, ...] = ()
    masked: bool = False
    removed: int = 0
    receipt: str = ""
    batch: int = 0
    carried_from: str = ""

    @property
    def is_alive(self) -> bool:
        """Whether it stands for itself: not merged away, split up or routed out."""
        return self.standing in {ModerationStatus.RECEIVED, ModerationStatus.LISTED, ModerationStatus.HIDDEN}

    @property
    def is_silenced(self) -> bool:
        """Whether its words went with a complaint: it was one, or said the same."""
        return self.masked and self.text == ROUTED_OUT_TEXT

    @property
    def is_withdrawn(self) -> bool:
        """Whether its asker took it back."""
        return self.masked and self.text == WITHDRAWN_TEXT

    @property
    def is_rejoined(self) -> bool:
        """Whether it was a part of a whole that has been put together again."""
        return self.standing is ModerationStatus.MERGED and self.merged_into == self.parent

    @property
    def is_public(self) -> bool:
        """Whether other phones and the projector may show it."""
        return self.standing is ModerationStatus.LISTED


class Wording(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One version of a text: who wrote it (a role, never a person) and when (ISO 8601)."""

    text: str
    at: str
    by: str


class Answer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the leader replied, as recorded.

    `said` is the text as taken down `at` that time `by` that role, `verbatim` tells whether word for word or in
    summary. `wording` is the secretary's edited form for the minutes, empty until edited, of `worded_at` and
    `worded_by`; both stay. `revision` grows with every change, and `diverged` tells that two windows changed the same
    revision: nothing is lost, `earlier` has both.
    """

    question: int
    said: str
    speaker: str
    at: str
    by: str
    verbatim: bool = False
    wording: str = ""
    revision: int = 1
    earlier: tuple[Wording, ...] = ()
    diverged: bool = False
    worded_at: str = ""
    worded_by: str = ""

    @property
    def text(self) -> str:
        """The form the minutes print."""
        return self.wording or self.said

    @property
    def newest(self) -> Wording:
        """The form the minutes print, with who wrote it and when."""
        if self.wording:
            return Wording(self.wording, self.worded_at or self.at, self.worded_by or self.by)
        return Wording(self.said, self.at, self.by)


class VoteCount(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How many devices support a question; the devices themselves are in the ballot box until the meeting closes."""

    count: int


class Satisfaction(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How many askers said their question was, or was not, answered. Counts only."""

    satisfied: int = 0
    unsatisfied: int = 0


class Origin(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The hall of the meeting a question was asked in, by the name the host gave it; none stands for the main hall."""

    hall: str


class Sealed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A text taken off every screen and document: of a complaint routed out, a masked question, or one taken back."""

    text: str
    why: str
    at: str
