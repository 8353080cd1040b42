"""How every port of ours is listened on: uvicorn over our own protocol, without logs, and signals left alone."""

from __future__ import annotations

import asyncio
from contextlib import nullcontext
from functools import partial
from typing import TYPE_CHECKING

import uvicorn

from server import limits
from server.network.crowd import Crowd
from server.network.doorway import Doorway, DoorwayProtocol
from server.network.guard import GuardedProtocol
from server.network.hall_doorway import HallDoorwayProtocol

if TYPE_CHECKING:
    import socket
    import ssl
    from collections.abc import Callable

    from starlette.types import ASGIApp


def listening_server(
    app: ASGIApp, most: int, tls: ssl.SSLContext | None = None, hall: Callable[[], str] | None = None
) -> uvicorn.Server:
    """A uvicorn server of at most so many connections, with our own protocol, no logs, no proxy headers, and the
    process's signals left alone. With `tls` a connection stays in the doorway until `app` admits it; on the port of a
    hall, which gives its present origin, until it has shaken hands, and plain HTTP is sent there.
    """
    crowd = Crowd(most)
    protocol: Callable[..., asyncio.Protocol]
    if tls is None:
        protocol = partial(GuardedProtocol, crowd=crowd)
    elif hall is None:
        protocol = partial(DoorwayProtocol, crowd=crowd, doorway=Doorway(), tls=tls)
    else:
        doorway = Doorway(limits.HALL_HANDSHAKES)
        protocol = partial(HallDoorwayProtocol, crowd=crowd, doorway=doorway, tls=tls, origin=hall)
    config = uvicorn.Config(
        app,
        http=protocol,  # type: ignore[arg-type]  # whatever makes a protocol will do
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        date_header=False,
        proxy_headers=False,
        backlog=limits.DOORWAY_ACCEPTED_AT_ONCE
        if tls is not None and hall is None
        else limits.ACCEPTED_AT_ONCE,
        timeout_keep_alive=limits.IDLE_SECONDS,
        timeout_graceful_shutdown=limits.GRACE_SECONDS,
        h11_max_incomplete_event_size=limits.HEADER_BYTES,
    )
    server = uvicorn.Server(config)
    server.capture_signals = nullcontext  # type: ignore[method-assign,assignment]  # we handle them for both servers
    return server


async def started(servers: list[uvicorn.Server], serving: list[asyncio.Task[None]]) -> None:
    """Wait until every one of `servers` listens. Raises what ended a task of `serving`."""
    while not all(server.started for server in servers):
        for task in serving:
            if task.done():
                task.result()
        await asyncio.sleep(0.01)


def widen(bound: socket.socket) -> None:
    """Let BACKLOG connections queue at a socket that is served: asyncio takes its backlog for both numbers."""
    bound.listen(limits.BACKLOG)


def stop_accepting(server: uvicorn.Server) -> None:
    """Take no more connections: whoever comes back while the port closes must not hold it up."""
    for listening in getattr(server, "servers", ()):  # there once it has started
        listening.close()
