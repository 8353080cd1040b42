"""Streams: what a thousand phones wait on together, at two tasks and no timer each."""

from __future__ import annotations

import asyncio
from collections import deque
from functools import lru_cache
from typing import TYPE_CHECKING

from starlette.responses import Response
from uvicorn.protocols.http.h11_impl import RequestResponseCycle

from server import limits

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from starlette.types import Receive, Scope, Send

WOKEN_AT_ONCE = 64
"""Phones told before the loop looks at what has arrived: some two milliseconds' work."""

RAW_SEND = "doithoai.send"
"""Where a request's scope has the server's own `send`, before anything is put around it."""

OPENED = b": \n\n"
"""A comment line, with which a stream begins: the reply's head leaves at once."""

SIGN_OF_LIFE = b"event: beat\ndata: 1\n\n"
"""An event of a kind of its own: a page sees no comment lines, and must notice a stream that fell silent."""


class Subscriber:
    """One phone's place in the row of updates; an async iterator over the bytes it has not had yet."""

    def __init__(self, subscribers: Subscribers, after: int) -> None:
        self._subscribers = subscribers
        self.after = after
        self.pending = OPENED
        """What to send before waiting again: a sign of life, or nothing."""
        self.gone = False
        self.write: Callable[[bytes], bool] | None = None
        """Puts bytes on the wire here and now, where that is possible; tells whether it did."""
        self._woken: asyncio.Future[None] | None = None

    def wake(self) -> None:
        """Look again; what is new leaves at once where the connection takes it, without waking anybody."""
        if self._woken is None or self._woken.done():
            return
        data, after = self._subscribers.later_than(self.after)
        data = self.pending + data
        if data and self.write is not None and self.write(data):
            self.pending, self.after = b"", after
        elif data:
            self._woken.set_result(None)

    def leave(self) -> None:
        """The phone has gone."""
        self.gone = True
        self.end()

    def end(self) -> None:
        """Wait no longer."""
        if self._woken is not None and not self._woken.done():
            self._woken.set_result(None)

    async def chunks(self) -> AsyncIterator[bytes]:
        """Bytes to send, until the phone has gone or the stream is closed."""
        while not (self.gone or self._subscribers.closed):
            pending, self.pending = self.pending, b""
            data, self.after = self._subscribers.later_than(self.after)
            if pending or data:
                yield pending + data
            else:
                self._woken = asyncio.get_running_loop().create_future()
                await self._woken


class Subscribers:
    """Everyone who listens. `later_than` gives the events after a commit, and the commit they reach."""

    def __init__(self, later_than: Callable[[int], tuple[bytes, int]]) -> None:
        self.later_than = later_than
        self.closed = False
        self._all: set[Subscriber] = set()
        self._beat: asyncio.TimerHandle | None = None
        self._to_wake: deque[Subscriber] = deque()

    def __len__(self) -> int:
        return len(self._all)

    def enter(self, after: int) -> Subscriber:
        """One more listener."""
        subscriber = Subscriber(self, after)
        self._all.add(subscriber)
        if self._beat is None:
            self._beat = asyncio.get_running_loop().call_later(limits.HEARTBEAT_SECONDS, self._show_life)
        return subscriber

    def leave(self, subscriber: Subscriber) -> None:
        """One listener less."""
        self._all.discard(subscriber)

    def wake(self) -> None:
        """Let everybody look, some at a time: a vote that arrives meanwhile does not wait for a thousand phones."""
        is_waking = bool(self._to_wake)
        self._to_wake = deque(self._all)
        if not is_waking:
            self._wake_some()

    def _wake_some(self) -> None:
        for _ in range(min(WOKEN_AT_ONCE, len(self._to_wake))):
            self._to_wake.popleft().wake()
        if self._to_wake:
            asyncio.get_running_loop().call_soon(self._wake_some)

    def close(self) -> None:
        """End every stream."""
        self.closed = True
        if self._beat is not None:
            self._beat.cancel()
        for subscriber in list(self._all):
            subscriber.end()

    def _show_life(self) -> None:
        self._beat = None
        if self._all and not self.closed:
            self._beat = asyncio.get_running_loop().call_later(limits.HEARTBEAT_SECONDS, self._show_life)
        for subscriber in self._all:
            subscriber.pending = SIGN_OF_LIFE
        self.wake()


@lru_cache(maxsize=16)
def _chunk(data: bytes) -> bytes:
    """A chunk of a reply that goes on (RFC 9112, 7.1): framed once for a thousand phones that are told the same."""
    return b"%x\r\n%b\r\n" % (len(data), data)


def straight_to_the_wire(scope: Scope) -> Callable[[bytes], bool] | None:
    """What writes a part of this request's reply past all that replies pass through; None where nothing may.

    The reply's head has left, and its parts are chunks: HTTP 1.1 without a length.
    """
    cycle = getattr(scope.get(RAW_SEND), "__self__", None)
    if not isinstance(cycle, RequestResponseCycle) or scope["http_version"] != "1.1":
        return None

    def write(data: bytes) -> bool:
        if cycle.disconnected or cycle.flow.write_paused or cycle.transport.is_closing():
            return False
        cycle.transport.write(_chunk(data))
        return True

    return write


class EventStream(Response):
    """A reply that goes on: server-sent events for one subscriber."""

    def __init__(self, subscribers: Subscribers, after: int) -> None:
        super().__init__(media_type="text/event-stream; charset=utf-8")
        self._subscribers = subscribers
        self._after = after

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send until the phone leaves or the server stops."""
        headers = [header for header in self.raw_headers if header[0] != b"content-length"]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        subscriber = self._subscribers.enter(self._after)
        subscriber.write = straight_to_the_wire(scope)
        watch = asyncio.create_task(_until_gone(receive))
        watch.add_done_callback(lambda _task: subscriber.leave())
        try:
            async for chunk in subscriber.chunks():
                await send({"type": "http.response.body", "body": chunk, "more_body": True})
        finally:
            self._subscribers.leave(subscriber)
            watch.cancel()
        await send({"type": "http.response.body", "body": b""})


async def _until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
