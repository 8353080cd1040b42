"""Asking, and the list of what others asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from meeting import limits as meeting_limits
from meeting.commands.asking import Ask
from meeting.commands.own_question import (
    CorrectOwnQuestion,
    OwnCommand,
    TakeBackOwnName,
    WithdrawOwnQuestion,
    question_of,
)
from meeting.dialogue import receipts
from meeting.model.question import QuestionKind
from meeting.moment import Role
from meeting.refusal import Refusal
from meeting.text.clean import check_size
from server import limits
from server.api.endpoint import PASS_HEADER, Call, Endpoint
from server.public.listing import SORTS, STATUSES, ListView

if TYPE_CHECKING:
    from server.hall import Hall


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

    A receipt that is recorded already needs no pass and spends nothing of the asker's rate: the phone only missed the
    reply. It has a rate of its own, and what is refused, or known already, costs no more than its rule.
    """
    check_size(asked.text, "text", meeting_limits.QUESTION_GRAPHEMES)
    receipt = receipts.hashed(receipts.parse(asked.receipt), hall.state.meeting.id)
    if receipt not in hall.state.by_receipt:
        device = hall.access.device(given_pass)
        hall.access.check_may_ask(device)
        hall.access.ask_limiter.spend(device)
    else:
        device = b""
        hall.access.again_limiter.spend(receipt.encode())
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
    if device:
        hall.access.waiting_questions.asked(device, result["number"], hall.state)
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
    hall.access.read_limiter.spend(call.device)
    return hall.listing.page(
        hall.updates.n,
        sort=sort,
        status=status,
        area=query.get("area", ""),
        query=words,
        start=int(start),
    )


class Correction(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Other words for one's own question."""

    receipt: str
    text: str


class OwnReceipt(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The receipt a question was asked with."""

    receipt: str


class OwnChanged(msgspec.Struct, frozen=True):
    """It is so, and on the disk; saying it again changes nothing."""

    number: int


async def correct(call: Call) -> OwnChanged:
    """Put one's own question into other words until it is approved."""
    return await _change(call.hall, CorrectOwnQuestion(call.body.receipt, call.body.text))


async def withdraw(call: Call) -> OwnChanged:
    """Take one's own question back until it is approved."""
    return await _change(call.hall, WithdrawOwnQuestion(call.body.receipt))


async def take_name_back(call: Call) -> OwnChanged:
    """Take one's name and unit back from one's own question."""
    return await _change(call.hall, TakeBackOwnName(call.body.receipt))


async def _change(hall: Hall, command: OwnCommand) -> OwnChanged:
    """Have an asker's command decided. Who holds the receipt is all that counts, and what is paced."""
    question = question_of(hall.state, command.receipt)
    hall.access.ask_limiter.spend(question.receipt.encode())
    await hall.command(command, Role.PHONE)
    return OwnChanged(question.number)


ENDPOINTS = (
    Endpoint("POST", "/api/questions", "Ask a question.", ask, QuestionRequest, needs_pass=False, status=201),
    Endpoint(
        "POST",
        "/api/questions/correction",
        "Put one's own question into other words.",
        correct,
        Correction,
        needs_pass=False,
    ),
    Endpoint(
        "POST",
        "/api/questions/withdrawal",
        "Take one's own question back.",
        withdraw,
        OwnReceipt,
        needs_pass=False,
    ),
    Endpoint(
        "POST",
        "/api/questions/unnaming",
        "Take one's name back from one's own question.",
        take_name_back,
        OwnReceipt,
        needs_pass=False,
    ),
    Endpoint("GET", "/api/questions", "A page of the questions others may see.", questions),
)
