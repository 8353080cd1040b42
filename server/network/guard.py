"""The guard: what stands between raw sockets and the application, under uvicorn's h11 protocol.

uvicorn has no deadline for receiving a request, h11 accepts bare line feeds, folded headers and both Content-Length
and Transfer-Encoding, and a body nobody reads may go on for ever. All of that ends here, before any route.
"""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING, Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from server import limits
from server.access.headers import bare_reply

if TYPE_CHECKING:
    from uvicorn.config import Config
    from uvicorn.server import ServerState

    from server.network.crowd import Crowd

_HEAD_END = b"\r\n\r\n"
_REQUEST_LINE = re.compile(rb"[A-Z]{1,16} [\x21-\x7e]+ HTTP/1\.[01]\r\n")
_METHOD = re.compile(rb"[A-Z]{1,16}( |$)")
_BARE_LINE_FEED = re.compile(rb"(?<!\r)\n")
_FOLDED = re.compile(rb"\r\n[ \t]")
_LENGTHS = re.compile(rb"\r\n(content-length|transfer-encoding) *:", re.IGNORECASE)
_HOSTS = re.compile(rb"\r\nhost *:", re.IGNORECASE)
_BAD_REQUEST, _TOO_LONG = b"400 Bad Request", b"431 Request Header Fields Too Large"


def fault_of(head: bytes) -> bytes | None:
    """The status line's end for a request head that must not be parsed; None for one that may. Pure."""
    if not _METHOD.match(head[:17]) or (b"\r\n" in head and not _REQUEST_LINE.match(head)):
        return _BAD_REQUEST
    if len(head) > limits.HEADER_BYTES:
        return _TOO_LONG
    if _BARE_LINE_FEED.search(head) or _FOLDED.search(head) or b"\x00" in head:
        return _BAD_REQUEST
    if len(_LENGTHS.findall(head)) > 1 or len(_HOSTS.findall(head)) > 1:
        return _BAD_REQUEST
    return None


class GuardedProtocol(H11Protocol):
    """One connection of a port's `crowd`. A request has REQUEST_SECONDS to arrive whole; a reader may stall
    READER_SECONDS.
    """

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
        *,
        crowd: Crowd,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self._crowd = crowd
        self._head = b""
        self._deadline: asyncio.TimerHandle | None = None
        self._stalled: asyncio.TimerHandle | None = None
        self._free_at = 0.0
        """When everything this connection has used of its pace is free again."""
        self._held: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        """Take the connection, where the port is full in place of the one that waits longest, or refuse it."""
        if len(self.connections) >= self._crowd.most and not self._crowd.make_room():
            transport.abort()
            self.transport = transport
            return
        super().connection_made(transport)
        if self.client is not None and self.server is not None and self.client[0] == self.server[0]:
            self.server = None  # this laptop's own browser proves nothing of the hall's network
        self.client = None  # the peer's address goes no further than the socket
        self._crowd.wait(self)
        self._await_request()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop the clocks."""
        self._crowd.leave(self)
        self._cancel(self._deadline)
        self._cancel(self._stalled)
        self._cancel(self._held)
        if self.flow is not None:
            super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Hold the head back until it is whole and sound; then let h11 have it."""
        if self.transport.is_closing() or self._held is not None:
            return
        if self.conn.their_state is h11.IDLE and not self._is_busy():
            self._head += data
            end = self._head.find(_HEAD_END)
            fault = fault_of(self._head if end < 0 else self._head[: end + len(_HEAD_END)])
            if fault is not None:
                self._refuse(fault)
                return
            if self._deadline is None:
                self._await_request()
            if end < 0:
                return
            wait = self._pace()
            if wait > 0:
                self._hold(wait)
                return
            data, self._head = self._head, b""
        elif self._is_busy() and self.conn.their_state is h11.DONE:
            self.cycle.keep_alive = False  # a second request before the first reply: no browser does that
            return
        super().data_received(data)
        self._note_arrival()

    def _pace(self) -> float:
        """Count one request; the seconds it must wait instead, where the connection has sent too many."""
        now = self.loop.time()
        free_at = max(now, self._free_at)
        wait = free_at - now - (limits.CONNECTION_BURST - 1) * limits.CONNECTION_EVERY_SECONDS
        if wait <= 0:
            self._free_at = free_at + limits.CONNECTION_EVERY_SECONDS
        return wait

    def _hold(self, seconds: float) -> None:
        """Read nothing of the connection, and what came of it, before its pace allows."""
        self._cancel(self._deadline)
        self._deadline = None
        self.flow.pause_reading()
        self._held = self.loop.call_later(seconds, self._go_on)

    def _go_on(self) -> None:
        self._held = None
        if not self.transport.is_closing():
            self.flow.resume_reading()
            self.data_received(b"")

    def _is_busy(self) -> bool:
        cycle: Any = self.cycle  # None until the first request, whatever uvicorn's annotation says
        return cycle is not None and not cycle.response_complete

    def _note_arrival(self) -> None:
        """Stop the clock when the request is whole; what came after it in the same packet is not read."""
        if self.conn.their_state in {h11.DONE, h11.MUST_CLOSE, h11.CLOSED, h11.ERROR}:
            self._crowd.leave(self)
            self._cancel(self._deadline)
            self._deadline = None
            if self._is_busy() and self.conn.trailing_data[0]:
                self.cycle.keep_alive = False

    def _await_request(self) -> None:
        self._cancel(self._deadline)
        self._deadline = self.loop.call_later(limits.REQUEST_SECONDS, self._late)

    def _late(self) -> None:
        """The request is not whole in time: cut the connection; a waiting application sees a disconnect."""
        self.transport.abort()

    def on_response_complete(self) -> None:
        """A reply given before the body was read ends the connection, once the reply has had time to leave."""
        self._crowd.wait(self)
        if self.conn.their_state is h11.SEND_BODY and not self.transport.is_closing():
            self._cancel(self._deadline)
            self._deadline = self.loop.call_later(limits.UNREAD_SECONDS, self.transport.abort)
        super().on_response_complete()

    def pause_writing(self) -> None:
        """Give a reader that takes nothing a last chance."""
        super().pause_writing()
        if self._stalled is None:
            self._stalled = self.loop.call_later(limits.READER_SECONDS, self.transport.abort)

    def resume_writing(self) -> None:
        """The reader reads again."""
        self._cancel(self._stalled)
        self._stalled = None
        super().resume_writing()

    def shutdown(self) -> None:
        """Close at once unless a reply is under way; a half-sent request is no reply under way."""
        if self._is_busy() and self.conn.their_state in {h11.DONE, h11.MUST_CLOSE}:
            super().shutdown()
        else:
            self.transport.abort()

    def give_way(self) -> None:
        """Make room for a newer connection."""
        self.transport.abort()
        self.connections.discard(self)

    def _refuse(self, status: bytes) -> None:
        self.transport.write(bare_reply(status))
        self.transport.close()

    def send_400_response(self, _msg: str) -> None:
        """What h11 cannot read is refused as what the guard cannot."""
        self._refuse(_BAD_REQUEST)

    @staticmethod
    def _cancel(timer: asyncio.TimerHandle | None) -> None:
        if timer is not None:
            timer.cancel()
