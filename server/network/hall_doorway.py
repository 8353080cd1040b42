"""The doorway of the hall's port where it speaks TLS: phones shake hands; who comes in plain HTTP is sent to HTTPS."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from server.access.headers import BARE
from server.network.doorway import DoorwayProtocol

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable

HANDSHAKE = b"\x16"
"""The first byte of every TLS handshake (RFC 8446, 5.1)."""

_TARGET = re.compile(rb"[A-Z]{1,16} (/[\x21-\x7e]*) HTTP/1\.[01]\r\n")


def redirect(first: bytes, origin: str) -> bytes:
    """The reply to a request in plain HTTP: the same place under `origin`. Pure."""
    found = _TARGET.match(first)
    target = found.group(1).decode("ascii") if found else "/"
    lines = [
        "HTTP/1.1 307 Temporary Redirect",
        f"Location: {origin}{target}",
        "Connection: close",
        "Content-Length: 0",
        *(f"{name}: {value}" for name, value in BARE.items()),
    ]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


class HallDoorwayProtocol(DoorwayProtocol):
    """One connection of the hall's port: whoever has shaken hands is in."""

    def __init__(self, *given: Any, origin: Callable[[], str], **named: Any) -> None:
        super().__init__(*given, **named)
        self._origin = origin

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as asyncio calls it
        """Begin to wait for the first packet."""
        self._plain = transport
        super().connection_made(transport)

    def data_received(self, data: bytes) -> None:
        """Begin the handshake, or send a plain request on."""
        if data.startswith(HANDSHAKE):
            super().data_received(data)
        elif not self._plain.is_closing():
            self._plain.write(redirect(data, self._origin()))
            self._plain.close()

    def secured(self) -> None:
        """The handshake is done."""
        self._admit()
