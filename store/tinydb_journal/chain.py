"""The chain: how a line of the journal is bound by SHA-256 to the line before it, down to its last byte.

A sealed line ends with `"digest":"<64 hexadecimal digits>"}` and a newline. Its fingerprint is the SHA-256 of every
byte of it except the 64 digits themselves; the digits are the SHA-256 of the digits of the line before it followed by
the fingerprint. There is no byte of a line, its separator included, which the digest does not cover; and whoever is
given a line's fingerprint in its stead can follow the chain past it without reading it.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

DIGITS = 64
NO_DIGEST = b"0" * DIGITS
"""Stands for "the line before" where there is none, and for the digits of a line not sealed yet."""
LINE_END = b'"}\n'
_AFTER_BODY = DIGITS + len(LINE_END)


def seal(before: bytes, blank: bytes) -> tuple[bytes, bytes]:
    """(the sealed line, its digest) for a JSON object encoded with NO_DIGEST as its last member and no newline."""
    body = blank[: -_AFTER_BODY + 1]
    digest = linked(before, sha256(body + LINE_END).hexdigest().encode())
    return body + digest + LINE_END, digest


def fingerprint(line: bytes) -> bytes:
    """What stands for a sealed line, newline included, where the line itself is withheld."""
    return sha256(line[:-_AFTER_BODY] + line[-len(LINE_END) :]).hexdigest().encode()


def linked(before: bytes, print_: bytes) -> bytes:
    """The digest of the line with this fingerprint, after the line whose digest is `before`."""
    return sha256(before + print_).hexdigest().encode()


def digest_of(line: bytes) -> bytes:
    """The digits a line (newline included) carries, true or not."""
    return line[-_AFTER_BODY : -len(LINE_END)]


def is_sealed(before: bytes, line: bytes) -> bool:
    """Whether `line`, newline included, is whole and follows the line whose digest is `before`."""
    return line.endswith(LINE_END) and linked(before, fingerprint(line)) == digest_of(line)


class ChainLine(NamedTuple):
    """One line of a journal, without its newline, and what may stand in its place. The first is the header's."""

    text: str
    """Empty where only the fingerprint is there."""
    fingerprint: str = ""


class ChainCheck(NamedTuple):
    """How far a chain holds: the digest after each line that does, and whether all of them do."""

    digests: list[str]
    whole: bool


def verify_chain(after: str, chain: Sequence[ChainLine]) -> ChainCheck:
    """Check a chain from the digest before its first line on; empty where there is nothing before it."""
    digests: list[str] = []
    before = after.encode() or NO_DIGEST
    for line in chain:
        if line.text:
            sealed = f"{line.text}\n".encode()
            if not is_sealed(before, sealed):
                return ChainCheck(digests, whole=False)
            before = digest_of(sealed)
        else:
            before = linked(before, line.fingerprint.encode())
        digests.append(before.decode())
    return ChainCheck(digests, whole=True)
