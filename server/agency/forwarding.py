"""A server that follows: whatever a phone asks of it is asked of the keeper, and its answer passed on as it comes."""

from __future__ import annotations

import asyncio
import time
from collections import deque
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
IDLE_SECONDS = 5.0
"""How long a connection to the keeper is held for the next request; the keeper holds it `limits.IDLE_SECONDS`."""
REQUESTS = limits.CONNECTION_BURST // 2
"""After how many requests a connection is not used again: the keeper slows one that sends many."""
IDLE_CONNECTIONS = 64
"""Most that are held."""
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


class _Line:
    """One connection to a keeper, for one request after the other."""

    def __init__(self, address: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.address, self.reader, self.writer = address, reader, writer
        self.http = h11.Connection(h11.CLIENT)
        self.requests = 0
        self.idle_since = 0.0

    def is_good(self, address: str) -> bool:
        """Whether it can be used for another request to the keeper there."""
        is_fresh = time.monotonic() - self.idle_since < IDLE_SECONDS
        return self.address == address and is_fresh and not self.reader.at_eof()

    def close(self) -> None:
        """Break it."""
        self.writer.transport.abort()


class Forwarding:
    """The way to the keeper at `keeper()` (host:port; empty: nobody keeps), over connections that are used again."""

    def __init__(self, keeper: Callable[[], str]) -> None:
        self._keeper = keeper
        self._idle: deque[_Line] = deque()

    def app(self, hosts: Callable[[], frozenset[str]]) -> ASGIApp:
        """The phones' application of a server that follows, at these hosts."""
        return AccessMiddleware(self._forward, hosts)

    def close(self) -> None:
        """Hold no connection any more."""
        while self._idle:
            self._idle.pop().close()

    async def _forward(self, scope: Scope, receive: Receive, send: Send) -> None:
        address = self._keeper()
        if not address:
            raise Refusal("no-keeper", seconds=AGAIN_SECONDS)
        body = await _body(receive)
        try:
            line = await self._taken(address)
        except (OSError, TimeoutError):
            raise Refusal("no-keeper", seconds=AGAIN_SECONDS) from None
        try:
            await _passed(scope, body, line, receive, send)
        except BaseException:
            line.close()
            raise
        self._give_back(line)

    async def _taken(self, address: str) -> _Line:
        while self._idle:
            line = self._idle.pop()
            if line.is_good(address):
                return line
            line.close()
        host, _, port = address.rpartition(":")
        async with asyncio.timeout(CONNECT_SECONDS):
            return _Line(address, *await asyncio.open_connection(host.strip("[]"), int(port)))

    def _give_back(self, line: _Line) -> None:
        """Hold a connection whose last reply came whole and that both ends keep open; break any other."""
        try:
            line.http.start_next_cycle()
        except h11.ProtocolError:
            line.close()
            return
        line.idle_since = time.monotonic()
        self._idle.append(line)
        if len(self._idle) > IDLE_CONNECTIONS:
            self._idle.popleft().close()


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


async def _passed(scope: Scope, body: bytes, line: _Line, receive: Receive, send: Send) -> None:
    _ask(scope, body, line)
    begun, leaving = False, None
    try:
        await line.writer.drain()
        async for event in _events(line):
            if isinstance(event, h11.Response):
                begun = True
                kept = [(name, value) for name, value in event.headers if name not in LEFT_OUT]
                if not any(name == b"content-length" for name, _ in kept):
                    leaving = asyncio.create_task(_left(receive, line))
                await send({"type": "http.response.start", "status": event.status_code, "headers": kept})
            elif isinstance(event, h11.Data):
                await send({"type": "http.response.body", "body": bytes(event.data), "more_body": True})
    except (OSError, h11.RemoteProtocolError):
        # Whether the keeper recorded it is not known here: the phone asks again with the same receipt.
        if not begun:
            raise Refusal("no-keeper", seconds=AGAIN_SECONDS) from None
        line.close()
    finally:
        if leaving is not None:
            leaving.cancel()
    with suppress(OSError):
        await send({"type": "http.response.body", "body": b""})


def _ask(scope: Scope, body: bytes, line: _Line) -> None:
    line.requests += 1
    query = scope["query_string"]
    headers = [(name, value) for name, value in scope["headers"] if name in ASKED]
    headers.append((b"host", line.address.encode()))
    if line.requests >= REQUESTS:
        headers.append((b"connection", b"close"))
    if scope["method"] == "POST":
        headers.append((b"content-length", b"%d" % len(body)))
    target = scope["path"].encode() + (b"?" + query if query else b"")
    asked = h11.Request(method=scope["method"], target=target, headers=headers)
    parts = (asked, h11.Data(data=body), h11.EndOfMessage())
    line.writer.write(b"".join(line.http.send(part) or b"" for part in parts))


async def _left(receive: Receive, line: _Line) -> None:
    """Let go of a stream whose phone has left: the keeper would go on sending it."""
    while (await receive())["type"] != "http.disconnect":
        pass
    line.close()


async def _events(line: _Line) -> AsyncIterator[h11.Event]:
    while True:
        event = line.http.next_event()
        if event is h11.NEED_DATA:
            line.http.receive_data(await line.reader.read(1 << 16))
            continue
        if isinstance(event, (h11.EndOfMessage, h11.ConnectionClosed)) or event is h11.PAUSED:
            return
        assert isinstance(event, h11.Event)
        yield event
