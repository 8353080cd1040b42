"""Supporting a question, and taking support back."""

from __future__ import annotations

import msgspec

from server.api.endpoint import Call, Endpoint


class Supported(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whether this phone supports the question from now on; saying the same again changes nothing."""

    on: bool


async def support(call: Call) -> Supported:
    """One ballot a phone and question; "recorded" means on the disk. Counts follow in the live stream, in steps."""
    call.hall.access.vote_limiter.spend(call.device)
    await call.hall.boxes.cast_support(call.request.path_params["number"], call.device, on=call.body.on)
    return Supported(call.body.on)


ENDPOINTS = (
    Endpoint(
        "POST",
        "/api/questions/{number:int}/support",
        "Support a listed question, or take it back.",
        support,
        Supported,
    ),
)
