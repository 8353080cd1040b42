"""Asking, and the list of what others asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from meeting.commands.asking import Ask
from meeting.dialogue import receipts
from meeting.model.question import QuestionKind
from meeting.refusal import Refusal
from server import limits
from server.api.endpoint import PASS_HEADER, Call, Endpoint
from server.public.views import ListView, listed

if TYPE_CHECKING:
    from server.hall import Hall

SORTS = ("votes", "time")
STATUSES = ("", "open", "answered")
"""Both, those nothing has been made of yet, those with an answer or another outcome."""


class QuestionRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A question. `receipt` is 16 random characters of Crockford base 32 made on the phone: the idempotency key."""

    text: str
    receipt: str
    area: str = ""
    kind: QuestionKind = QuestionKind.QUESTION
    name: str = ""
    unit: str = ""
    prompt: int = 0


class Recorded(msgspec.Struct, frozen=True):
    """The question is on the disk under this number; `removed` characters were not kept (controls, invisible ones)."""

    number: int
    n: int
    removed: int = 0


async def ask(call: Call) -> Recorded:
    """Have a question recorded. The same receipt again gives the same answer, also after the meeting has closed."""
    return await record(call.hall, call.body, call.request.headers.get(PASS_HEADER, ""))


async def record(hall: Hall, asked: QuestionRequest, given_pass: str) -> Recorded:
    """Have `asked` decided and committed. Raises Refusal.

    A receipt that is recorded already needs no pass and spends nothing of a rate: the phone only missed the reply.
    """
    receipt = receipts.hashed(receipts.parse(asked.receipt), hall.state.meeting.id)
    if receipt not in hall.state.by_receipt:
        hall.access.ask_limiter.spend(hall.access.device(given_pass))
    reply = await hall.ask(
        Ask(
            text=asked.text,
            receipt=asked.receipt,
            area=asked.area,
            kind=asked.kind,
            name=asked.name,
            unit=asked.unit,
            prompt=asked.prompt,
        )
    )
    result = reply.result or {}
    return Recorded(number=result["number"], n=reply.n, removed=result.get("removed", 0))


async def questions(call: Call) -> ListView:
    """A page of the listed questions."""
    query = call.request.query_params
    sort = query.get("sort", SORTS[0])
    if sort not in SORTS:
        raise Refusal("bad-field", field="sort")
    status = query.get("status", STATUSES[0])
    if status not in STATUSES:
        raise Refusal("bad-field", field="status")
    start = query.get("from", "0")
    if not start.isdecimal() or len(start) > 6:
        raise Refusal("bad-field", field="from")
    words = query.get("q", "")
    if len(words) > limits.QUERY_CHARACTERS:
        raise Refusal("bad-field", field="q")
    hall = call.hall
    return listed(
        hall.state,
        n=hall.updates.n,
        sort=sort,
        status=status,
        area=query.get("area", ""),
        query=words,
        start=int(start),
    )


ENDPOINTS = (
    Endpoint("POST", "/api/questions", "Ask a question.", ask, QuestionRequest, needs_pass=False, status=201),
    Endpoint("GET", "/api/questions", "A page of the questions others may see.", questions),
)
