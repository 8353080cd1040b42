"""How every port of ours is listened on: uvicorn over our own protocol, without logs, and signals left alone."""

from __future__ import annotations

from contextlib import nullcontext
from functools import partial
from typing import TYPE_CHECKING

import uvicorn

from server import limits
from server.network.crowd import Crowd
from server.network.guard import GuardedProtocol

if TYPE_CHECKING:
    import socket
    import ssl

    from starlette.types import ASGIApp


def listening_server(app: ASGIApp, tls: ssl.SSLContext | None = None) -> uvicorn.Server:
    """A uvicorn server with our own protocol, no logs, no proxy headers, and the process's signals left alone."""
    config = uvicorn.Config(
        app,
        ssl_context_factory=(lambda _config, _default: tls) if tls is not None else None,
        http=partial(GuardedProtocol, crowd=Crowd()),  # type: ignore[arg-type]  # whatever makes a protocol will do
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        date_header=False,
        proxy_headers=False,
        backlog=limits.ACCEPTED_AT_ONCE,
        timeout_keep_alive=limits.IDLE_SECONDS,
        timeout_graceful_shutdown=limits.GRACE_SECONDS,
        h11_max_incomplete_event_size=limits.HEADER_BYTES,
    )
    server = uvicorn.Server(config)
    server.capture_signals = nullcontext  # type: ignore[method-assign,assignment]  # we handle them for both servers
    return server


def widen(bound: socket.socket) -> None:
    """Let BACKLOG connections queue at a socket that is served: asyncio takes its backlog for both numbers."""
    bound.listen(limits.BACKLOG)


def stop_accepting(server: uvicorn.Server) -> None:
    """Take no more connections: whoever comes back while the port closes must not hold it up."""
    for listening in getattr(server, "servers", ()):  # there once it has started
        listening.close()
