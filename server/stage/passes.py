"""Who may show the stage in a browser: a one-time code that the host reads out becomes a pass of that screen.

A pass is random bytes and a MAC over them under a key of the meeting's folder, so that screens come back by themselves
when the server was restarted, and no table of screens is kept. Shutting screens out destroys the key.
"""

from __future__ import annotations

import hmac
import secrets
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from link import private_file
from meeting.refusal import Refusal
from meeting.text import crockford
from server import limits
from server.access.credentials import new_code
from server.access.rate_limits import CodeThrottle

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FILE = "stage.key"
KEY_BYTES = 32
ID_BYTES, MAC_BYTES = 8, 16


class StagePasses:
    """Passes of one meeting's screens. A code opens once and for `STAGE_CODE_SECONDS`; a newer one takes its place."""

    def __init__(self, folder: Path, seconds: Callable[[], float] = time.monotonic) -> None:
        self._path = folder / FILE
        self._seconds = seconds
        self._throttle = CodeThrottle()
        self._code = ""
        self._until = 0.0
        self._key = b""
        with suppress(OSError):
            self._key = self._path.read_bytes()

    def invite(self) -> str:
        """A new code for one more screen, in place of one that was not used. Raises OSError."""
        if len(self._key) != KEY_BYTES:
            self._key = secrets.token_bytes(KEY_BYTES)
            private_file.write(self._path, self._key)
        self._code, self._until = new_code(), self._seconds() + limits.STAGE_CODE_SECONDS
        return self._code

    async def exchange(self, typed: str) -> str:
        """The pass of one screen, for the code, which opens nothing after that. Raises Refusal ``wrong-code``."""
        given = crockford.read(typed).encode()
        is_good = bool(self._code) and self._seconds() < self._until
        if not is_good or not hmac.compare_digest(given, self._code.encode()):
            raise await self._throttle.refuse()
        self._code = ""
        screen = secrets.token_bytes(ID_BYTES)
        return (screen + self._mac(screen)).hex()

    def check(self, given: str) -> None:
        """Raise Refusal ``no-stage-pass`` for what is no pass, or one of a screen that was shut out."""
        try:
            raw = bytes.fromhex(given)
        except ValueError:
            raise Refusal("no-stage-pass") from None
        screen, mac = raw[:ID_BYTES], raw[ID_BYTES:]
        if len(self._key) != KEY_BYTES or not hmac.compare_digest(mac, self._mac(screen)):
            raise Refusal("no-stage-pass")

    def shut_out(self) -> None:
        """Let no screen see the stage any more, and nobody in by a code given before. Raises OSError."""
        self._key, self._code = b"", ""
        private_file.remove(self._path)

    def _mac(self, screen: bytes) -> bytes:
        return hmac.digest(self._key, b"stage" + screen, "sha256")[:MAC_BYTES]
