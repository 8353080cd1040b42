"""The link to a secretary at another laptop: TLS on a port of its own, off until the host opens it.

It speaks the part of the control link that a secretary needs and no more: follow the journal, send commands in the
secretary's role, ask how the server does. Certificate and secret live in memory, are new each time, and die with it.
"""

from __future__ import annotations

import asyncio
import secrets
from typing import TYPE_CHECKING

from link.pairing import SECRET_CHARACTERS, Pairing
from meeting.moment import Role
from meeting.text import crockford
from server import limits
from server.access.rate_limits import CodeThrottle
from server.desk.token_gate import TokenGate
from server.network.addresses import authority
from server.network.link_certificate import new_chain, opened_certificate
from server.network.listening import listening_server, started, widen
from server.network.sockets import listen

if TYPE_CHECKING:
    import uvicorn
    from starlette.types import ASGIApp

CERTIFICATE_DAYS = 2
"""A meeting lasts hours; two clocks may differ by a day."""


class DeskLinkServer:
    """The link of one server; open or closed."""

    def __init__(self) -> None:
        self._server: uvicorn.Server | None = None
        self._serving: asyncio.Task[None] | None = None
        self.address = ""
        """Where it is open ("ip:port"); empty while it is closed."""
        self.code = ""
        """The pairing code while the link is open: for the host's own screens, on loopback only."""

    async def open(self, host: str, app: ASGIApp) -> None:
        """Serve `app` on `host` (an IP) with a new certificate and secret; what was open before is closed.

        Raises OSError when the address cannot be bound.
        """
        await self.close()
        bound = listen(host, 0)
        certificate = await asyncio.to_thread(lambda: opened_certificate(new_chain(CERTIFICATE_DAYS)))
        self.address = authority(host, bound.getsockname()[1])
        pairing = Pairing(
            certificate.pin, crockford.encode(secrets.token_bytes(SECRET_CHARACTERS), SECRET_CHARACTERS)
        )
        # Guessing is slow, and closes the link to nobody: not to the secretary, not to one who comes later.
        gate = TokenGate(app, pairing.secret, self.address, Role.SECRETARY, CodeThrottle().refuse)
        self._server = listening_server(gate, limits.LINK_CONNECTIONS, certificate.context)
        self._serving = asyncio.create_task(self._server.serve(sockets=[bound]), name="desk-link")
        await started([self._server], [self._serving])
        widen(bound)
        self.code = str(pairing)

    def _shut(self) -> None:
        """Stop listening without waiting for it."""
        self.address = self.code = ""
        if self._server is not None:
            self._server.should_exit = True

    async def close(self) -> None:
        """Stop listening; a connected secretary is cut off. Does nothing when closed."""
        self._shut()
        serving, self._serving, self._server = self._serving, None, None
        if serving is not None:
            await serving
