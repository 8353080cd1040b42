"""One request to a meeting's server: HTTP, one connection each, so that no reply is ever guessed at.

On this laptop it is plain HTTP on loopback. From another laptop it is TLS to the one certificate that the pairing code
pins; nothing is sent before the certificate has been checked.
"""

from __future__ import annotations

import hmac
import http.client
import ssl
from contextlib import closing
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from link.control import REQUEST_SECONDS
from link.pairing import pin_of

if TYPE_CHECKING:
    from collections.abc import Iterator

SILENCE_SECONDS = 30.0
"""Longest silence of a stream; the server says every few seconds that it is alive."""

SIGN_OF_LIFE = b"\n"
"""The line of a stream that says no more than that there is somebody at the other end."""

OK = 200


class WrongCertificateError(OSError):
    """The server that answered is not the one the pairing code was made for."""


class _PinnedConnection(http.client.HTTPSConnection):
    """A TLS connection that goes no further than the handshake unless the certificate is the pinned one."""

    def __init__(self, host: str, port: int | None, pin: str, timeout: float) -> None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.minimum_version = ssl.TLSVersion.TLSv1_3
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE  # no authority signs it: the pin is checked instead, below
        super().__init__(host, port, timeout=timeout, context=context)
        self._pin = pin

    def connect(self) -> None:
        """Connect, and raise WrongCertificateError unless the server holds the pinned certificate."""
        super().connect()
        assert isinstance(self.sock, ssl.SSLSocket)
        shown = self.sock.getpeercert(binary_form=True) or b""
        if not hmac.compare_digest(pin_of(shown), self._pin):
            self.close()
            raise WrongCertificateError("certificate does not match the pairing code")


def _connection(base: str, pin: str, timeout: float) -> http.client.HTTPConnection:
    parts = urlsplit(base)
    host = parts.hostname or "127.0.0.1"
    if parts.scheme == "https":
        return _PinnedConnection(host, parts.port, pin, timeout)
    return http.client.HTTPConnection(host, parts.port, timeout=timeout)


def ask(
    base: str,
    token: str,
    method: str,
    path: str,
    body: bytes = b"",
    *,
    role: str = "",
    console: str = "",
    pin: str = "",
    timeout: float = REQUEST_SECONDS,
) -> tuple[int, bytes]:
    """Send one request to the server at `base`; return status and body. Raises OSError when none answers."""
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    if role:
        headers["X-Role"] = role
    if console:
        headers["X-Console"] = console
    with closing(_connection(base, pin, timeout)) as connection:
        try:
            connection.request(method, path, body or None, headers)
            response = connection.getresponse()
            return response.status, response.read()
        except http.client.HTTPException as broken:
            raise ConnectionError(str(broken)) from broken


def stream(base: str, token: str, path: str, *, pin: str = "") -> Iterator[bytes]:
    """The lines of a stream as they come, each with its end; ends when the server ends it. Raises OSError."""
    with closing(_connection(base, pin, SILENCE_SECONDS)) as connection:
        try:
            connection.request("GET", path, headers={"Authorization": f"Bearer {token}"})
            response = connection.getresponse()
            if response.status != OK:
                raise ConnectionError(f"status {response.status}")
            while line := response.readline():
                yield line
        except http.client.HTTPException as broken:
            raise ConnectionError(str(broken)) from broken
