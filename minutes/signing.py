"""Signing a PDF with the agency's certificate (PAdES, ETSI EN 319 142-1), and reading who signed one.

pyHanko does the work; it is installed with the extra ``doithoai[sign]``. Nothing is fetched: no time stamp, no list of
revoked certificates. A further signature is added after those that are there, and leaves them valid.
"""

from __future__ import annotations

import io
import logging
from typing import TYPE_CHECKING, Any, NamedTuple

from meeting.refusal import Refusal

if TYPE_CHECKING:
    from pathlib import Path

FIELD = "ChuKySo"
"""The names of signature fields: ChuKySo, ChuKySo2, ChuKySo3 …"""

LARGEST_BYTES = 200 * 1024 * 1024


class Token(NamedTuple):
    """A key that does not leave its token: the maker's PKCS#11 library, the token's and the certificate's labels."""

    library: Path
    certificate: str
    label: str = ""


class Signature(NamedTuple):
    """A signature in a PDF: whom its certificate names, who issued that, and whether what was signed is unchanged.

    `is_whole` tells whether it covers the file to its end, as the newest signature of a file must. `signed_at` is the
    time the signer's computer said, ISO 8601.
    """

    signer: str
    issuer: str
    signed_at: str
    is_intact: bool
    is_whole: bool


def require() -> None:
    """Raise Refusal ``sign-not-installed`` where the extra is missing."""
    try:
        import pyhanko.sign  # noqa: F401
    except ImportError:
        raise Refusal("sign-not-installed") from None


def sign(pdf: Path, key: Path | Token, password: str, *, reason: str = "") -> bytes:
    """The PDF with a signature more.

    `key` is a PKCS#12 file (.p12, .pfx) or a token; `password` opens it. Raises Refusal ``sign-not-installed``,
    ``sign-no-pdf``, ``sign-no-key`` or ``sign-failed``.
    """
    require()
    content = _content(pdf)
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.sign import signers
    from pyhanko.sign.fields import SigSeedSubFilter
    from pyhanko.sign.general import SigningError

    _be_quiet()
    signer = _signer_of_file(key, password) if not isinstance(key, Token) else _signer_of_token(key, password)
    try:
        writer = IncrementalPdfFileWriter(io.BytesIO(content), strict=False)
        about = signers.PdfSignatureMetadata(
            field_name=_free_field(writer.prev), subfilter=SigSeedSubFilter.PADES, reason=reason or None
        )
        signed: io.BytesIO = signers.sign_pdf(writer, about, signer=signer)
    except (PdfError, SigningError, ValueError, OSError) as problem:
        raise Refusal("sign-failed", why=str(problem)) from problem
    return signed.getvalue()


def signatures(pdf: Path) -> list[Signature]:
    """Every signature of a PDF, oldest first. Raises Refusal ``sign-not-installed`` or ``sign-no-pdf``."""
    require()
    content = _content(pdf)
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.pdf_utils.reader import PdfFileReader

    _be_quiet()
    try:
        reader = PdfFileReader(io.BytesIO(content), strict=False)
        return [_read(one) for one in reader.embedded_regular_signatures]
    except (PdfError, ValueError) as problem:
        raise Refusal("sign-no-pdf", name=pdf.name) from problem


def _read(embedded: Any) -> Signature:
    """One signature, checked against the bytes it was made for and against what was added to the file since."""
    from pyhanko.sign.diff_analysis import ModificationLevel
    from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    # No root is trusted and nothing is fetched: who may be believed is for people to say, what was changed is not.
    nobody = ValidationContext(trust_roots=[], allow_fetching=False)
    status = validate_pdf_signature(embedded, nobody)
    certificate = embedded.signer_cert
    at = embedded.self_reported_timestamp
    only_signed_since = status.modification_level in {
        ModificationLevel.NONE,
        ModificationLevel.LTA_UPDATES,
        ModificationLevel.FORM_FILLING,
    }
    covered = {SignatureCoverageLevel.ENTIRE_FILE, SignatureCoverageLevel.ENTIRE_REVISION}
    return Signature(
        _named(certificate.subject.native),
        _named(certificate.issuer.native),
        at.isoformat(timespec="seconds") if at else "",
        is_intact=bool(status.intact and status.valid) and only_signed_since,
        is_whole=status.coverage in covered,
    )


def _named(name: dict[str, Any]) -> str:
    """Whom a certificate names: the person, with the organisation where it says one."""
    parts = (name.get(part) for part in ("common_name", "organization_name"))
    said = [part if isinstance(part, str) else " ".join(part) for part in parts if part]
    return ", ".join(dict.fromkeys(said))


def _content(pdf: Path) -> bytes:
    if not pdf.is_file() or pdf.stat().st_size > LARGEST_BYTES:
        raise Refusal("sign-no-pdf", name=pdf.name)
    content = pdf.read_bytes()
    if not content.startswith(b"%PDF-"):
        raise Refusal("sign-no-pdf", name=pdf.name)
    return content


def _free_field(reader: Any) -> str:
    taken = {signature.field_name for signature in reader.embedded_signatures}
    number = 1
    while (name := FIELD if number == 1 else f"{FIELD}{number}") in taken:
        number += 1
    return name


def _signer_of_file(path: Path, password: str) -> Any:
    from pyhanko.sign import signers

    simple: Any = signers.SimpleSigner
    try:
        signer = simple.load_pkcs12(str(path), passphrase=password.encode())
    except (ValueError, OSError) as problem:
        raise Refusal("sign-no-key", name=path.name) from problem
    if signer is None:
        raise Refusal("sign-no-key", name=path.name)
    return signer


def _signer_of_token(token: Token, pin: str) -> Any:
    from pkcs11.exceptions import PKCS11Error
    from pyhanko.config.pkcs11 import TokenCriteria
    from pyhanko.sign import pkcs11
    from pyhanko.sign.general import SigningError

    try:
        criteria = TokenCriteria(label=token.label) if token.label else None
        session = pkcs11.open_pkcs11_session(str(token.library), token_criteria=criteria, user_pin=pin)
        signer = pkcs11.PKCS11Signer(session, cert_label=token.certificate, key_label=token.certificate)
        assert signer.signing_cert is not None
    except (PKCS11Error, SigningError, AssertionError, RuntimeError, OSError) as problem:
        raise Refusal("sign-no-key", name=token.library.name) from problem
    return signer


def _be_quiet() -> None:
    """Its log would repeat on the terminal what a refusal says."""
    logging.getLogger("pyhanko").setLevel(logging.CRITICAL)
