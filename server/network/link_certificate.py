"""Certificates signed by nobody: that of a link to another laptop, known there by its pin, and those like it."""

from __future__ import annotations

import ssl
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from link.pairing import pin_of


class LinkCertificate(NamedTuple):
    """A certificate in use."""

    pin: str
    context: ssl.SSLContext


def new_chain(days: int) -> bytes:
    """A new key with its self-signed certificate (PEM), good for so many days from now and as many before."""
    return self_signed("doithoai", timedelta(days=days), timedelta(days=days))


def self_signed(name: str, before: timedelta, after: timedelta, *, is_authority: bool = False) -> bytes:
    """A new key with its certificate (PEM), good from so long before now until so long after.

    One that is an authority may be what another end verifies by, and signs nothing but itself.
    """
    # Loaded only when a host opens a link: it is a large library.
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import NameOID

    key = ec.generate_private_key(ec.SECP256R1())
    called = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(called)
        .issuer_name(called)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - before)
        .not_valid_after(now + after)
    )
    if is_authority:
        certificate = certificate.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return private + certificate.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)


def opened_certificate(chain: bytes) -> LinkCertificate:
    """The pin of a chain that `new_chain` made, and TLS with it; Python reads it from a file only, gone at once."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    with tempfile.TemporaryDirectory(prefix="doithoai-") as folder:
        path = Path(folder) / "chain.pem"
        path.touch(mode=0o600)
        path.write_bytes(chain)
        context.load_cert_chain(path)
    certificate = chain[chain.index(b"-----BEGIN CERTIFICATE-----") :].decode()
    return LinkCertificate(pin_of(ssl.PEM_cert_to_DER_cert(certificate)), context)
