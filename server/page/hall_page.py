"""The hall's page: asking, the list, following, on one page for whoever has the code or shows a pass."""

from __future__ import annotations

import re
import secrets
from typing import TYPE_CHECKING, Any

import language
from language import gettext as _
from meeting.dialogue import receipts
from meeting.phone_sections import Section
from meeting.refusal import Refusal
from server import limits
from server.access.refusals import status_of
from server.api.endpoint import PASS_HEADER
from server.page import attendance, votes
from server.page.assets import accepts_gzip, compressed
from server.page.frame import HTML, Form, page, render, start
from server.page.fresh import Own
from server.page.join import join_page
from server.page.search import Search, found, search_in
from server.page.vote_forms import first
from server.public.vote_links import section_of
from wording.refusals import sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request
    from starlette.responses import Response

    from server.hall import Hall
    from server.page.vote_forms import Fields

SECTION = re.compile(r"[a-z][0-9]{1,6}")
"""A letter of `meeting.phone_sections` and a number; a letter of none opens the front."""

_OF_EVERY_FORM = frozenset({"pass", "section", "lang"})


async def coded_page(hall: Hall, request: Request) -> Response:
    """The page for whoever has the code; for a wrong one, the page for joining."""
    section = request.path_params.get("section", "")
    if section and not SECTION.fullmatch(section):
        raise Refusal("no-such-page")
    try:
        credentials = await hall.access.authenticate(request.path_params["code"])
    except Refusal as refusal:
        return join_page(hall, request, refusal)
    hall.note_joining(request.scope)
    given_pass = credentials.new_pass()
    if section and not section.startswith(Section.PROMPT):
        return _section_page(hall, request, given_pass, section)
    return _fresh_page(hall, request, given_pass, section)


def _fresh_page(hall: Hall, request: Request, given_pass: str, section: str) -> Response:
    """The page for a phone that has done nothing yet."""
    own = Own(given_pass, _new_receipt())

    def render_first() -> str:
        return render(hall, "hall.html", bare=False, **_context(hall, own.given_pass, section, own.receipt))

    kind = (hall.access.code, language.current(), section)
    made = hall.fresh_pages.page(kind, hall.updates.n, own, render_first)
    return compressed(
        request, made.plain(own), HTML, gzipped=made.gzipped(own) if accepts_gzip(request) else None
    )


async def joined_page(hall: Hall, request: Request) -> Response:
    """The page for a phone that joined before and shows its pass: reloads outlive a new code."""
    given = request.headers.get(PASS_HEADER, "")
    hall.access.device(given)
    section = request.query_params.get("section", "")
    return _section_page(hall, request, given, section if SECTION.fullmatch(section) else "")


async def passed_page(hall: Hall, request: Request, fields: Fields) -> Response:
    """The page for a phone without scripts, which carries its pass from form to form, with all that was typed."""
    given, section = first(fields, "pass"), first(fields, "section")
    hall.access.read_limiter.spend(hall.access.device(given))
    typed = {name: values for name, values in fields.items() if name not in _OF_EVERY_FORM}
    if "text" in typed:
        prompt = first(fields, "prompt")
        section = f"{Section.PROMPT}{prompt}" if prompt else ""
        asked = {name: values[0] for name, values in typed.items()}
        return hall_page(hall, request, given, section if SECTION.fullmatch(section) else "", asked=asked)
    return _section_page(hall, request, given, section if SECTION.fullmatch(section) else "", typed)


def _section_page(
    hall: Hall, request: Request, given_pass: str, section: str, typed: Fields | None = None
) -> Response:
    """The page of a section; `typed` are the fields of a form that is to be shown again, of the list's search."""
    if section == Section.ATTENDANCE.of():
        shown = {name: values[0] for name, values in typed.items()} if typed else None
        return attendance.attendance_page(hall, request, given_pass, typed=shown)
    if votes.is_vote(section):
        return votes.vote_page(hall, request, given_pass, section, fields=typed or None)
    return hall_page(hall, request, given_pass, section, search=search_in(typed) if typed else None)


async def support(hall: Hall, request: Request, fields: Fields) -> Response:
    """Support given or taken back by a plain form: the page again, at the list."""
    given, search = first(fields, "pass"), search_in(fields, "at")
    device = hall.access.device(given)
    on = "give" in fields
    number = _number_in(fields, "give" if on else "take_back")
    try:
        hall.access.vote_limiter.spend(device)
        await hall.boxes.cast_support(number, device, on=on)
    except Refusal as refusal:
        problem = sentence(refusal.code, refusal.params)
        status = status_of(refusal)
        return hall_page(hall, request, given, search=search, list_problem=problem, status=status)
    message = (
        _("Support for question {number} is recorded.")
        if on
        else _("Support for question {number} is taken back.")
    )
    return hall_page(hall, request, given, search=search, list_message=message.format(number=number))


def _number_in(fields: Fields, name: str) -> int:
    """The question a button names. Raises Refusal ``bad-field``."""
    given = first(fields, name)
    if not given.isdecimal() or len(given) > 9:
        raise Refusal("bad-field", field=name)
    return int(given)


def hall_page(
    hall: Hall,
    request: Request,
    given_pass: str,
    section: str = "",
    *,
    search: Search | None = None,
    problem: str = "",
    asked: Mapping[str, str] | None = None,
    list_problem: str = "",
    list_message: str = "",
    care: str = "",
    status: int = 200,
) -> Response:
    """The page for a phone with a pass. `asked` are the fields of a question that is shown again in the form;
    `care` marks that its writer was told what others might read in it.

    The first page holds the form and no list, so that it stays light in a hall with much to read: scripts fetch it, and
    without them a button shows it, which is a `search`.
    """
    shown = _context(hall, given_pass, section, _new_receipt(), search)
    return page(
        request,
        hall,
        "hall.html",
        status=status,
        **shown
        | {
            "problem": problem,
            "asked": asked or {},
            "list_problem": list_problem,
            "list_message": list_message,
            "care": care,
        },
    )


def _context(
    hall: Hall, given_pass: str, section: str, receipt: str, search: Search | None = None
) -> dict[str, Any]:
    """What the page shows a phone that was told nothing."""
    prompt = int(section[1:]) if section.startswith(Section.PROMPT) else 0
    wanted = search or Search()
    shown = found(hall, wanted, 0 if search is None else limits.PAGE_QUESTIONS)
    device = hall.access.device(given_pass)
    return {
        "section": section,
        "problem": "",
        "asked": {},
        "given_pass": given_pass,
        "receipt": receipt,
        "prompt": hall.state.prompts.get(prompt),
        "search": wanted,
        "list": shown,
        "list_problem": "",
        "list_message": "",
        "supported": hall.boxes.supported(device, [view.number for view in shown.questions]),
        "cast": {section_of(vote) for vote in hall.boxes.ballots.cast_by(device)},
        "care": "",
        "start": start(hall, given_pass, section),
    }


def _new_receipt() -> str:
    return receipts.from_bytes(secrets.token_bytes(10))


FORMS = (Form("/page", passed_page, limits.SURVEY_FIELDS), Form("/support", support))
