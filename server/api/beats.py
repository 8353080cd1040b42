"""The beat: the one message that a phone's page sends all the time, with a piece of a letter in it or with none.

Whoever listens to the air sees sizes and times. A beat has one size and leaves by the clock, and so does its reply;
what is in it, a question, a ballot, support or nothing, cannot be told from outside an encrypted network.
"""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, Any

import msgspec
from starlette.responses import Response

from meeting.refusal import Refusal
from server import limits
from server.access.middleware import WHOLE_APP
from server.access.reading import FORM_TYPE, JSON_TYPE
from server.access.refusals import response
from server.api.endpoint import PASS_HEADER, Call, Endpoint

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Scope

PATH = "/api/beat"
NAME_CHARACTERS = 16
_OF_THE_BEAT = frozenset({b"host", b"origin", b"accept-language", PASS_HEADER.lower().encode()})
"""Heads of the beat that hold for the letter in it, too."""


class Beat(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One beat. `letter` is a random name its phone chose, empty where there is nothing to send.

    `piece` is part `part` (from 0) of the `of` parts of the letter in base 64; `got` counts the pieces of its
    reply that arrived. `pad` fills the body up to its one size.
    """

    letter: str = ""
    part: int = 0
    of: int = 0
    piece: str = ""
    got: int = 0
    pad: str = ""


class Answered(msgspec.Struct, frozen=True):
    """What became of the letter: `taken` of its parts came, and `piece` is part `part` of the `of` parts of its reply
    in base 64 (0: not yet). `pad` fills the body up to its one size.
    """

    letter: str
    taken: int
    part: int
    of: int
    piece: str
    pad: str = ""


async def beat(call: Call) -> Response:
    """Take one beat; the reply leaves a fixed while later, whatever was in it."""
    leaves = asyncio.get_running_loop().time() + limits.BEAT_REPLY_SECONDS
    call.hall.access.beat_limiter.spend(call.device)
    told: Beat = call.body
    if call.request.headers.get("content-length") != str(limits.BEAT_BYTES):
        raise Refusal("bad-field", field="pad")
    if told.letter:
        if len(told.letter) > NAME_CHARACTERS or not (told.letter.isascii() and told.letter.isalnum()):
            raise Refusal("bad-field", field="letter")
        carry = partial(carried, call.request.scope)
        call.hall.letters.take(call.device, told.letter, told.part, told.of, told.piece, carry)
    await asyncio.sleep(leaves - asyncio.get_running_loop().time())
    piece = call.hall.letters.tell(call.device, told.letter, told.got)
    answered = Answered(told.letter, piece.taken, piece.part, piece.of, piece.text)
    missing = limits.BEAT_REPLY_BYTES - len(msgspec.json.encode(answered))
    return Response(
        msgspec.json.encode(msgspec.structs.replace(answered, pad="." * missing)),
        media_type="application/json; charset=utf-8",
    )


async def carried(scope: Scope, content: bytes) -> bytes:
    """The reply to a letter, its status and a space before its body: what the path in it answers to a POST.

    A letter is a path, a space and a body: JSON for the API, the fields of a form for a page's own forms.
    """
    path, _, body = content.partition(b" ")
    sent = JSON_TYPE if path.startswith(b"/api/") else FORM_TYPE
    if path == PATH.encode():
        path = b"/"
    heads = [head for head in scope["headers"] if head[0] in _OF_THE_BEAT]
    inner = {
        **{key: scope[key] for key in ("type", "asgi", "http_version", "scheme", "server", "client")},
        "method": "POST",
        "path": path.decode("latin-1"),
        "raw_path": path,
        "root_path": "",
        "query_string": b"",
        "headers": [
            *heads,
            (b"accept", JSON_TYPE.encode()),
            (b"content-type", sent.encode()),
            (b"content-length", b"%d" % len(body)),
        ],
    }
    status, parts, type_ = 0, bytearray(), b""

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Message) -> None:
        nonlocal status, type_
        if message["type"] == "http.response.start":
            status, type_ = message["status"], dict(message["headers"]).get(b"content-type", b"")
        else:
            parts.extend(message.get("body", b""))

    app: ASGIApp = scope[WHOLE_APP]
    await app(inner, receive, send)
    if not type_.startswith(JSON_TYPE.encode()):
        status, parts = 405, bytearray(response(Refusal("not-this-method")).body)
    return b"%d %b" % (status, bytes(parts))


ENDPOINTS = (
    Endpoint(
        "POST", PATH, "The message a page sends all the time, with a piece of a letter or none.", beat, Beat
    ),
)
