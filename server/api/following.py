"""What became of one's own question: looked up by receipt, which needs no pass and works after the meeting."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import msgspec

from meeting.dialogue import receipts
from meeting.dialogue.following import Following, follow
from meeting.refusal import Refusal
from meeting.text.crockford import grouped
from server import limits
from server.api.endpoint import Call, Endpoint

if TYPE_CHECKING:
    from server.hall import Hall


class Receipts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Receipts as kept by a phone or typed from paper."""

    receipts: list[str]


class FollowedReceipt(msgspec.Struct, frozen=True):
    """What became of one receipt's question; null where this meeting does not know it."""

    receipt: str
    question: Following | None


class FollowedAll(msgspec.Struct, frozen=True):
    """In the order of the request, with the last commit they tell of."""

    n: int
    followed: list[FollowedReceipt]


class SatisfactionRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whether the answer settled the asker's question."""

    receipt: str
    satisfied: bool


class SatisfactionReply(msgspec.Struct, frozen=True):
    """What the server now holds."""

    satisfied: bool


async def following(call: Call) -> FollowedAll:
    """Look receipts up."""
    given = call.body.receipts
    if len(given) > limits.RECEIPTS_AT_ONCE:
        raise Refusal("bad-field", field="receipts")
    state = call.hall.state
    return FollowedAll(
        call.hall.updates.n,
        [FollowedReceipt(grouped(receipts.parse(r)), follow(state, r)) for r in given],
    )


async def satisfaction(call: Call) -> SatisfactionReply:
    """Say whether the answer settled it; the last word counts. The host sees counts only."""
    await judge(call.hall, call.body.receipt, satisfied=call.body.satisfied)
    return SatisfactionReply(call.body.satisfied)


async def judge(hall: Hall, receipt: str, *, satisfied: bool) -> None:
    """Take the word of the holder of `receipt`. Raises Refusal ``unknown-receipt`` or ``no-answer``."""
    mark = receipts.hashed(receipts.parse(receipt), hall.state.meeting.id)
    number = hall.state.by_receipt.get(mark)
    if number is None:
        raise Refusal("unknown-receipt")
    hall.access.again_limiter.spend(mark.encode())
    await hall.boxes.judge(number, hashlib.sha256(mark.encode()).digest(), satisfied=satisfied)


ENDPOINTS = (
    Endpoint(
        "POST",
        "/api/following",
        "What became of the questions of some receipts.",
        following,
        Receipts,
        needs_pass=False,
    ),
    Endpoint(
        "POST",
        "/api/satisfaction",
        "Say whether the answer settled one's question.",
        satisfaction,
        SatisfactionRequest,
        needs_pass=False,
    ),
)
