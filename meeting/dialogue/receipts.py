"""Receipts: what an asker holds to follow a question; the record keeps only a hash."""

from __future__ import annotations

import hashlib

from meeting import limits
from meeting.refusal import Refusal
from meeting.text import crockford


def from_bytes(entropy: bytes) -> str:
    """A receipt from 10 random bytes, for phones without scripts. Raises ValueError for any other length."""
    if len(entropy) * 8 != limits.RECEIPT_CHARACTERS * 5:
        raise ValueError("a receipt is made from 10 bytes")
    return crockford.encode(entropy, limits.RECEIPT_CHARACTERS)


def parse(typed: str) -> str:
    """The receipt in `typed`, read kindly. Raises Refusal ``bad-receipt``."""
    receipt = crockford.read(typed)
    if not crockford.is_code(receipt, limits.RECEIPT_CHARACTERS):
        raise Refusal("bad-receipt", length=limits.RECEIPT_CHARACTERS)
    return receipt


def hashed(receipt: str, meeting_id: str) -> str:
    """What the record keeps: SHA-256 over meeting and receipt, in hex. 80 random bits need no slow hash."""
    return hashlib.sha256(f"{meeting_id}\n{receipt}".encode()).hexdigest()
