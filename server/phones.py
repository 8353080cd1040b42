"""The phones' application: pages, assets, API and the pulse, inside the middleware."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from starlette.responses import Response
from starlette.routing import Route, Router

from meeting.refusal import Refusal
from server.access.middleware import AccessMiddleware
from server.api import attendance, beats, following, joining, live, questions, stage, support, votes
from server.api.endpoint import route
from server.page import asking, hall_page
from server.page import attendance as attendance_page
from server.page import following as following_page
from server.page import votes as votes_page
from server.page.join import refusal_page
from server.page.routes import page_routes
from server.stage import page as stage_page

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request
    from starlette.types import ASGIApp, Receive, Scope, Send

    from server.api.endpoint import Endpoint
    from server.hall import Hall
    from server.page.frame import Form


ENDPOINTS: tuple[Endpoint, ...] = (
    *joining.ENDPOINTS,
    *questions.ENDPOINTS,
    *support.ENDPOINTS,
    *following.ENDPOINTS,
    *votes.ENDPOINTS,
    *attendance.ENDPOINTS,
    *beats.ENDPOINTS,
    *live.ENDPOINTS,
    *stage.ENDPOINTS,
)
"""The phone API: every endpoint there is, read by the server, docs/phone-api.md and the tests."""

FORMS: tuple[Form, ...] = (
    *hall_page.FORMS,
    *asking.FORMS,
    *following_page.FORMS,
    *votes_page.FORMS,
    *attendance_page.FORMS,
)
"""Their twins for phones without scripts: every plain form there is."""


async def _pulse(_request: Request) -> Response:
    """What the laptop asks itself through the hall's network."""
    return Response(status_code=204)


async def _nothing(_scope: Scope, _receive: Receive, _send: Send) -> None:
    raise Refusal("no-such-page")


def phones_app(hall: Hall, hosts: Callable[[], frozenset[str]]) -> ASGIApp:
    """Everything a phone can reach. There is nothing here that only a host may do.

    A bare router: Starlette's own error pages would stand between a refusal and the middleware that words it.
    """
    routes = [
        Route("/pulse", _pulse),
        *(route(endpoint, hall) for endpoint in ENDPOINTS),
        *stage_page.routes(hall),
        *page_routes(hall, FORMS),
    ]
    return AccessMiddleware(
        Router(routes, redirect_slashes=False, default=_nothing),
        hosts,
        hall.count_error,
        partial(refusal_page, hall),
    )
