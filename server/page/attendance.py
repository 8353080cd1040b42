"""The page where people check in: one form, whole without scripts, that also corrects and withdraws."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

import language
from meeting.commands.attending import of_receipt
from meeting.dialogue import receipts
from meeting.phone_sections import Section
from meeting.refusal import Refusal
from server.access.refusals import status_of
from server.api.attendance import Here, record, take_back
from server.api.endpoint import json_response
from server.page.frame import Form, page, start, wants_json
from server.page.votes import Taken
from wording.refusals import sentence

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from server.hall import Hall
    from server.page.vote_forms import Fields

WITHDRAW, FIND = "withdraw", "find"
"""What the form may ask for beside checking in, by its field ``act``."""


def attendance_page(
    hall: Hall,
    request: Request,
    given_pass: str,
    *,
    problem: str = "",
    taken: str = "",
    receipt: str = "",
    typed: dict[str, str] | None = None,
    status: int = 200,
) -> Response:
    """The page. With the `receipt` of a check-in it shows that one; `typed` fills a form that was refused."""
    state = hall.state
    number = of_receipt(state, receipt) if receipt else 0
    mine = state.attendance.get(number)
    shown = {"name": mine.name, "post": mine.post, "organisation": mine.organisation} if mine else {}
    return page(
        request,
        hall,
        "attendance.html",
        status=status,
        section=Section.ATTENDANCE.of(),
        given_pass=given_pass,
        problem=problem,
        taken=taken,
        mine=mine is not None,
        is_open=state.meeting.check_in_open,
        fields=shown if typed is None else typed,
        receipt=receipts.parse(receipt) if receipt else receipts.from_bytes(secrets.token_bytes(10)),
        start=start(hall, given_pass, Section.ATTENDANCE.of()),
    )


async def attend(hall: Hall, request: Request, fields: Fields) -> Response:
    """The form posted: the page again, with what was recorded, or with what is wrong and all that was typed."""
    form = {name: values[0] for name, values in fields.items()}
    given_pass, receipt = form.get("pass", ""), form.get("receipt", "")
    device = hall.access.device(given_pass)
    try:
        receipts.parse(receipt)
        taken, receipt = await _done(hall, device, form, receipt)
    except Refusal as refusal:
        if wants_json(request):
            raise
        kept = receipt if refusal.code != "bad-receipt" else ""
        return attendance_page(
            hall,
            request,
            given_pass,
            problem=sentence(refusal.code, refusal.params),
            receipt=kept,
            typed=form,
            status=status_of(refusal),
        )
    if wants_json(request):
        return json_response(Taken(taken))
    return attendance_page(hall, request, given_pass, taken=taken, receipt=receipt)


async def _done(hall: Hall, device: bytes, form: dict[str, str], receipt: str) -> tuple[str, str]:
    """What to say of the form once it is carried out, and the receipt to go on with. Raises Refusal."""
    act = form.get("act", "")
    if act == FIND:
        if not of_receipt(hall.state, receipt):
            raise Refusal("unknown-receipt")
        return "", receipt
    if act == WITHDRAW:
        await take_back(hall, device, receipt)
        return language.gettext("Your check-in is withdrawn. You are not on the attendance list."), ""
    here = Here(form.get("name", ""), receipt, form.get("post", ""), form.get("organisation", ""))
    if (await record(hall, device, here)).replaced:
        return language.gettext("Your correction is recorded."), receipt
    return language.gettext("Recorded: you are on the attendance list."), receipt


FORMS = (Form("/attend", attend),)
