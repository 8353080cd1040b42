"""A PDF signed with a real certificate: the signature holds, names its signer, and notices every change."""

from __future__ import annotations

import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pikepdf
import pytest
from click.testing import CliRunner
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)
from cryptography.x509.oid import NameOID

from doithoai.commands.sign import sign
from doithoai.commands.verify import verify
from meeting.refusal import Refusal
from minutes import FORMATS, Edition, Seal, signing
from tests.conftest import require_program
from tests.minutes.conftest import dialogue
from tests.waiting import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Iterator

PASSWORD = "mật khẩu"
SIGNER = "Nguyễn Văn An"


class Pair(NamedTuple):
    """A private key and its certificate."""

    key: rsa.RSAPrivateKey
    certificate: x509.Certificate


def certified(name: str) -> Pair:
    """A key for `name`, certified by itself."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.COMMON_NAME, name),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Phòng An ninh nội địa"),
        ]
    )
    now = datetime.now(UTC)
    usage = x509.KeyUsage(True, True, False, False, False, False, False, False, False)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=30))
        .add_extension(usage, critical=True)
        .sign(key, hashes.SHA256())
    )
    return Pair(key, certificate)


@pytest.fixture(scope="module")
def pair() -> Pair:
    return certified(SIGNER)


@pytest.fixture
def key(pair: Pair, tmp_path: Path) -> Path:
    path = tmp_path / "khoa.p12"
    sealed = BestAvailableEncryption(PASSWORD.encode())
    path.write_bytes(pkcs12.serialize_key_and_certificates(b"khoa", pair.key, pair.certificate, None, sealed))
    return path


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    [made] = FORMATS["pdf"].documents(Edition(dialogue(), Seal("ab" * 32, 41)))
    path = tmp_path / "bien-ban.pdf"
    path.write_bytes(made.content)
    return path


def signed(paper: Path, key: Path | signing.Token, password: str = PASSWORD) -> Path:
    path = paper.with_name(f"da-ky-{paper.name}")
    path.write_bytes(signing.sign(paper, key, password))
    return path


def test_a_signed_file_names_its_signer_and_stays_an_archive_file(paper: Path, key: Path) -> None:
    made = signed(paper, key)
    [one] = signing.signatures(made)
    assert one.signer == f"{SIGNER}, Phòng An ninh nội địa"
    assert (one.is_intact, one.is_whole) == (True, True)
    with pikepdf.open(made) as opened:
        assert opened.open_metadata()["pdfaid:conformance"] == "A"
        assert len(opened.pages) == len(pikepdf.open(paper).pages)


def test_two_sign_one_file_one_after_the_other(paper: Path, key: Path, tmp_path: Path) -> None:
    twice = signed(signed(paper, key), key)
    assert [(one.is_intact, one.is_whole) for one in signing.signatures(twice)] == [(True, True)] * 2


def test_a_changed_byte_breaks_the_signature(paper: Path, key: Path) -> None:
    made = signed(paper, key)
    content = bytearray(made.read_bytes())
    at = content.index(b"stream", len(content) // 4) + 20
    content[at] ^= 1
    made.write_bytes(content)
    assert CliRunner().invoke(verify, [str(made)]).exit_code == 1


@pytest.mark.parametrize("wrong", ["password", "file", "missing", "text"])
def test_what_cannot_sign_is_refused(paper: Path, key: Path, wrong: str) -> None:
    if wrong == "password":
        code = "sign-no-key"
        given = (paper, key, "khác")
    elif wrong == "file":
        code, given = "sign-no-key", (paper, paper, PASSWORD)
    elif wrong == "missing":
        code, given = "sign-no-pdf", (paper.with_name("khong-co.pdf"), key, PASSWORD)
    else:
        code, given = "sign-no-pdf", (key, key, PASSWORD)
    with pytest.raises(Refusal) as refused:
        signing.sign(*given)
    assert refused.value.code == code


def test_the_commands_sign_beside_the_file_and_verify_names_who_signed(paper: Path, key: Path) -> None:
    before = paper.read_bytes()
    ran = CliRunner().invoke(
        sign, [str(paper), "--key", str(key)], input=f"{PASSWORD}\n", catch_exceptions=False
    )
    made = Path(ran.stdout.strip().split("\n")[-1])
    assert made.name == "bien-ban-da-ky.pdf"
    assert paper.read_bytes() == before
    checked = CliRunner().invoke(verify, [str(made)], catch_exceptions=False)
    assert checked.exit_code == 0
    assert SIGNER in checked.output
    unsigned = CliRunner().invoke(verify, [str(paper)], catch_exceptions=False)
    assert unsigned.exit_code == 1


@pytest.fixture
def token(pair: Pair, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[signing.Token]:
    """A real PKCS#11 token in software, holding the key and its certificate."""
    program = require_program("softhsm2-util")
    library = next(
        path
        for path in (
            Path("/usr/lib/softhsm/libsofthsm2.so"),
            Path("/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so"),
        )
        if path.exists()
    )
    folder = tmp_path / "tokens"
    folder.mkdir()
    settings = tmp_path / "softhsm2.conf"
    settings.write_text(f"directories.tokendir = {folder}\nobjectstore.backend = file\n", encoding="utf-8")
    monkeypatch.setenv("SOFTHSM2_CONF", str(settings))
    made = ["--init-token", "--free", "--label", "don-vi", "--so-pin", "1234", "--pin", "1234"]
    subprocess.run([program, *made], check=True, capture_output=True, timeout=PATIENCE)
    plain = tmp_path / "khoa.pem"
    plain.write_bytes(pair.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    into = ["--import", str(plain), "--token", "don-vi", "--label", "khoa", "--id", "01", "--pin", "1234"]
    subprocess.run([program, *into], check=True, capture_output=True, timeout=PATIENCE)
    import pkcs11
    from pkcs11.util.x509 import decode_x509_certificate

    described = decode_x509_certificate(pair.certificate.public_bytes(Encoding.DER))
    with pkcs11.lib(str(library)).get_token(token_label="don-vi").open(rw=True, user_pin="1234") as session:
        session.create_object(
            described
            | {pkcs11.Attribute.TOKEN: True, pkcs11.Attribute.LABEL: "khoa", pkcs11.Attribute.ID: b"\x01"}
        )
    yield signing.Token(library, "khoa", "don-vi")
    shutil.rmtree(folder, ignore_errors=True)


def test_a_key_on_a_token_signs_too(paper: Path, token: signing.Token) -> None:
    [one] = signing.signatures(signed(paper, token, "1234"))
    assert one.signer.startswith(SIGNER)
    assert one.is_intact
