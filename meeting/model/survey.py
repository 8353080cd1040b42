"""A survey: a set of items filled in together, and the results the record keeps of it."""

from __future__ import annotations

import msgspec

from meeting.model.form import Choice, Form, Tally
from meeting.model.vote import VotePhase


class Item(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One item. `id` is stable from meeting to meeting, so that results can be compared; `section` is a heading."""

    id: str
    text: str
    form: Form
    section: str = ""
    required: bool = False


class Response(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One filled-in survey: answers by item id, and the unit where its giver chose to name it."""

    answers: dict[str, Choice]
    unit: str = ""


class GroupResult(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """An item's result in one unit (empty: no unit named). A `hidden` one holds no figures at all."""

    unit: str
    hidden: bool = False
    counts: tuple[int, ...] = ()
    abstained: int = 0


class ItemResult(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What was answered to one item; `skipped` left it empty."""

    item: str
    tally: Tally
    skipped: int = 0
    groups: tuple[GroupResult, ...] = ()


class SurveyResult(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The results of a survey, small groups already hidden: what is hidden is not in the record either."""

    responses: int = 0
    items: tuple[ItemResult, ...] = ()

    def item(self, id_: str) -> ItemResult | None:
        """The result of item `id_`, None if it was not asked."""
        return next((result for result in self.items if result.item == id_), None)


class Earlier(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The same survey at an earlier meeting, to compare with."""

    meeting: str
    held_on: str
    result: SurveyResult


class Survey(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One survey; its table id is its number.

    `template` ties it to the same survey at other meetings. `units` may be chosen from, never must. A closed survey
    without `result` is being counted; it is never opened again, because two results a few answers apart would show
    those few.
    """

    number: int
    title: str
    items: tuple[Item, ...]
    purpose: str = ""
    template: str = ""
    units: tuple[str, ...] = ()
    phase: VotePhase = VotePhase.PREPARED
    opened_at: str = ""
    closed_at: str = ""
    result: SurveyResult | None = None
    earlier: Earlier | None = None

    @property
    def topic(self) -> str:
        """The ballot box of this survey."""
        return f"survey-{self.number}"

    @property
    def is_being_counted(self) -> bool:
        """Whether no more responses are taken and the result is not yet in the record."""
        return self.phase is VotePhase.CLOSED and self.result is None
