"""The pairing code: what a secretary at another laptop types once to reach the host's server and nobody else's.

Its first part pins the server's certificate, so that no machine in between can pose as the host; its second part is the
secret that lets the secretary in. Both are made anew each time the host opens the link.
"""

from __future__ import annotations

import hashlib
from typing import NamedTuple

from meeting.refusal import Refusal
from meeting.text import crockford

PIN_CHARACTERS = 16
"""80 bits of SHA-256 over the certificate: no second certificate with the same pin can be found."""

SECRET_CHARACTERS = 8
"""40 random bits; a wrong one is made to wait, and only a few can wait at a time."""


class Pairing(NamedTuple):
    """A pairing code taken apart."""

    pin: str
    secret: str

    def __str__(self) -> str:
        """The form to read aloud: groups of four."""
        return crockford.grouped(self.pin + self.secret)


def pin_of(certificate: bytes) -> str:
    """The pin of a certificate in DER form: the first 80 bits of its SHA-256, in Crockford's base 32."""
    return crockford.encode(hashlib.sha256(certificate).digest()[: PIN_CHARACTERS * 5 // 8], PIN_CHARACTERS)


def parse(typed: str) -> Pairing:
    """The code in `typed`, read kindly (case, spaces, dashes, look-alikes). Raises Refusal ``bad-pairing-code``."""
    code = crockford.read(typed)
    if not crockford.is_code(code, PIN_CHARACTERS + SECRET_CHARACTERS):
        raise Refusal("bad-pairing-code", length=PIN_CHARACTERS + SECRET_CHARACTERS)
    return Pairing(code[:PIN_CHARACTERS], code[PIN_CHARACTERS:])
