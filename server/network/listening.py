"""How every port of ours is listened on: uvicorn over our own protocol, without logs, and signals left alone."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING

import uvicorn

from server import limits
from server.network.guard import GuardedProtocol

if TYPE_CHECKING:
    import ssl

    from starlette.types import ASGIApp


def listening_server(app: ASGIApp, tls: ssl.SSLContext | None = None) -> uvicorn.Server:
    """A uvicorn server with our own protocol, no logs, no proxy headers, and the process's signals left alone."""
    config = uvicorn.Config(
        app,
        ssl_context_factory=(lambda _config, _default: tls) if tls is not None else None,
        http=GuardedProtocol,
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        date_header=False,
        proxy_headers=False,
        backlog=limits.BACKLOG,
        timeout_keep_alive=limits.IDLE_SECONDS,
        timeout_graceful_shutdown=limits.GRACE_SECONDS,
        h11_max_incomplete_event_size=limits.HEADER_BYTES,
    )
    server = uvicorn.Server(config)
    server.capture_signals = nullcontext  # type: ignore[method-assign,assignment]  # we handle them for both servers
    return server
