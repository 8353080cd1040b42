"""The page for joining: where the code is typed, and what stands there once the meeting has closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import RedirectResponse

import language
from meeting.model.vote import VotePhase
from meeting.refusal import Refusal
from meeting.text import crockford
from server.access.refusals import response, status_of
from server.api.endpoint import LANGUAGE_PARAMETER
from server.page.frame import page, start
from server.page.search import found, search_in
from server.public.votes import poll_view, survey_view
from wording.refusals import sentence

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from server.hall import Hall


OF_OTHERS = frozenset({"wrong-host", "wrong-origin"})


async def join(hall: Hall, request: Request) -> Response:
    """Where the code is typed; a code given in `c` opens the hall's page."""
    typed = request.query_params.get("c", "")
    if not typed or hall.access.credentials is None:
        return join_page(hall, request)
    try:
        await hall.access.authenticate(typed)
    except Refusal as refusal:
        return join_page(hall, request, refusal)
    wanted = request.query_params.get(LANGUAGE_PARAMETER, "")
    chosen = f"?{LANGUAGE_PARAMETER}={wanted}" if wanted in language.LANGUAGES else ""
    return RedirectResponse(f"/{crockford.read(typed)}{chosen}", 303)


def join_page(hall: Hall, request: Request, refusal: Refusal | None = None) -> Response:
    """The page for joining, with what is wrong; after the close, one that says so and still looks receipts up."""
    if hall.access.credentials is None:
        return _closed_page(hall, request)
    problem = sentence(refusal.code, refusal.params) if refusal is not None else ""
    status = status_of(refusal) if refusal is not None else 200
    return page(request, hall, "join.html", status=status, problem=problem, start=start(hall))


def _closed_page(hall: Hall, request: Request) -> Response:
    """After the close: what the hall asked with what became of it, and the results made public.

    Whoever reaches the laptop reads it, as anybody in the hall could; who asked or voted was never on it.
    """
    query = request.query_params
    search = search_in({name: query.getlist(name) for name in query})
    state = hall.state
    return page(
        request,
        hall,
        "closed.html",
        search=search,
        list=found(hall, search),
        polls=[poll_view(state, poll) for poll in state.polls.values() if poll.phase is VotePhase.REVEALED],
        surveys=[
            survey_view(state, one) for one in state.surveys.values() if one.phase is VotePhase.REVEALED
        ],
        start=start(hall),
    )


def refusal_page(hall: Hall, request: Request, refusal: Refusal) -> Response:
    """A refusal as whoever asked can read it: a page for a person's browser, else JSON.

    Whoever comes under another name gets no page: it would tell another site which meeting this is.
    """
    if refusal.code in OF_OTHERS or "text/html" not in request.headers.get("accept", ""):
        return response(refusal)
    problem = sentence(refusal.code, refusal.params)
    return page(request, hall, "refused.html", status=status_of(refusal), problem=problem)
