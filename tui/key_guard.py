"""The guard on command keys: held keys, pastes that arrive as keys, and an input method left on do no harm."""

from __future__ import annotations

from collections import deque

REPEAT_SECONDS = 0.3
"""The same command key again within this time, nothing between, is a held key and not a second wish."""

FLOOD_KEYS = 10
FLOOD_SECONDS = 0.6
"""More command keys than `FLOOD_KEYS` within this time were not pressed by a person."""

PIECE_SECONDS = 0.015
"""Command keys that come closer together than this came in one piece: pasted, or sent by a program. No finger is so
quick."""

CALM_SECONDS = 0.6
"""After a flood or an input method's burst, keys count again once it was quiet this long."""

BURST_SECONDS = 0.08
"""What follows an injected Backspace, or keys that came in one piece, within this time is of the same burst."""


class Pieces:
    """Tells keys a person pressed from keys that came in one piece; `since` is when the key before them came."""

    def __init__(self, since: float = 0.0) -> None:
        self._last = since
        self._is_in_one = False

    def has(self, now: float) -> bool:
        """Whether the key of `now` came in one piece with the key before it; asked again of the same, the same."""
        if now != self._last:
            self._is_in_one = now - self._last < PIECE_SECONDS
            self._last = now
        return self._is_in_one


class KeyGuard:
    """Decides, key by key, whether a command key may act. Times are seconds on any steady clock."""

    def __init__(self) -> None:
        self._last = ""
        self._last_at = 0.0
        self._command_at = -PIECE_SECONDS
        self._recent: deque[float] = deque(maxlen=FLOOD_KEYS)
        self._blocked_until = 0.0

    def admits(self, key: str, now: float) -> bool:
        """Whether `key`, pressed at `now`, is a wish of a person."""
        held = key == self._last and now - self._last_at < REPEAT_SECONDS
        is_of_a_piece = now - self._command_at < PIECE_SECONDS
        self._last, self._last_at, self._command_at = key, now, now
        if now < self._blocked_until:
            calm = CALM_SECONDS if is_of_a_piece else BURST_SECONDS
            self._blocked_until = max(self._blocked_until, now + calm)
            return False
        if held:
            return False
        if is_of_a_piece:
            self._blocked_until = now + BURST_SECONDS
            return False
        flooded = len(self._recent) == FLOOD_KEYS and now - self._recent[0] < FLOOD_SECONDS
        self._recent.append(now)
        if flooded:
            self._blocked_until = now + CALM_SECONDS
            return False
        return True

    @property
    def last_at(self) -> float:
        """When the last key was pressed."""
        return self._last_at

    def passed(self, key: str, now: float) -> None:
        """Another key, one that may be held, was pressed."""
        self._last, self._last_at = key, now

    def forget(self) -> None:
        """A dialog was answered: the key before it is not being held."""
        self._last = ""

    def met_input_method(self, now: float) -> None:
        """A Backspace or a Vietnamese letter came where commands are expected: what follows is its burst."""
        self._blocked_until = max(self._blocked_until, now + BURST_SECONDS)
