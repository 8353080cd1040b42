"""The gate of the control link: whoever holds the token, and only under the address it was given for."""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING

from starlette.responses import Response

from server.access.headers import dressed
from server.network.doorway import admit

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.types import ASGIApp, Receive, Scope, Send

    from meeting.moment import Role


async def _at_once() -> None:
    """A wrong token is answered at once where the port is on loopback."""


class TokenGate:
    """Lets a request through, as `role` where one is given; else waits for `wrong_token` and answers 403 with nothing.

    The connection of a right one is admitted where its port has a doorway; that of a wrong one ends.
    """

    def __init__(
        self,
        app: ASGIApp,
        token: str,
        host: str,
        role: Role | None = None,
        wrong_token: Callable[[], Awaitable[object]] = _at_once,
    ) -> None:
        self._app = app
        self._authorization = f"Bearer {token}".encode()
        self._host = host.encode()
        self._role = role
        self._wrong_token = wrong_token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        given = dict(scope.get("headers", ()))
        token = given.get(b"authorization", b"")
        if given.get(b"host") != self._host or not hmac.compare_digest(token, self._authorization):
            await self._wrong_token()
            refused = Response(status_code=403, headers={"Connection": "close"})
            await refused(scope, receive, dressed(send))
            return
        admit(scope)
        if self._role is not None:
            headers = [(name, value) for name, value in scope["headers"] if name != b"x-role"]
            scope = {**scope, "headers": [*headers, (b"x-role", self._role.value.encode())]}
        await self._app(scope, receive, dressed(send))
