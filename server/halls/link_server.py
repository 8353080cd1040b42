"""The link halls come in by: TLS on a port of its own, open once a hall was named, each with its own credential."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from starlette.responses import Response

from link.control import HALL_JOIN
from server import limits
from server.access.headers import dressed
from server.access.rate_limits import CodeThrottle
from server.network.addresses import authority
from server.network.doorway import admit
from server.network.listening import listening_server, started, widen
from server.network.sockets import listen

if TYPE_CHECKING:
    import uvicorn
    from starlette.types import ASGIApp, Receive, Scope, Send

    from server.halls.roster import Roster

HALL = "doithoai.hall"
"""Under which name an application finds the hall in a request's scope."""
CREDENTIAL = "doithoai.credential"
"""And what it showed."""


class HallGate:
    """Lets halls through by their credential; by a code only to where it is given for one."""

    def __init__(self, app: ASGIApp, roster: Roster) -> None:
        self._app = app
        self._roster = roster
        self._throttle = CodeThrottle()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        given = dict(scope.get("headers", ())).get(b"authorization", b"").decode("latin-1")
        scheme, _, shown = given.partition(" ")
        hall = self._roster.of_credential(shown) if scheme == "Bearer" else ""
        if not hall and scheme == "Bearer" and scope["path"] == HALL_JOIN.path:
            hall = self._roster.of_code(shown)
        if not hall:
            await self._throttle.refuse()
            refused = Response(status_code=403, headers={"Connection": "close"})
            await refused(scope, receive, dressed(send))
            return
        admit(scope)
        await self._app({**scope, HALL: hall, CREDENTIAL: shown}, receive, dressed(send))


class HallLinkServer:
    """The link of one server; open or closed."""

    def __init__(self, roster: Roster) -> None:
        self._roster = roster
        self._server: uvicorn.Server | None = None
        self._serving: asyncio.Task[None] | None = None
        self.address = ""
        """Where it is open ("ip:port"); empty while it is closed."""

    async def open(self, host: str, app: ASGIApp) -> None:
        """Serve `app` on `host` (an IP), at the port of the last time where that is free.

        Raises OSError when the address cannot be bound.
        """
        certificate = await asyncio.to_thread(self._roster.certificate)
        try:
            bound = listen(host, self._roster.port)
        except OSError:
            bound = listen(host, 0)
        port = bound.getsockname()[1]
        self._roster.remember_port(port)
        self._server = listening_server(
            HallGate(app, self._roster), limits.HALL_LINK_CONNECTIONS, certificate.context
        )
        self._serving = asyncio.create_task(self._server.serve(sockets=[bound]), name="hall-link")
        await started([self._server], [self._serving])
        widen(bound)
        self.address = authority(host, port)

    async def close(self) -> None:
        """Stop listening; halls that are connected are cut off. Does nothing when closed."""
        self.address = ""
        serving, server, self._serving, self._server = self._serving, self._server, None, None
        if serving is not None and server is not None:
            server.should_exit = True
            await serving
