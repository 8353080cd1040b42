"""A server that follows: whatever a phone asks of it is asked of the keeper, and its answer passed on as it comes."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

import h11

from meeting.refusal import Refusal
from server import limits
from server.access.middleware import AccessMiddleware
from server.api.endpoint import PASS_HEADER

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from starlette.types import ASGIApp, Receive, Scope, Send

CONNECT_SECONDS = 2.0
AGAIN_SECONDS = 1
"""After how long a phone may ask again while nobody keeps the meeting."""
ASKED = frozenset(
    {
        b"accept",
        b"accept-encoding",
        b"accept-language",
        b"content-type",
        b"if-none-match",
        b"last-event-id",
        PASS_HEADER.lower().encode(),
    }
)
"""Headers passed to the keeper: those its pages read, and none that tells of a phone."""
LEFT_OUT = frozenset({b"connection", b"transfer-encoding", b"keep-alive"})
"""Headers of the keeper's reply that speak of the connection to it."""


def forwarding_app(keeper: Callable[[], str], hosts: Callable[[], frozenset[str]]) -> ASGIApp:
    """The phones' application of a server that follows the one at `keeper()` (host:port; empty: nobody keeps)."""

    async def forward(scope: Scope, receive: Receive, send: Send) -> None:
        address = keeper()
        if not address:
            raise Refusal("no-keeper", seconds=AGAIN_SECONDS)
        host, _, port = address.rpartition(":")
        try:
            async with asyncio.timeout(CONNECT_SECONDS):
                reader, writer = await asyncio.open_connection(host.strip("[]"), int(port))
        except (OSError, TimeoutError):
            raise Refusal("no-keeper", seconds=AGAIN_SECONDS) from None
        try:
            await _passed(scope, await _body(receive), address, reader, writer, send)
        finally:
            writer.transport.abort()

    return AccessMiddleware(forward, hosts)


async def _body(receive: Receive) -> bytes:
    body, more = b"", True
    while more:
        message = await receive()
        if message["type"] != "http.request":
            return body
        body += message.get("body", b"")
        more = message.get("more_body", False)
        if len(body) > limits.LETTER_BYTES:
            raise Refusal("body-too-long", limit=limits.BODY_BYTES)
    return body


async def _passed(
    scope: Scope,
    body: bytes,
    address: str,
    reader: asyncio.StreamReader,
    writer: asyncio.StreamWriter,
    send: Send,
) -> None:
    connection = h11.Connection(h11.CLIENT)
    query = scope["query_string"]
    headers = [(name, value) for name, value in scope["headers"] if name in ASKED]
    headers += [(b"host", address.encode()), (b"connection", b"close")]
    if scope["method"] == "POST":
        headers.append((b"content-length", b"%d" % len(body)))
    target = scope["path"].encode() + (b"?" + query if query else b"")
    asked = h11.Request(method=scope["method"], target=target, headers=headers)
    for part in (asked, h11.Data(data=body), h11.EndOfMessage()):
        writer.write(connection.send(part) or b"")
    begun = False
    try:
        await writer.drain()
        async for event in _events(connection, reader):
            if isinstance(event, h11.Response):
                begun = True
                kept = [(name, value) for name, value in event.headers if name not in LEFT_OUT]
                await send({"type": "http.response.start", "status": event.status_code, "headers": kept})
            elif isinstance(event, h11.Data):
                await send({"type": "http.response.body", "body": bytes(event.data), "more_body": True})
    except (OSError, h11.RemoteProtocolError):
        # Whether the keeper recorded it is not known here: the phone asks again with the same receipt.
        if not begun:
            raise Refusal("no-keeper", seconds=AGAIN_SECONDS) from None
    if begun:
        with suppress(OSError):
            await send({"type": "http.response.body", "body": b""})


async def _events(connection: h11.Connection, reader: asyncio.StreamReader) -> AsyncIterator[h11.Event]:
    while True:
        event = connection.next_event()
        if event is h11.NEED_DATA:
            connection.receive_data(await reader.read(1 << 16))
            continue
        if isinstance(event, (h11.EndOfMessage, h11.ConnectionClosed)) or event is h11.PAUSED:
            return
        assert isinstance(event, h11.Event)
        yield event
