"""The vote that stands chosen, by its kind: on the screen of votes and in its plain form."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from tui.known_meeting import KnownMeeting
from tui.screens.votes.listing import VoteKind

if TYPE_CHECKING:
    from meeting.model.pledge import Pledge
    from meeting.model.poll import Poll
    from meeting.model.survey import Survey
    from tui.screens.votes.listing import VoteRef


class ChosenVote(KnownMeeting):
    """Tells the vote itself from its reference in `selected`."""

    @property
    @abstractmethod
    def selected(self) -> VoteRef | None:
        """What is chosen; None where nothing is."""

    def _number(self, kind: VoteKind) -> int:
        return self.selected.number if self.selected is not None and self.selected.kind is kind else 0

    @property
    def poll(self) -> Poll | None:
        """The chosen poll; None where another kind, or nothing, is chosen."""
        return self.state.polls.get(self._number(VoteKind.POLL))

    @property
    def survey(self) -> Survey | None:
        """The chosen survey."""
        return self.state.surveys.get(self._number(VoteKind.SURVEY))

    @property
    def pledge(self) -> Pledge | None:
        """The chosen pledge."""
        return self.state.pledges.get(self._number(VoteKind.PLEDGE))
