"""A poll: one thing the whole hall is asked, in one or more rounds."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from meeting.model.form import Form, Tally
from meeting.model.vote import VotePhase


class Majority(StrEnum):
    """What a yes/no vote needs to be carried: more for than against, over half, or two thirds of all ballots cast."""

    MORE = "more"
    HALF = "half"
    TWO_THIRDS = "two_thirds"


class Round(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A round that is over and counted; times are ISO 8601."""

    round: int
    opened_at: str
    closed_at: str
    tally: Tally


class Poll(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One poll; its table id is its number.

    A closed poll without `tally` is being counted. `hidden` keeps the result off every screen until it is revealed.
    A `binding` poll takes one ballot for each printed slip. `earlier` holds the rounds before this one. `edition` grows
    each time what is asked is put right while the poll is open: a ballot for an earlier wording is not one for this.
    """

    number: int
    text: str
    form: Form
    hidden: bool = True
    binding: bool = False
    majority: Majority = Majority.MORE
    phase: VotePhase = VotePhase.PREPARED
    round: int = 1
    opened_at: str = ""
    closed_at: str = ""
    tally: Tally | None = None
    earlier: tuple[Round, ...] = ()
    edition: int = 1

    @property
    def topic(self) -> str:
        """The ballot box of this round, and of this wording."""
        return f"poll-{self.number}-{self.round}" + (f"-{self.edition}" if self.edition > 1 else "")

    @property
    def is_being_counted(self) -> bool:
        """Whether no more ballots are taken and the tally is not yet in the record."""
        return self.phase is VotePhase.CLOSED and self.tally is None


class Slips(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The slips issued for a binding poll, under its number: SHA-256 of each code, in the order of their values."""

    hashes: tuple[str, ...]
