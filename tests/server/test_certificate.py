"""The hall's port with an agency's certificate: HTTPS under its name, plain HTTP sent there, bad certificates told."""

from __future__ import annotations

import http.client
import ipaddress
import os
import socket
import ssl
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from link import live
from link.own_process import own_command
from meeting.refusal import Refusal
from server import limits
from server.network.certificate import HSTS, load_certificate
from tests.loopback import LOOPBACK
from tests.server.served import make_meeting
from tests.waiting import wait_until

NAME = "doithoai.coquan.example"


def write(
    folder: Path, *names: str, days: int = 30, apart: bool = False, password: bytes = b""
) -> tuple[Path, Path | None]:
    """A self-signed certificate for `names` (IPs as such), with its key in it or apart."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Phòng Thử nghiệm")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=60))
        .not_valid_after(now + timedelta(days=days))
        .add_extension(
            x509.SubjectAlternativeName(
                [
                    x509.IPAddress(ipaddress.ip_address(name)) if name[0].isdigit() else x509.DNSName(name)
                    for name in names
                ]
            ),
            critical=False,
        )
        .sign(key, hashes.SHA256())
    )
    hidden = serialization.BestAvailableEncryption(password) if password else serialization.NoEncryption()
    private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, hidden)
    public = made.public_bytes(serialization.Encoding.PEM)
    certificate = folder / "hoi-truong.pem"
    certificate.write_bytes(public if apart else private + public)
    if not apart:
        return certificate, None
    (folder / "khoa.pem").write_bytes(private)
    return certificate, folder / "khoa.pem"


@pytest.mark.parametrize(
    ("names", "wanted", "host"),
    [
        ((NAME,), "", NAME),
        (("*.coquan.example", NAME), "", NAME),
        (("*.coquan.example",), "Hop.coquan.example", "hop.coquan.example"),
        (("192.168.1.5",), "", "192.168.1.5"),
        ((NAME, "192.168.1.5"), "192.168.1.5", "192.168.1.5"),
    ],
)
def test_phones_use_a_host_that_the_certificate_names(
    tmp_path: Path, names: tuple[str, ...], wanted: str, host: str
) -> None:
    certificate, key = write(tmp_path, *names, apart=True)
    assert load_certificate(certificate, key, wanted).host == host


def test_a_certificate_phones_would_refuse_is_told_before_the_hall_meets_it(tmp_path: Path) -> None:
    def refused(certificate: Path, key: Path | None = None, name: str = "") -> None:
        with pytest.raises(Refusal, match="certificate-unusable"):
            load_certificate(certificate, key, name)

    refused(write(tmp_path, NAME, days=-1)[0])
    refused(write(tmp_path, "*.coquan.example")[0])
    refused(write(tmp_path, NAME)[0], name="khac.example")
    refused(write(tmp_path, "*.coquan.example")[0], name="a.b.coquan.example")
    refused(write(tmp_path, NAME, password=b"bi mat")[0])
    certificate, _key = write(tmp_path, NAME, apart=True)
    refused(certificate)
    other = tmp_path / "other"
    other.mkdir()
    refused(certificate, write(other, NAME, apart=True)[1])
    (tmp_path / "rac.pem").write_text("không phải chứng thư", encoding="utf-8")
    refused(tmp_path / "rac.pem")


@pytest.fixture
def secured(tmp_path: Path) -> Iterator[live.Live]:
    """A meeting served by HTTPS under its address on this laptop."""
    certificate, key = write(tmp_path, LOOPBACK, apart=True)
    folder = make_meeting(tmp_path / "phien")
    process = subprocess.Popen(
        own_command(
            "doithoai",
            "serve",
            f"{folder}{os.sep}",
            "--host",
            LOOPBACK,
            "--certificate",
            str(certificate),
            "--key",
            str(key),
        ),
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    assert process.stdout is not None
    assert process.stdout.readline()
    running = live.read(folder)
    assert running is not None
    yield running
    process.terminate()
    process.wait(20)
    process.stdout.close()


def trusting() -> ssl.SSLContext:
    """A phone that trusts whoever signed."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def test_phones_come_by_https_and_plain_http_is_sent_there(secured: live.Live) -> None:
    assert secured.phone_url.startswith(f"https://{LOOPBACK}:")
    assert "--certificate" in secured.options
    authority = secured.address.removeprefix("https://")
    safe = http.client.HTTPSConnection(authority, timeout=20, context=trusting())
    safe.request("GET", f"/{secured.short_code}", headers={"Origin": secured.address})
    page = safe.getresponse()
    assert (page.status, page.headers["Strict-Transport-Security"]) == (200, HSTS)
    assert b'id="form"' in page.read()
    safe.request("GET", "/pulse")
    assert safe.getresponse().status == 204
    safe.close()
    plain = http.client.HTTPConnection(authority, timeout=20)
    plain.request("GET", f"/{secured.short_code}?lang=en")
    sent_on = plain.getresponse()
    assert (sent_on.status, sent_on.headers["Location"]) == (
        307,
        f"{secured.address}/{secured.short_code}?lang=en",
    )
    assert sent_on.headers["Strict-Transport-Security"] is None
    plain.close()


def test_who_says_nothing_or_nonsense_keeps_nobody_out(secured: live.Live) -> None:
    host, _, port = secured.address.removeprefix("https://").rpartition(":")
    silent = [socket.create_connection((host, int(port)), 20) for _ in range(limits.HALL_HANDSHAKES + 20)]
    nonsense = socket.create_connection((host, int(port)), 20)
    nonsense.sendall(b"\x16\x03\x01 not a handshake at all, whatever its first byte says\r\n\r\n")

    def is_served() -> bool:
        safe = http.client.HTTPSConnection(host, int(port), timeout=20, context=trusting())
        try:
            safe.request("GET", "/pulse")
            return safe.getresponse().status == 204
        except OSError:
            return False
        finally:
            safe.close()

    wait_until(is_served)
    for opened in (*silent, nonsense):
        opened.close()
