"""A screen that shows the stage: its code exchanged for a pass, the picture now, and the stream of pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from meeting.refusal import Refusal
from server import limits
from server.api.endpoint import Call, Endpoint
from server.public.streams import EventStream
from server.stage.pictures import Picture

if TYPE_CHECKING:
    from starlette.responses import Response


class ScreenRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The one-time code as typed."""

    code: str


class ScreenLetIn(msgspec.Struct, frozen=True):
    """What a screen keeps."""

    given_pass: str = msgspec.field(name="pass")


async def enter(call: Call) -> ScreenLetIn:
    """Exchange the one-time code for a pass of this screen. Raises Refusal ``wrong-code``."""
    return ScreenLetIn(await call.hall.stage_passes.exchange(call.body.code))


async def now(call: Call) -> Picture:
    """The picture as it is. Raises Refusal ``no-stage-pass``."""
    call.hall.stage_passes.check(call.request.path_params["ticket"])
    return call.hall.stage_pictures.current()


async def live(call: Call) -> Response:
    """Server-sent events; each `data` line is a picture. Raises Refusal ``no-stage-pass`` or ``too-many-streams``."""
    call.hall.stage_passes.check(call.request.path_params["ticket"])
    subscribers = call.hall.stage_pictures.subscribers
    if len(subscribers) >= limits.STAGE_SCREENS:
        raise Refusal("too-many-streams")
    return EventStream(subscribers, 0)


ENDPOINTS = (
    Endpoint(
        "POST",
        "/api/stage",
        "Exchange a one-time code for the pass of a screen that shows the stage.",
        enter,
        ScreenRequest,
        needs_pass=False,
    ),
    Endpoint("GET", "/api/stage/{ticket}/now", "The picture on the stage.", now, needs_pass=False),
    Endpoint("GET", "/api/stage/{ticket}/live", "The live stream of its pictures.", live, needs_pass=False),
)
