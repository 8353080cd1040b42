"""Opening, closing, revealing, showing and asking again: one key each, whatever is chosen."""

from __future__ import annotations

from textual import work

from language import gettext as _
from meeting.commands.balloting import (
    ClosePoll,
    CloseSurvey,
    OpenPoll,
    OpenSurvey,
    RemovePoll,
    RemoveSurvey,
    RerunPoll,
    RevealPoll,
    RevealSurvey,
)
from meeting.commands.pledging import RemovePledge
from meeting.commands.signing import CloseSigning, OpenSigning
from meeting.commands.staging import Blank, ShowView
from meeting.model.stage import View
from tui.screens.dialogs.confirm import ConfirmDialog
from tui.screens.votes.base import VotesBase
from tui.screens.votes.listing import VoteKind

_VIEWS = {VoteKind.POLL: View.POLL, VoteKind.SURVEY: View.SURVEY, VoteKind.PLEDGE: View.PLEDGES}
_OPENS = {VoteKind.POLL: OpenPoll, VoteKind.SURVEY: OpenSurvey, VoteKind.PLEDGE: OpenSigning}
_REMOVES = {VoteKind.POLL: RemovePoll, VoteKind.SURVEY: RemoveSurvey, VoteKind.PLEDGE: RemovePledge}


class LifeActions(VotesBase):
    """What cannot be taken back asks first."""

    @work
    async def action_start(self) -> None:
        """Open it, and show it to the hall."""
        place = self.selected
        if place is not None and await self.execute(_OPENS[place.kind](place.number)) is not None:
            await self.execute(ShowView(_VIEWS[place.kind], place.number))

    @work
    async def action_finish(self) -> None:
        """Close it. A poll can be asked again, a survey and a ceremony cannot, so these ask first."""
        place = self.selected
        if place is None:
            return
        if place.kind is VoteKind.POLL:
            await self.execute(ClosePoll(place.number))
            return
        about, yes = _("A survey is closed for good: no more answers are taken."), _("Yes, close it")
        if place.kind is VoteKind.PLEDGE:
            about = _("Whoever has not signed by now has no place in the grid any more.")
        if await self.app.push_screen_wait(ConfirmDialog(_("Close?"), about, yes)):
            closes = CloseSurvey if place.kind is VoteKind.SURVEY else CloseSigning
            await self.execute(closes(place.number))

    @work
    async def action_reveal(self) -> None:
        """Let the hall see the result."""
        place = self.selected
        if place is None or place.kind is VoteKind.PLEDGE:
            return
        reveals = RevealPoll if place.kind is VoteKind.POLL else RevealSurvey
        if await self.execute(reveals(place.number)) is not None:
            await self.execute(ShowView(_VIEWS[place.kind], place.number))

    @work
    async def action_show(self) -> None:
        """Show it on the projector as it stands."""
        if self.selected is not None:
            await self.execute(ShowView(_VIEWS[self.selected.kind], self.selected.number))

    @work
    async def action_blank(self) -> None:
        """Cover the projector, or uncover it."""
        if self.state is not None:
            await self.execute(Blank(not self.state.stage.blank))

    @work
    async def action_again(self) -> None:
        """Ask the same again; the round before stays as it was counted."""
        poll = self.poll()
        if poll is None:
            return
        about = _("The result so far stays in the record as round {round}; everybody votes anew.").format(
            round=poll.round
        )
        if await self.app.push_screen_wait(ConfirmDialog(poll.text, about, _("Yes, ask again"))) and (
            await self.execute(RerunPoll(poll.number)) is not None
        ):
            await self.execute(ShowView(View.POLL, poll.number))

    @work
    async def action_remove(self) -> None:
        """Take away what was never opened."""
        place = self.selected
        if place is None:
            return
        about = _("It was never opened, so nothing that anybody said is lost.")
        if await self.app.push_screen_wait(ConfirmDialog(_("Remove?"), about, _("Yes, remove it"))):
            await self.execute(_REMOVES[place.kind](place.number))
