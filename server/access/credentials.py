"""What lets phones in: the hall's code, the passes of phones that joined, and the address they came to.

A pass says to five minutes when it was given, beside 16 random bytes and a MAC over both, so the server keeps no
table of phones: whoever holds a true pass has seen a true code. Rotating the code leaves passes alone. The file dies
with the meeting, and every pass with it.
"""

from __future__ import annotations

import base64
import hmac
import os
import secrets
import time
from contextlib import suppress
from typing import TYPE_CHECKING

import msgspec

from link import private_file
from meeting import limits as meeting_limits
from meeting.refusal import Refusal
from meeting.text import crockford
from server import limits

if TYPE_CHECKING:
    from pathlib import Path

FILE = "phones.json"
STEP_BYTES, RANDOM_BYTES = 4, 16
DEVICE_BYTES = STEP_BYTES + RANDOM_BYTES
MAC_BYTES = 8
"""64 bits suffice against guessing over the network: nobody can try a pass without asking this server."""
KEY_BYTES = 32
STEP_SECONDS = meeting_limits.TIME_STEP_MINUTES * 60


class _Kept(msgspec.Struct):
    code: str
    key: bytes
    port: int = 0
    asks_until: int = 0
    """The step of time from which on passes given do not ask any more; 0: all of them ask."""


class Credentials:
    """What lets phones into one meeting. Make it with `load_credentials`."""

    def __init__(self, path: Path, kept: _Kept) -> None:
        self._path = path
        self._kept = kept

    @property
    def code(self) -> str:
        """The code in the QR, which can also be typed."""
        return self._kept.code

    @property
    def port(self) -> int:
        """The phones' port when the server last ran; 0 if unknown."""
        return self._kept.port

    @property
    def ticket(self) -> str:
        """What opens the live stream, the same for every phone: a stream must not tell one phone from another."""
        return hmac.digest(self._kept.key, b"live", "sha256")[:DEVICE_BYTES].hex()

    def remember_port(self, port: int) -> None:
        """Come back to this port after a restart."""
        if port != self._kept.port:
            self._kept.port = port
            self._save()

    def move_to(self, folder: Path) -> None:
        """Be kept in `folder` from now on, and nowhere else as far as the old disk allows. Raises OSError."""
        left, self._path = self._path.parent, folder / FILE
        self._save()
        with suppress(OSError):
            destroy(left)

    def rotate(self) -> str:
        """A new code in place of the old; passes given stay good."""
        self._kept.code = new_code()
        self._save()
        return self.code

    def opens(self, typed: str) -> bool:
        """Whether `typed` is the code, read kindly (case, spaces, dashes, look-alikes), in constant time."""
        return hmac.compare_digest(crockford.read(typed).encode(), self.code.encode())

    def new_pass(self) -> str:
        """A pass for one more phone."""
        device = step_of(time.time()).to_bytes(STEP_BYTES, "big") + secrets.token_bytes(RANDOM_BYTES)
        return _text(device + self._mac(device))

    def device(self, given: str) -> bytes:
        """The device in a pass. Raises Refusal ``no-pass``."""
        try:
            raw = base64.b64decode(given + "=" * (-len(given) % 4), altchars=b"-_", validate=True)
        except ValueError:
            raise Refusal("no-pass") from None
        device, mac = raw[:DEVICE_BYTES], raw[DEVICE_BYTES:]
        if len(raw) != DEVICE_BYTES + MAC_BYTES or not hmac.compare_digest(mac, self._mac(device)):
            raise Refusal("no-pass")
        return device

    @property
    def asks_until(self) -> int:
        """The time (seconds since 1970, a whole step) from which on passes given do not ask any more; 0: all ask."""
        return self._kept.asks_until * STEP_SECONDS

    def shut_out(self, since: float) -> None:
        """Let passes given in the step of time that holds `since` (seconds since 1970), or later, ask no more.

        0 lets all of them ask again. Raises OSError.
        """
        self._kept.asks_until = step_of(since)
        self._save()

    def may_ask(self, device: bytes) -> bool:
        """Whether a device joined early enough to ask."""
        given = int.from_bytes(device[:STEP_BYTES], "big")
        return not self._kept.asks_until or given < self._kept.asks_until

    def _mac(self, device: bytes) -> bytes:
        return hmac.digest(self._kept.key, b"pass" + device, "sha256")[:MAC_BYTES]

    def _save(self) -> None:
        private_file.write(self._path, msgspec.json.encode(self._kept))


def step_of(seconds: float) -> int:
    """The step of five minutes since 1970 that holds this time."""
    return int(seconds) // STEP_SECONDS


def load_credentials(folder: Path) -> Credentials:
    """The credentials kept in a meeting's folder, or new ones. Raises OSError."""
    path = folder / FILE
    try:
        kept = msgspec.json.decode(path.read_bytes(), type=_Kept)
    except (FileNotFoundError, ValueError, RecursionError):
        kept = _Kept(new_code(), secrets.token_bytes(KEY_BYTES))
        private_file.write(path, msgspec.json.encode(kept))
    return Credentials(path, kept)


def destroy(folder: Path) -> None:
    """Overwrite and remove the credentials: no pass opens anything any more."""
    path = folder / FILE
    with suppress(FileNotFoundError):
        size = path.stat().st_size
        with path.open("r+b") as opened:
            opened.write(secrets.token_bytes(size))
            opened.flush()
            os.fsync(opened.fileno())
        private_file.remove(path)


def new_code() -> str:
    """A random code of letters and digits that survive being read aloud."""
    return crockford.encode(secrets.token_bytes(limits.CODE_CHARACTERS), limits.CODE_CHARACTERS)


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
