"""Asking by a plain form: a page that says "recorded", or the form again with what was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from language import gettext as _
from meeting import limits
from meeting.dialogue import receipts
from meeting.phone_sections import Section
from meeting.refusal import Refusal
from meeting.text.clean import check_size
from meeting.text.crockford import grouped
from server.access.refusals import status_of
from server.api.questions import QuestionRequest, record
from server.page.frame import Form, page
from server.page.hall_page import hall_page
from triage import hints
from wording.refusals import sentence

PERSONAL = "personal_data"
"""The kind of hint that tells of somebody's numbers."""

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from server.hall import Hall
    from server.page.vote_forms import Fields


async def ask(hall: Hall, request: Request, fields: Fields) -> Response:
    """Have the form's question recorded. Where no form can be shown any more, the page keeps the text readable."""
    form = {name: values[0] for name, values in fields.items()}
    given_pass, prompt = form.get("pass", ""), form.get("prompt", "")
    asked = QuestionRequest(
        text=form.get("text", ""),
        receipt=form.get("receipt", ""),
        area=form.get("area", ""),
        name=form.get("name", ""),
        unit=form.get("unit", ""),
        prompt=int(prompt) if prompt.isdecimal() and len(prompt) < 7 else 0,
    )
    section = Section.PROMPT.of(asked.prompt) if asked.prompt else ""
    try:
        _check_single(fields)
        check_size(asked.text, "text", limits.QUESTION_GRAPHEMES)  # before anything that looks into it
        told = "" if "sure" in form else _readable_by_others(asked.text)
        if told and hall.access.credentials is not None:
            return hall_page(hall, request, given_pass, section, problem=told, asked=form, care="1")
        recorded = await record(hall, asked, given_pass)
    except Refusal as refusal:
        problem, status = sentence(refusal.code, refusal.params), status_of(refusal)
        if hall.access.credentials is None or refusal.code == "no-pass":
            return page(request, hall, "kept.html", status=status, problem=problem, text=asked.text)
        return hall_page(hall, request, given_pass, section, problem=problem, asked=form, status=status)
    receipt = grouped(receipts.parse(asked.receipt))
    return page(
        request,
        hall,
        "recorded.html",
        recorded=recorded,
        receipt=receipt,
        given_pass=_still_good(hall, given_pass),
    )


def _readable_by_others(text: str) -> str:
    """A gentle word before a text with somebody's numbers is recorded; empty where there are none. Nothing is kept."""
    found = [hint.reason for hint in hints(text) if hint.kind == PERSONAL]
    return " ".join([*found, _("Change it, or press Send once more to send it as it is.")]) if found else ""


def _check_single(fields: Fields) -> None:
    """No page of ours sends a field of this form twice. Raises Refusal ``bad-field``."""
    if any(len(values) > 1 for values in fields.values()):
        raise Refusal("bad-field", field="form")


def _still_good(hall: Hall, given_pass: str) -> str:
    """The pass, if it opens anything: a question sent again after the close is answered without one."""
    try:
        hall.access.device(given_pass)
    except Refusal:
        return ""
    return given_pass


FORMS = (Form("/ask", ask),)
