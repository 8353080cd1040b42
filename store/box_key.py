"""The key of a ballot box: what turns devices into marks and vouches for each line of the box."""

from __future__ import annotations

import hmac
import secrets
from typing import Any

import msgspec

KEY_BYTES = 32
MARK_BYTES = 16
"""128 bits: two devices among a million share a mark with a chance below one in 10^26."""
SEAL_DIGITS = 32


class BoxLine(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """One line of a box: its opening, a ballot cast or withdrawn, the vote's end, or that all before it was mixed."""

    did: str
    synced: int
    """How many bytes of the box were known to be on the disk when this line was made."""
    topic: str = ""
    mark: str = ""
    choice: Any = None


_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(BoxLine).decode


class BoxKey:
    """Made with a box and erased with it; in between it stands in a file of its own."""

    def __init__(self, secret: bytes) -> None:
        self.secret = secret

    @classmethod
    def new(cls) -> BoxKey:
        """A key no one can guess."""
        return cls(secrets.token_bytes(KEY_BYTES))

    def mark(self, device: bytes) -> str:
        """How the box knows a device: the same in every topic of this box, and another in every other box."""
        return hmac.digest(self.secret, b"device" + device, "sha256")[:MARK_BYTES].hex()

    def written(self, line: BoxLine) -> bytes:
        """`line` as it stands in the box. Raises ValueError for a choice that JSON cannot hold."""
        body = _encode(line) + b"\n"
        return self._seal(body) + body

    def read(self, data: bytes) -> BoxLine | None:
        """What was written, from one line's bytes; None where they are not what this key vouched for."""
        seal, body = data[: SEAL_DIGITS + 1], data[SEAL_DIGITS + 1 :]
        if not body.endswith(b"\n") or not hmac.compare_digest(seal, self._seal(body)):
            return None
        return _decode(body)

    def _seal(self, body: bytes) -> bytes:
        return hmac.digest(self.secret, b"line" + body, "sha256").hex()[:SEAL_DIGITS].encode() + b" "
