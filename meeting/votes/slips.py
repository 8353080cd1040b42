"""Codes of one-time slips: how they are made and recognised. Whoever holds one votes once with it."""

from __future__ import annotations

import hashlib

from meeting import limits
from meeting.text import crockford


def code(entropy: bytes) -> str:
    """A slip's code from at least eight random bytes."""
    return crockford.encode(entropy[:8], limits.SLIP_CHARACTERS)[::-1]


def fingerprint(text: str) -> str:
    """What the record keeps of a code: its SHA-256. Sixty random bits cannot be guessed while a vote is open."""
    return hashlib.sha256(crockford.read(text).encode()).hexdigest()
