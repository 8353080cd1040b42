"""The record of a running meeting as one typed State, read from its file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from meeting.state import State
from store import Follower

if TYPE_CHECKING:
    from pathlib import Path


class Followed:
    """Follows a record that another process writes."""

    def __init__(self, record: Path) -> None:
        self._follower = Follower.open(record)
        self._state = self._loaded()

    def now(self) -> State:
        """The meeting as it is on the disk now."""
        commits = self._follower.poll()
        if self._follower.resynced:
            self._state = self._loaded()
            return self._state
        for commit in commits:
            self._state.apply_commit(commit)
        return self._state

    @property
    def seal(self) -> tuple[str, int]:
        """The digest of the last commit read, and its number."""
        return self._follower.digest, self._follower.n

    def _loaded(self) -> State:
        return State.load(self._follower.db.documents())
