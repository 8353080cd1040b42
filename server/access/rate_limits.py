"""Soft rate limits, in memory only: how fast one phone may send, without knowing whose it is, and wrong codes slowed.

Devices are counted under an HMAC whose key is thrown away every few minutes. There is no limit for an address: a
whole hall may stand behind one.
"""

from __future__ import annotations

import asyncio
import hmac
import secrets
import time
from math import ceil
from typing import TYPE_CHECKING

from meeting.refusal import Refusal
from server import limits

if TYPE_CHECKING:
    from collections.abc import Callable


_FORGIVEN = 10.0
"""Seconds after which one wrong code no longer counts."""
_EACH = 0.05
"""Seconds each recent wrong code adds to the wait of the next."""


_EXACT = 1e-6
"""Seconds by which sums of times may be off: on a coarse clock several acts have the same moment."""


class RateLimiter:
    """`burst` actions at once, and one more every `every` seconds, for each device."""

    def __init__(self, burst: int, every: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._burst, self._every, self._clock = burst, every, clock
        self._used: dict[bytes, float] = {}
        """For each device, when all it has used will be free again."""
        self._forget()

    def spend(self, device: bytes) -> None:
        """Count one action. Raises Refusal ``too-fast`` with the seconds to wait; nothing is counted then."""
        now = self._clock()
        if now >= self._forget_at:
            self._forget()
        mark = hmac.digest(self._key, device, "sha256")
        if mark not in self._used and len(self._used) >= limits.DEVICES_REMEMBERED:
            self._used = {other: free for other, free in self._used.items() if free > now}
        free_at = max(now, self._used.get(mark, now))
        wait = free_at - now - (self._burst - 1) * self._every
        if wait > _EXACT:
            raise Refusal("too-fast", seconds=ceil(wait))
        self._used[mark] = free_at + self._every

    def _forget(self) -> None:
        self._key = secrets.token_bytes(32)
        self._used.clear()
        self._forget_at = self._clock() + limits.FORGET_DEVICE_SECONDS


class DeviceCounter:
    """Counts the devices that took part, and notices when they grow in a way a hall of people does not.

    It holds HMACs under a key of this process only, never written anywhere.
    """

    def __init__(self) -> None:
        self._key = secrets.token_bytes(32)
        self._seen: set[bytes] = set()

    def __len__(self) -> int:
        return len(self._seen)

    def saw(self, device: bytes) -> None:
        """A device took part. Beyond the most that are remembered nobody is counted: that many are unusual anyway."""
        if len(self._seen) < limits.DEVICES_REMEMBERED:
            self._seen.add(hmac.digest(self._key, device, "sha256")[:16])

    def unusual(self, listening: int, people: int = 0) -> bool:
        """Whether there are far more devices than `listening` phones, or than `people` said to be present (0: unknown).

        One person with many made-up devices has no phones behind them; a full hall has.
        """
        most = max(listening, people) * 2 + limits.UNUSUAL_DEVICES
        return len(self._seen) > most


class CodeThrottle:
    """A hall-wide count of recent wrong codes. It delays wrong ones only, and never locks anybody out."""

    def __init__(self) -> None:
        self._weight = 0.0
        self._at = time.monotonic()
        self._waiting = 0

    async def refuse(self) -> Refusal:
        """Wait as a wrong code must, and give the refusal to raise."""
        now = time.monotonic()
        self._weight = max(0.0, self._weight - (now - self._at) / _FORGIVEN) + 1
        self._at = now
        if self._waiting >= limits.WRONG_CODES_WAITING:
            return Refusal("too-many-guesses", seconds=2)
        self._waiting += 1
        try:
            await asyncio.sleep(min(limits.WRONG_CODE_SECONDS, self._weight * _EACH))
        finally:
            self._waiting -= 1
        return Refusal("wrong-code")


class RefusalPace:
    """A hall-wide pace of refusals. Nobody is refused for it: an answer only comes later."""

    def __init__(self) -> None:
        self._free_at = 0.0
        self._waiting = 0

    async def wait(self) -> None:
        """Return when a refusal may be answered."""
        now, every = time.monotonic(), limits.REFUSALS_EVERY_SECONDS
        at_once = limits.REFUSALS_BURST * every
        self._free_at = min(max(now, self._free_at) + every, now + at_once + limits.REFUSED_SECONDS)
        wait = self._free_at - now - at_once
        if wait <= 0 or self._waiting >= limits.REFUSALS_WAITING:
            return
        self._waiting += 1
        try:
            await asyncio.sleep(wait)
        finally:
            self._waiting -= 1
