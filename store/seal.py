"""The chain: how a line of the journal is bound by SHA-256 to the line before it, down to its last byte.

A sealed line ends with `"digest":"<64 hexadecimal digits>"}` and a newline. The digits are the SHA-256 of the
digits of the line before it followed by every byte of this line except the 64 digits themselves. There is no byte
of a line, its separator included, which the digest does not cover.
"""

from __future__ import annotations

from hashlib import sha256

DIGITS = 64
NO_DIGEST = b"0" * DIGITS
"""Stands for "the line before" where there is none, and for the digits of a line not sealed yet."""
LINE_END = b'"}\n'
_AFTER_BODY = DIGITS + len(LINE_END)


def seal(before: bytes, blank: bytes) -> tuple[bytes, bytes]:
    """(the sealed line, its digest) for a JSON object encoded with NO_DIGEST as its last member and no newline."""
    body = blank[: -_AFTER_BODY + 1]
    digest = sha256(before + body + LINE_END).hexdigest().encode()
    return body + digest + LINE_END, digest


def digest_of(line: bytes) -> bytes:
    """The digits a line (newline included) carries, true or not."""
    return line[-_AFTER_BODY : -len(LINE_END)]


def is_sealed(before: bytes, line: bytes) -> bool:
    """Whether `line`, newline included, is whole and follows the line whose digest is `before`."""
    body, digest, end = line[:-_AFTER_BODY], line[-_AFTER_BODY : -len(LINE_END)], line[-len(LINE_END) :]
    return end == LINE_END and sha256(before + body + end).hexdigest().encode() == digest
