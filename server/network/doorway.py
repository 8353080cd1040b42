"""The doorway of a port that speaks TLS: what a connection may cost before it has shown that it may come in.

A handshake, and what waits for one, costs hundreds of kilobytes. So the connections that have not shown the port's
secret yet are counted from the first packet on, before any TLS: only a few at a time, each with seconds to shake hands.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from server import limits
from server.network.guard import GuardedProtocol

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable

    from starlette.types import Scope
    from uvicorn.config import Config
    from uvicorn.server import ServerState

    from server.network.crowd import Crowd

ADMITTED = "admitted"
"""Under which name an application finds, in a request's `state`, the call that says its connection may stay."""


def admit(scope: Scope) -> None:
    """Let the connection that a request came by stay; it showed whose it is. Nothing where there is no doorway."""
    if (stays := scope.get("state", {}).get(ADMITTED)) is not None:
        stays()


class Doorway:
    """The connections at one port that have not shown its secret, in the order in which they came.

    A newer one takes the place of the oldest that has sent nothing, else of the oldest: whoever speaks is let in
    although thousands stand there and keep silent.
    """

    def __init__(self, most: int = limits.DOORWAY_CONNECTIONS) -> None:
        self._most = most
        self._silent: dict[DoorwayProtocol, None] = {}
        self._speaking: dict[DoorwayProtocol, None] = {}

    def __len__(self) -> int:
        return len(self._silent) + len(self._speaking)

    def enter(self, connection: DoorwayProtocol) -> None:
        """One more, in place of another where it is full."""
        if len(self) >= self._most:
            other = next(iter(self._silent or self._speaking))
            self.leave(other)
            other.give_way()
        self._silent[connection] = None

    def hear(self, connection: DoorwayProtocol) -> None:
        """It has begun to speak."""
        if connection in self._silent:
            del self._silent[connection]
            self._speaking[connection] = None

    def leave(self, connection: DoorwayProtocol) -> None:
        """It was let in, or is gone."""
        self._silent.pop(connection, None)
        self._speaking.pop(connection, None)


class DoorwayProtocol(asyncio.Protocol):
    """One connection, from its first packet until its TLS handshake is done; then uvicorn's, under the guard."""

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
        *,
        crowd: Crowd,
        doorway: Doorway,
        tls: ssl.SSLContext,
    ) -> None:
        self._doorway = doorway
        self._tls = tls
        self._connections: set[Any] = server_state.connections
        self._transport: asyncio.Transport
        self._deadline: asyncio.TimerHandle
        self._handshake: asyncio.Task[None] | None = None
        state = {**app_state, ADMITTED: self._admit}
        self._inside = _Inside(config, server_state, state, _loop, crowd=crowd, left=self._leave)

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as asyncio calls it
        """Begin to wait for the first packet."""
        self._transport = transport
        self._connections.add(self)
        self._deadline = asyncio.get_running_loop().call_later(limits.HANDSHAKE_SECONDS, self.give_way)
        self._doorway.enter(self)

    def data_received(self, data: bytes) -> None:
        """Begin the handshake with what came first."""
        self._transport.pause_reading()
        self._doorway.hear(self)
        self._handshake = asyncio.create_task(self._shake_hands(data))

    async def _shake_hands(self, first: bytes) -> None:
        loop = asyncio.get_running_loop()
        upgrade = asyncio.create_task(
            loop.start_tls(
                self._transport,
                self._inside,
                self._tls,
                server_side=True,
                ssl_handshake_timeout=limits.HANDSHAKE_SECONDS,
            )
        )
        # asyncio's TLS has this connection as soon as the task has run for the first time; it takes packets only after
        # the calls that are queued then, so that the first one, which is here already, comes before all others.
        await asyncio.sleep(0)
        loop.call_soon(self._hand_over, first)
        try:
            secured = await upgrade
        except OSError:
            self._leave()
        else:
            self._deadline.cancel()
            self._connections.discard(self)
            if secured is None or secured.is_closing():
                self._leave()
            else:
                self._inside.connection_made(secured)
                self.secured()

    def secured(self) -> None:
        """The handshake is done; what the port asks for still has to be shown."""

    def _hand_over(self, first: bytes) -> None:
        """Give TLS the packet that came before it did."""
        tls: Any = self._transport.get_protocol()
        while first and not self._transport.is_closing():
            room = tls.get_buffer(len(first))
            taken = min(len(room), len(first))
            room[:taken] = first[:taken]
            tls.buffer_updated(taken)
            first = first[taken:]

    def connection_lost(self, _exc: Exception | None) -> None:
        """Gone before it said anything."""
        self._leave()

    def _admit(self) -> None:
        """It has shown the secret: it stays, whoever else comes."""
        self._doorway.leave(self)

    def _leave(self) -> None:
        self._deadline.cancel()
        self._doorway.leave(self)
        self._connections.discard(self)

    def give_way(self) -> None:
        """Be cut off at once."""
        self._leave()
        self._transport.abort()

    def shutdown(self) -> None:
        """The server stops: there is no reply under way in a handshake."""
        self.give_way()


class _Inside(GuardedProtocol):
    """The connection within TLS. `left` is called when it is gone."""

    def __init__(self, *given: Any, left: Callable[[], None], **named: Any) -> None:
        super().__init__(*given, **named)
        self._left = left
        self._early = b""
        """What TLS let out before this protocol was told of its transport: a first request may come that soon."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        """Take the connection, and what came early."""
        super().connection_made(transport)
        early, self._early = self._early, b""
        if early:
            super().data_received(early)

    def data_received(self, data: bytes) -> None:
        """Keep what comes early."""
        flow: Any = self.flow  # None until the connection is made, whatever uvicorn's annotation says
        if flow is None:
            self._early += data
        else:
            super().data_received(data)

    def connection_lost(self, exc: Exception | None) -> None:
        """Leave the doorway too, where it never got beyond it."""
        self._left()
        super().connection_lost(exc)
