"""The live stream of public changes, and the same by polling for networks that cut streams."""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING

import msgspec

from meeting.refusal import Refusal
from server import limits
from server.api.endpoint import Call, Endpoint
from server.public.streams import EventStream
from server.public.updates import Update

if TYPE_CHECKING:
    from starlette.responses import Response

    from server.hall import Hall


class Changes(msgspec.Struct, frozen=True):
    """Every update later than the one asked about, oldest first; `n` is where to go on."""

    n: int
    updates: list[Update]


def check_ticket(hall: Hall, given: str) -> None:
    """Raise Refusal ``meeting-closed`` or ``no-pass`` for a ticket that opens nothing."""
    if hall.access.credentials is None:
        raise Refusal("meeting-closed")
    if not hmac.compare_digest(given.encode(), hall.access.credentials.ticket.encode()):
        raise Refusal("no-pass")


def _after(call: Call) -> int:
    """The commit a phone has seen: from a reconnecting stream's Last-Event-ID, else from the query."""
    given = call.request.headers.get("last-event-id") or call.request.query_params.get("after", "0")
    if not given.isdecimal() or len(given) > 12:
        raise Refusal("bad-field", field="after")
    return int(given)


async def live(call: Call) -> Response:
    """Server-sent events; each `data` line is one update. Raises Refusal ``too-many-streams``: poll then."""
    check_ticket(call.hall, call.request.path_params["ticket"])
    subscribers = call.hall.updates.subscribers
    if len(subscribers) >= limits.STREAMS:
        raise Refusal("too-many-streams")
    return EventStream(subscribers, _after(call))


async def changes(call: Call) -> Changes:
    """The updates a phone missed. It goes on from the last of them: a later commit may still wait to be told."""
    check_ticket(call.hall, call.request.path_params["ticket"])
    after = _after(call)
    updates = call.hall.updates.since(after)
    return Changes(updates[-1].n if updates else after, updates)


ENDPOINTS = (
    Endpoint("GET", "/api/live/{ticket}", "The live stream of public changes.", live, needs_pass=False),
    Endpoint("GET", "/api/changes/{ticket}", "The same changes, by polling.", changes, needs_pass=False),
)
