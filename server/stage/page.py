"""The page a screen opens, with its style and script: nothing of it comes from anywhere but this server."""

from __future__ import annotations

from functools import cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.responses import Response
from starlette.routing import Route

import language
from language import gettext as _

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.requests import Request

    from server.hall import Hall

ASSETS = Path(__file__).parent / "assets"
PATH = "/stage"

THEMES = ("bright", "dark", "contrast")
"""As the terminal's stage has them; the first is what a screen begins with."""


@cache
def _asset(name: str) -> str:
    return (ASSETS / name).read_text(encoding="utf-8")


def _words() -> dict[str, str]:
    return {
        "title": _("Projector"),
        "ask": _("Code from the host's console"),
        "show": _("Show"),
        "wrong": _("This code does not open. Ask the host for a new one."),
        "time_up": _("Time is up"),
        "page": _("page {page} of {pages}"),
    }


def page_text(spoken: str) -> str:
    """The page in the language `spoken`. It holds nothing of any meeting."""
    with language.using(spoken):
        words = {name: escape(text) for name, text in _words().items()}
    text = _asset("stage.html").replace("{{language}}", spoken)
    for name, word in words.items():
        text = text.replace(f"{{{{{name}}}}}", word)
    return text


def routes(hall: Hall) -> list[Route]:
    """The page and its two files."""

    async def page(_request: Request) -> Response:
        state = hall.state
        spoken = state.meeting.settings.language if state.meetings else language.LANGUAGES[0]
        return Response(page_text(spoken), media_type="text/html; charset=utf-8")

    def file(name: str, kind: str) -> Callable[[Request], Awaitable[Response]]:
        async def serve(_request: Request) -> Response:
            return Response(_asset(name), media_type=f"{kind}; charset=utf-8")

        return serve

    return [
        Route(PATH, page, methods=["GET"]),
        Route(f"{PATH}/stage.css", file("stage.css", "text/css"), methods=["GET"]),
        Route(f"{PATH}/stage.js", file("stage.js", "text/javascript"), methods=["GET"]),
    ]
