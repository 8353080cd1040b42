"""The pages and their addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import Response
from starlette.routing import Route

import language
from meeting.refusal import Refusal
from server.access.reading import language_for, read_fields
from server.api.endpoint import LANGUAGE_PARAMETER
from server.page.assets import serve_asset
from server.page.hall_page import coded_page, joined_page
from server.page.join import join, join_page
from server.page.vote_forms import first

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable

    from starlette.requests import Request

    from server.hall import Hall
    from server.page.frame import Form

    Answer = Callable[[Hall, Request], Awaitable[Response]]

NEED_JOINING = frozenset({"no-pass", "meeting-closed"})
"""Refusals that send a form's sender back to the page for joining."""


def page_routes(hall: Hall, forms: Iterable[Form]) -> list[Route]:
    """Every page and form, the most particular address first: whatever is left over is taken for a code."""
    pages: list[tuple[str, Answer]] = [
        ("/", join),
        ("/page", joined_page),
        ("/{code}", coded_page),
        ("/{code}/{section}", coded_page),
    ]
    return [
        Route("/a/{name}", serve_asset),
        Route("/favicon.ico", _no_icon),
        *(Route(form.path, _posted(hall, form), methods=["POST"]) for form in forms),
        *(Route(path, _asked_for(hall, answer), methods=["GET"]) for path, answer in pages),
    ]


def _asked_for(hall: Hall, answer: Answer) -> Callable[[Request], Awaitable[Response]]:
    """`answer` in the language the page was asked for."""

    async def serve(request: Request) -> Response:
        wanted = request.query_params.get(LANGUAGE_PARAMETER, "")
        with language.using(language_for(wanted, request.headers.get("accept-language", ""))):
            return await answer(hall, request)

    return serve


def _posted(hall: Hall, form: Form) -> Callable[[Request], Awaitable[Response]]:
    """The answer to a plain form, in the language of the page it stood on."""

    async def serve(request: Request) -> Response:
        fields = await read_fields(request, form.most)
        wanted = request.query_params.get(LANGUAGE_PARAMETER, "") or first(fields, "lang")
        with language.using(language_for(wanted, request.headers.get("accept-language", ""))):
            try:
                return await form.answer(hall, request, fields)
            except Refusal as refusal:
                if refusal.code in NEED_JOINING and "text/html" in request.headers.get("accept", ""):
                    return join_page(hall, request, refusal)
                raise

    return serve


async def _no_icon(_request: Request) -> Response:
    return Response(status_code=204, headers={"Cache-Control": "public, max-age=86400"})
