"""What an endpoint of the phone API is, and how one becomes a route."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import msgspec
from starlette.responses import Response
from starlette.routing import Route

import language
from server.access.reading import JSON_TYPE, language_for, read_body
from server.access.strict_json import decode

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.requests import Request

    from server.hall import Hall

PASS_HEADER = "X-Pass"  # noqa: S105  the name of a header
LANGUAGE_PARAMETER = "lang"


@dataclass(frozen=True)
class Call:
    """One request to an endpoint: the hall, the device where a pass is asked for, the body where there is one."""

    hall: Hall
    request: Request
    device: bytes = b""
    body: Any = None


@dataclass(frozen=True)
class Endpoint:
    """One line of the API's table. `body` is what it takes (None: nothing); `does` is its sentence in the document."""

    method: str
    path: str
    does: str
    answer: Callable[[Call], Awaitable[msgspec.Struct | Response]]
    body: type[msgspec.Struct] | None = None
    needs_pass: bool = True
    status: int = 200


def route(endpoint: Endpoint, hall: Hall) -> Route:
    """The endpoint as a Starlette route of this hall."""

    async def serve(request: Request) -> Response:
        wanted = request.query_params.get(LANGUAGE_PARAMETER, "")
        with language.using(language_for(wanted, request.headers.get("accept-language", ""))):
            device = hall.access.device(request.headers.get(PASS_HEADER, "")) if endpoint.needs_pass else b""
            body = None
            if endpoint.body is not None:
                body = decode(await read_body(request, JSON_TYPE), endpoint.body)
            answer = await endpoint.answer(Call(hall, request, device, body))
        return answer if isinstance(answer, Response) else json_response(answer, endpoint.status)

    return Route(endpoint.path, serve, methods=[endpoint.method])


def json_response(value: msgspec.Struct, status: int = 200) -> Response:
    """A typed value as a JSON reply."""
    return Response(msgspec.json.encode(value), status, media_type="application/json; charset=utf-8")
