"""The picture of the wall as browsers are sent it: made once for all screens, whenever something of it may differ."""

from __future__ import annotations

import asyncio
from functools import lru_cache
from typing import TYPE_CHECKING

import msgspec

import language
from server import limits
from server.public.streams import Subscribers
from wall.projection import slide
from wall.scene import Scene, WayIn
from wall.slide import Slide

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from meeting.state import State
    from store import Commit

HOSTS_DOING = frozenset({"stages", "meetings", "calls"})
"""Tables whose changes are shown at once."""

QUIET_ZONE = 4
"""Modules of white around a code (ISO/IEC 18004)."""


class ScanCode(msgspec.Struct, frozen=True):
    """A QR code as an SVG path of unit squares in a field of `size` by `size`, the quiet zone included."""

    size: int
    path: str


class Picture(msgspec.Struct, frozen=True):
    """What a screen shows now. `slide` is None where it shows nothing: covered, or no meeting yet."""

    slide: Slide | None = None
    code: ScanCode | None = None


@lru_cache(maxsize=8)
def scan_code(target: str) -> ScanCode:
    """The code for `target`, error correction M."""
    from qrcode.constants import ERROR_CORRECT_M
    from qrcode.main import QRCode

    code = QRCode(error_correction=ERROR_CORRECT_M, border=QUIET_ZONE)
    code.add_data(target)
    code.make(fit=True)
    rows = code.get_matrix()
    squares = (f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    return ScanCode(len(rows), "".join(squares))


class StagePictures:
    """`way`, `now`, `digest` and `began` (of the countdown) give what the projection needs beside the record."""

    def __init__(
        self,
        state: State,
        way: Callable[[], WayIn | None],
        now: Callable[[], datetime],
        digest: Callable[[], str],
        began: Callable[[], datetime | None],
    ) -> None:
        self._state = state
        self._way = way
        self._now = now
        self._digest = digest
        self._began = began
        self._count = 0
        self._event = b""
        self._look: asyncio.TimerHandle | None = None
        self.subscribers = Subscribers(self._later_than)

    def current(self) -> Picture:
        """The picture as it is to be now."""
        state = self._state
        if not state.meetings:
            return Picture()
        with language.using(state.meeting.settings.language):
            shown = slide(Scene(state, self._way(), self._now(), self._digest(), self._began()))
        scan = shown.scan if shown is not None else None
        return Picture(shown, scan_code(scan.target) if scan is not None else None)

    def note(self, commits: list[Commit]) -> None:
        """Look again soon: at once for what the host did, gathered for what the hall does."""
        if len(self.subscribers):
            urgent = any(op.table in HOSTS_DOING for commit in commits for op in commit.ops)
            self._look_in(limits.GATHER_SECONDS if urgent else limits.STAGE_GATHER_SECONDS)

    def _look_in(self, seconds: float) -> None:
        loop = asyncio.get_running_loop()
        if self._look is not None:
            if self._look.when() <= loop.time() + seconds:
                return
            self._look.cancel()
        self._look = loop.call_later(seconds, self._refresh)

    def _refresh(self) -> None:
        self._look = None
        if self._make():
            self.subscribers.wake()
        if len(self.subscribers) and not self.subscribers.closed:
            # Pages that turn by themselves, countdowns and clocks follow the time.
            self._look_in(limits.STAGE_CLOCK_SECONDS)

    def _make(self) -> bool:
        """Make the event anew; True where it differs from the one before."""
        event = b"data: %b\n\n" % msgspec.json.encode(self.current())
        if event == self._event:
            return False
        self._event = event
        self._count += 1
        return True

    def _later_than(self, after: int) -> tuple[bytes, int]:
        if not after:
            self._make()
            self._look_in(limits.STAGE_CLOCK_SECONDS)
        return (b"", after) if after == self._count else (self._event, self._count)

    def shut_out(self) -> None:
        """End the streams of those who may no longer look."""
        self.subscribers.close()
        self.subscribers = Subscribers(self._later_than)

    def close(self) -> None:
        """End every stream."""
        if self._look is not None:
            self._look.cancel()
        self.subscribers.close()
