"""Codes of one-time slips: how they are written, read back and recognised. Whoever holds one votes once with it."""

from __future__ import annotations

import hashlib

from meeting import limits

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford base 32: no letter that is read for a digit, no U."""

_READ_AS = str.maketrans("OIL", "011", " -·.")


def code(entropy: bytes) -> str:
    """A slip's code from at least eight random bytes."""
    number = int.from_bytes(entropy[:8], "big")
    return "".join(ALPHABET[number >> 5 * place & 31] for place in range(limits.SLIP_CHARACTERS))


def printed(text: str) -> str:
    """A code in groups of four, as people read it aloud."""
    return "-".join(text[place : place + 4] for place in range(0, len(text), 4))


def read(text: str) -> str:
    """A code as somebody typed it: case, spaces, hyphens and the letters O, I and L do not matter."""
    return text.upper().translate(_READ_AS)


def fingerprint(text: str) -> str:
    """What the record keeps of a code: its SHA-256. Sixty random bits cannot be guessed while a vote is open."""
    return hashlib.sha256(read(text).encode()).hexdigest()
