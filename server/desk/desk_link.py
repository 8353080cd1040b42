"""The link to a secretary at another laptop: TLS on a port of its own, off until the host opens it.

It speaks the part of the control link that a secretary needs and no more: follow the journal, send commands in the
secretary's role, ask how the server does. Certificate and secret live in memory, are new each time, and die with it.
"""

from __future__ import annotations

import asyncio
import secrets
import ssl
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from link.pairing import SECRET_CHARACTERS, Pairing, pin_of
from meeting.moment import Role
from meeting.text import crockford
from server import limits
from server.access.rate_limits import CodeThrottle
from server.desk.token_gate import TokenGate
from server.network.addresses import authority
from server.network.listening import listening_server, started, widen
from server.network.sockets import listen

if TYPE_CHECKING:
    import uvicorn
    from starlette.types import ASGIApp

CERTIFICATE_DAYS = 2
"""A meeting lasts hours; two clocks may differ by a day."""


class _Certificate(NamedTuple):
    pin: str
    context: ssl.SSLContext


def _new_certificate() -> _Certificate:
    """A key and a self-signed certificate that no disk keeps."""
    # Loaded only when a host opens the link: it is a large library.
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import NameOID

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "doithoai")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=CERTIFICATE_DAYS))
        .not_valid_after(now + timedelta(days=CERTIFICATE_DAYS))
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    public = certificate.public_bytes(serialization.Encoding.PEM)
    return _Certificate(
        pin_of(certificate.public_bytes(serialization.Encoding.DER)), _context(private + public)
    )


def _context(chain: bytes) -> ssl.SSLContext:
    """A TLS context with this key and certificate; Python reads them from a file only, which is gone at once."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    with tempfile.TemporaryDirectory(prefix="doithoai-") as folder:
        path = Path(folder) / "chain.pem"
        path.touch(mode=0o600)
        path.write_bytes(chain)
        context.load_cert_chain(path)
    return context


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
        certificate = await asyncio.to_thread(_new_certificate)
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
