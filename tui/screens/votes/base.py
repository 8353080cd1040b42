"""What every part of this screen's actions stands on: the chosen poll, survey or pledge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.screens.console.base import ConsoleBase
from tui.screens.votes.listing import VoteKind

if TYPE_CHECKING:
    from meeting.model.pledge import Pledge
    from meeting.model.poll import Poll
    from meeting.model.survey import Survey
    from tui.screens.votes.listing import VoteRef


class VotesBase(ConsoleBase):
    """Gives the chosen one by its kind; None where another kind, or nothing, is chosen."""

    @property
    def selected(self) -> VoteRef | None:
        """What stands under the cursor."""
        raise NotImplementedError

    @property
    def chosen(self) -> int:
        """No question is chosen on this screen."""
        return 0

    def _number(self, kind: VoteKind) -> int:
        return self.selected.number if self.selected is not None and self.selected.kind is kind else 0

    def poll(self) -> Poll | None:
        """The chosen poll."""
        return self.state.polls.get(self._number(VoteKind.POLL)) if self.state else None

    def survey(self) -> Survey | None:
        """The chosen survey."""
        return self.state.surveys.get(self._number(VoteKind.SURVEY)) if self.state else None

    def pledge(self) -> Pledge | None:
        """The chosen pledge."""
        return self.state.pledges.get(self._number(VoteKind.PLEDGE)) if self.state else None
