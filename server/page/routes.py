"""The pages and their addresses: the door, the hall's page under its code, the form's answer, the receipt's answer."""

from __future__ import annotations

import re
import secrets
from typing import TYPE_CHECKING

from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

import language
from language.refusals import sentence
from meeting.dialogue import receipts
from meeting.dialogue.following import follow
from meeting.refusal import Refusal
from server.api.endpoint import LANGUAGE_PARAMETER, PASS_HEADER
from server.api.questions import SORTS, Asked, record
from server.door.keys import read_code
from server.door.reading import language_for, read_form
from server.door.refusals import status_of
from server.page import attendance, votes
from server.page.assets import serve_asset
from server.page.frame import page, start
from server.public.views import listed
from server.public.vote_links import ATTENDANCE

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.requests import Request

    from server.hall import Hall

SECTION = re.compile(r"[a-z][0-9]{1,6}")
"""A letter and a number: G prompts (gợi ý), B polls (biểu quyết), S surveys (khảo sát), C pledges (cam kết), D0
checking in (điểm danh)."""

PROMPT = "g"


async def door(hall: Hall, request: Request) -> Response:
    """Where the code is typed; a code given in `c` opens the hall's page."""
    typed = request.query_params.get("c", "")
    if typed and hall.keys is not None:
        await hall.knock(typed)
        return RedirectResponse(f"/{read_code(typed)}", 303)
    return _door(hall, request)


def _door(hall: Hall, request: Request, *, status: int = 200, problem: str = "") -> Response:
    template = "door.html" if hall.keys is not None else "closed.html"
    return page(request, hall, template, status=status, problem=problem, start=start(hall))


async def hall_page(hall: Hall, request: Request) -> Response:
    """The whole page for whoever has the code; for a wrong one, the door."""
    section = request.path_params.get("section", "")
    if section and not SECTION.fullmatch(section):
        raise Refusal("no-such-page")
    try:
        keys = await hall.knock(request.path_params["code"])
        if section == ATTENDANCE:
            return attendance.attendance_page(hall, request, keys.new_pass())
        if votes.is_vote(section):
            return votes.vote_page(hall, request, keys.new_pass(), section)
    except Refusal as refusal:
        if refusal.code == "meeting-closed":
            return _door(hall, request)
        return _door(hall, request, status=status_of(refusal), problem=sentence(refusal.code, refusal.facts))
    return _hall_page(hall, request, keys.new_pass(), section)


async def joined_page(hall: Hall, request: Request) -> Response:
    """The whole page for a phone that joined before and shows its pass: reloads outlive a new code."""
    given = request.headers.get(PASS_HEADER, "")
    hall.device(given)
    section = request.query_params.get("section", "")
    if section == ATTENDANCE:
        return attendance.attendance_page(hall, request, given)
    if votes.is_vote(section):
        return votes.vote_page(hall, request, given, section)
    return _hall_page(hall, request, given, section if SECTION.fullmatch(section) else "")


def _hall_page(
    hall: Hall,
    request: Request,
    given_pass: str,
    section: str = "",
    *,
    problem: str = "",
    asked: dict[str, str] | None = None,
    status: int = 200,
) -> Response:
    query = request.query_params
    sort = query.get("sort", "") if query.get("sort", "") in SORTS else SORTS[0]
    begin = query.get("from", "0")
    prompt = int(section[1:]) if section.startswith(PROMPT) else 0
    return page(
        request,
        hall,
        "hall.html",
        status=status,
        problem=problem,
        asked=asked or {},
        given_pass=given_pass,
        receipt=receipts.from_bytes(secrets.token_bytes(10)),
        prompt=hall.state.prompts.get(prompt),
        sort=sort,
        query=query.get("q", "")[:100],
        area=query.get("area", ""),
        list=listed(
            hall.state,
            n=hall.updates.n,
            sort=sort,
            area=query.get("area", ""),
            query=query.get("q", "")[:100],
            start=int(begin) if begin.isdecimal() and len(begin) < 7 else 0,
        ),
        start=start(hall, given_pass, section),
    )


async def ask(hall: Hall, request: Request) -> Response:
    """The form posted without scripts: a page that says "recorded", or the form again with what was typed."""
    form = await read_form(request)
    given_pass = form.get("pass", "")
    with language.speaking(language_for(form.get("lang", ""), request.headers.get("accept-language", ""))):
        try:
            prompt = form.get("prompt", "")
            asked = Asked(
                text=form.get("text", ""),
                receipt=form.get("receipt", ""),
                area=form.get("area", ""),
                name=form.get("name", ""),
                unit=form.get("unit", ""),
                prompt=int(prompt) if prompt.isdecimal() and len(prompt) < 7 else 0,
            )
            recorded = await record(hall, asked, given_pass)
        except Refusal as refusal:
            if refusal.code == "no-pass":
                raise
            problem = sentence(refusal.code, refusal.facts)
            if hall.keys is None:
                return page(
                    request,
                    hall,
                    "kept.html",
                    status=status_of(refusal),
                    problem=problem,
                    text=form.get("text", ""),
                )
            return _hall_page(
                hall, request, given_pass, problem=problem, asked=form, status=status_of(refusal)
            )
        receipt = receipts.parse(asked.receipt)
        return page(request, hall, "recorded.html", recorded=recorded, receipt=receipts.spaced(receipt))


async def look_up(hall: Hall, request: Request) -> Response:
    """What became of the question of a receipt typed from paper."""
    form = await read_form(request)
    with language.speaking(language_for(form.get("lang", ""), request.headers.get("accept-language", ""))):
        problem, found = "", None
        try:
            found = follow(hall.state, form.get("receipt", ""))
            if found is None:
                problem = sentence("unknown-receipt", {})
        except Refusal as refusal:
            problem = sentence(refusal.code, refusal.facts)
        return page(request, hall, "followed.html", found=found, problem=problem)


def page_routes(hall: Hall) -> list[Route]:
    """Every page, the most particular address first: whatever is left over is taken for a code."""
    bare = [
        Route("/a/{name}", serve_asset),
        Route("/favicon.ico", _no_icon),
    ]
    pages = [
        ("/", door, "GET"),
        ("/page", joined_page, "GET"),
        ("/ask", ask, "POST"),
        ("/follow", look_up, "POST"),
        ("/take", votes.take, "POST"),
        ("/attend", attendance.attend, "POST"),
        ("/{code}", hall_page, "GET"),
        ("/{code}/{section}", hall_page, "GET"),
    ]
    return [
        *bare,
        *(Route(path, _speaking(hall, answer), methods=[method]) for path, answer, method in pages),
    ]


def _speaking(
    hall: Hall, answer: Callable[[Hall, Request], Awaitable[Response]]
) -> Callable[[Request], Awaitable[Response]]:
    """`answer` in the language the page was asked for."""

    async def serve(request: Request) -> Response:
        wanted = request.query_params.get(LANGUAGE_PARAMETER, "")
        with language.speaking(language_for(wanted, request.headers.get("accept-language", ""))):
            return await answer(hall, request)

    return serve


async def _no_icon(_request: Request) -> Response:
    return Response(status_code=204, headers={"Cache-Control": "public, max-age=86400"})
