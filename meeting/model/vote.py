"""What polls and surveys share in their life: the phases, and the count made known while a vote is open."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from meeting.model.form import Tally


class VotePhase(StrEnum):
    """Prepared, then open, then closed (counted, not shown), then revealed (shown)."""

    PREPARED = "prepared"
    OPEN = "open"
    CLOSED = "closed"
    REVEALED = "revealed"


class VoteProgress(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How many have voted so far, in whole steps of five, and what they said where the vote is shown as it goes.

    `round` is the round counted; a later round starts again at nothing.
    """

    cast: int
    round: int = 1
    interim: Tally | None = None
