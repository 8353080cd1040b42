"""The meeting as a window's app last followed it, for whatever stands in the window."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from meeting.state import State
    from tui.feed import Seen


class KnownMeeting:
    """For screens and what stands for one, whose app follows a record."""

    @property
    @abstractmethod
    def _followed(self) -> Seen | None:
        """What the app last read of the record."""

    @property
    def known(self) -> State | None:
        """The meeting as last followed; None until its record was read."""
        seen = self._followed
        return seen.state if seen is not None and seen.state.meetings else None

    @property
    def state(self) -> State:
        """The meeting as last followed, for actions that `unread` does not keep from acting."""
        state = self.known
        assert state is not None, "its record was read"
        return state
