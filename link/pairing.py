"""The pairing code: what a secretary at another laptop types once to reach the host's server and nobody else's.

Its first part pins the server's certificate, so that no machine in between can pose as the host; its second part is the
secret that lets the secretary in. Both are made anew each time the host opens the link.
"""

from __future__ import annotations

import hashlib
from typing import NamedTuple

from meeting.dialogue.receipts import ALPHABET
from meeting.refusal import Refusal

PIN_CHARACTERS = 16
"""80 bits of SHA-256 over the certificate: no second certificate with the same pin can be found."""

SECRET_CHARACTERS = 8
"""40 random bits, with a handful of tries before the link closes itself."""

GROUP = 4
_LOOKALIKES = str.maketrans({"I": "1", "L": "1", "O": "0"})


class Pairing(NamedTuple):
    """A pairing code taken apart."""

    pin: str
    secret: str

    def __str__(self) -> str:
        """The form to read aloud: groups of four."""
        code = self.pin + self.secret
        return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def pin_of(certificate: bytes) -> str:
    """The pin of a certificate in DER form: the first 80 bits of its SHA-256, in Crockford's base 32."""
    number = int.from_bytes(hashlib.sha256(certificate).digest()[: PIN_CHARACTERS * 5 // 8], "big")
    letters = [ALPHABET[(number >> shift) & 31] for shift in range(0, PIN_CHARACTERS * 5, 5)]
    return "".join(reversed(letters))


def parse(typed: str) -> Pairing:
    """The code in `typed`, read kindly (case, spaces, dashes, look-alikes). Raises Refusal ``bad-pairing-code``."""
    code = "".join(typed.upper().translate(_LOOKALIKES).replace("-", " ").split())
    if len(code) != PIN_CHARACTERS + SECRET_CHARACTERS or not set(code) <= set(ALPHABET):
        raise Refusal("bad-pairing-code", length=PIN_CHARACTERS + SECRET_CHARACTERS)
    return Pairing(code[:PIN_CHARACTERS], code[PIN_CHARACTERS:])
