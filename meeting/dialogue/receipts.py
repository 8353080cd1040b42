"""Receipts: what an asker holds to follow a question; the record keeps only a hash."""

from __future__ import annotations

import hashlib

from meeting import limits
from meeting.refusal import Refusal

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O, U, so that a code copied by hand survives."""

_LOOKALIKES = str.maketrans({"I": "1", "L": "1", "O": "0"})


def from_bytes(entropy: bytes) -> str:
    """A receipt from 10 random bytes, for phones without scripts. Raises ValueError for any other length."""
    if len(entropy) * 8 != limits.RECEIPT_CHARACTERS * 5:
        raise ValueError("a receipt is made from 10 bytes")
    number = int.from_bytes(entropy, "big")
    letters = []
    for _ in range(limits.RECEIPT_CHARACTERS):
        number, digit = divmod(number, 32)
        letters.append(ALPHABET[digit])
    return "".join(reversed(letters))


def parse(typed: str) -> str:
    """The receipt in `typed`, read kindly (case, spaces, dashes, look-alikes). Raises Refusal ``bad-receipt``."""
    receipt = "".join(typed.upper().translate(_LOOKALIKES).replace("-", " ").split())
    if len(receipt) != limits.RECEIPT_CHARACTERS or not set(receipt) <= set(ALPHABET):
        raise Refusal("bad-receipt", length=limits.RECEIPT_CHARACTERS)
    return receipt


def spaced(receipt: str) -> str:
    """The form to write down: groups of four."""
    return "-".join(receipt[start : start + 4] for start in range(0, len(receipt), 4))


def hashed(receipt: str, meeting_id: str) -> str:
    """What the record keeps: SHA-256 over meeting and receipt, in hex. 80 random bits need no slow hash."""
    return hashlib.sha256(f"{meeting_id}\n{receipt}".encode()).hexdigest()
