"""The agency's certificate for the hall's port: read, checked for what phones will hold against it, its name found."""

from __future__ import annotations

import asyncio.sslproto
import ipaddress
import ssl
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from meeting.refusal import Refusal

if TYPE_CHECKING:
    from pathlib import Path

RECORD_BYTES = 32 * 1024
"""What a TLS connection keeps ready for reading, twice the longest record; asyncio's own 256 KB are too much for each
of a thousand phones."""

HSTS = "max-age=31536000"
"""A year: phones that came once go by HTTPS to this name from then on."""


class HallCertificate(NamedTuple):
    """What the port speaks TLS with, and the host under which phones must come: a name, or an IP that stands in it."""

    context: ssl.SSLContext
    host: str


def load_certificate(certificate: Path, key: Path | None, name: str = "") -> HallCertificate:
    """The certificate in a PEM file with its chain, and its key there or in `key`.

    `name` is the host that phones use; by default the certificate's first name that is no wildcard, else its first IP.
    Raises Refusal ``certificate-unusable``.
    """
    # Loaded only where an agency has a certificate: it is a large library.
    from cryptography import x509

    try:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        context.load_cert_chain(certificate, key, password=_no_password)
        read = x509.load_pem_x509_certificate(certificate.read_bytes())
        named = read.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except (OSError, ValueError, x509.ExtensionNotFound) as wrong:
        raise _unusable(certificate, str(wrong)) from None
    now = datetime.now(UTC)
    if not read.not_valid_before_utc <= now <= read.not_valid_after_utc:
        raise _unusable(
            certificate, f"{read.not_valid_before_utc:%Y-%m-%d} – {read.not_valid_after_utc:%Y-%m-%d}"
        )
    names = [each.lower() for each in named.get_values_for_type(x509.DNSName)]
    ips = [str(each) for each in named.get_values_for_type(x509.IPAddress)]
    host = name.lower() or next((each for each in names if "*" not in each), "") or next(iter(ips), "")
    if not host or not _covers(host, names, ips):
        raise _unusable(certificate, host or "*")
    asyncio.sslproto.SSLProtocol.max_size = RECORD_BYTES
    return HallCertificate(context, host)


def _covers(host: str, names: list[str], ips: list[str]) -> bool:
    """Whether a certificate with these names holds for `host` (RFC 6125: a wildcard stands for one label)."""
    if _is_ip(host):
        return host in ips
    return host in names or "*." + host.partition(".")[2] in names


def _is_ip(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _no_password() -> str:
    """Nobody sits at a server that starts: a key behind a password is refused rather than asked for."""
    raise ValueError("password")


def _unusable(certificate: Path, why: str) -> Refusal:
    return Refusal("certificate-unusable", file=certificate.name[:60], why=why[:200])
