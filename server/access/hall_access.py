"""Who may come into the hall, and how fast: its code, the phones' passes, and the rates everybody keeps to."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from meeting.refusal import Refusal
from server import limits
from server.access import credentials
from server.access.rate_limits import CodeThrottle, DeviceCounter, RateLimiter
from server.access.waiting_questions import WaitingQuestions

if TYPE_CHECKING:
    from pathlib import Path

    from server.access.credentials import Credentials


class HallAccess:
    """Access to the meeting in `folder`: shut until `let_in`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.credentials: Credentials | None = None
        """None while nobody is let in."""
        self.ask_limiter = RateLimiter(limits.ASK_BURST, limits.ASK_EVERY_SECONDS)
        self.vote_limiter = RateLimiter(limits.VOTE_BURST, limits.VOTE_EVERY_SECONDS)
        self.again_limiter = RateLimiter(limits.AGAIN_BURST, limits.AGAIN_EVERY_SECONDS)
        self.read_limiter = RateLimiter(limits.READ_BURST, limits.READ_EVERY_SECONDS)
        self.beat_limiter = RateLimiter(limits.BEAT_BURST, limits.BEAT_EVERY_SECONDS)
        self.device_counter = DeviceCounter()
        self.waiting_questions = WaitingQuestions()
        self._join_limiter = RateLimiter(limits.JOIN_BURST, limits.JOIN_EVERY_SECONDS)
        self._throttle = CodeThrottle()

    def let_in(self, *, on: bool) -> bool:
        """Let phones in from now on, or destroy what let them in. True if that changed. Raises OSError."""
        if on == (self.credentials is not None):
            return False
        if on:
            self.credentials = credentials.load_credentials(self._folder)
        else:
            credentials.destroy(self._folder)
            self.credentials = None
        return True

    @property
    def code(self) -> str:
        """The hall's code; empty while nobody is let in."""
        return self.credentials.code if self.credentials else ""

    @property
    def ticket(self) -> str:
        """What opens the live stream; empty while nobody is let in."""
        return self.credentials.ticket if self.credentials else ""

    @property
    def asks_until(self) -> str:
        """From when on (HH:MM) phones that joined do not ask any more; empty: all may."""
        until = self.credentials.asks_until if self.credentials else 0
        return f"{datetime.fromtimestamp(until).astimezone():%H:%M}" if until else ""

    def required(self) -> Credentials:
        """The credentials. Raises Refusal ``meeting-closed`` while nobody is let in."""
        if self.credentials is None:
            raise Refusal("meeting-closed")
        return self.credentials

    def device(self, given: str) -> bytes:
        """The device of a pass. Raises Refusal ``meeting-closed``, or ``no-pass`` where it opens nothing."""
        device = self.required().device(given)
        self.device_counter.saw(device)
        return device

    async def authenticate(self, code: str) -> Credentials:
        """The credentials, for whoever knows the hall's code. Raises Refusal ``wrong-code`` after a while, or
        ``too-fast`` where more join at once than any hall has phones.
        """
        found = self.required()
        if not found.opens(code):
            raise await self._throttle.refuse()
        self._join_limiter.spend(b"the whole hall")
        return found

    def check_may_ask(self, device: bytes) -> None:
        """Raise Refusal ``asks-no-more`` for a phone that is shut out, ``too-many-waiting`` for one that floods."""
        found = self.required()
        if not found.may_ask(device):
            raise Refusal("asks-no-more", since=self.asks_until)
        self.waiting_questions.check(device)

    def move_to(self, folder: Path) -> None:
        """Keep the credentials beside a record that moved to `folder`. Raises OSError."""
        self._folder = folder
        if self.credentials is not None:
            self.credentials.move_to(folder)
