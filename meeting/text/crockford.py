"""Codes that people copy by hand, in Crockford's base 32: no I, L, O, U, so that nothing is read for another."""

from __future__ import annotations

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUP = 4
"""Characters that stand together where a code is written to be copied."""

_READ_AS = str.maketrans("ILO", "110", "-·.")


def encode(entropy: bytes, characters: int) -> str:
    """The last `characters` times five bits of `entropy`."""
    number = int.from_bytes(entropy, "big")
    return "".join(ALPHABET[number >> 5 * place & 31] for place in reversed(range(characters)))


def read(typed: str) -> str:
    """A code as somebody typed it: case, spaces, dashes, points and the letters I, L and O do not matter.

    Empty for what is not ASCII: it is no code, and half a surrogate pair could not even be compared.
    """
    code = "".join(typed.upper().translate(_READ_AS).split())
    return code if code.isascii() else ""


def is_code(text: str, characters: int) -> bool:
    """Whether `text`, read, is a code of so many characters."""
    return len(text) == characters and set(text) <= set(ALPHABET)


def grouped(code: str) -> str:
    """The form to write down and to read aloud: groups of four."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))
