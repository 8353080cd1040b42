"""Opening, closing, revealing, showing and asking again: one key each, whatever is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
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
from tui.actions import Actions, Group
from tui.screens.meeting_screen import unread
from tui.screens.votes.choosing import no_poll, nothing_chosen
from tui.screens.votes.listing import VoteKind

_VIEWS = {VoteKind.POLL: View.POLL, VoteKind.SURVEY: View.SURVEY, VoteKind.PLEDGE: View.PLEDGES}
_OPENS = {VoteKind.POLL: OpenPoll, VoteKind.SURVEY: OpenSurvey, VoteKind.PLEDGE: OpenSigning}
_CLOSES = {VoteKind.POLL: ClosePoll, VoteKind.SURVEY: CloseSurvey, VoteKind.PLEDGE: CloseSigning}
_REMOVES = {VoteKind.POLL: RemovePoll, VoteKind.SURVEY: RemoveSurvey, VoteKind.PLEDGE: RemovePledge}

if TYPE_CHECKING:
    from tui.screens.votes.screen import VotesScreen

ACTIONS: Actions[VotesScreen] = Actions(Group.MEETING, unavailable=nothing_chosen)


def _no_result(votes: VotesScreen) -> str | None:
    if (reason := nothing_chosen(votes)) or votes.pledge is None:
        return reason
    return _("A pledge has no result to reveal; s shows who signed.")


@ACTIONS.add("start", "o", N_("Open"), N_("Open it to the hall and show it on the projector"), footer=30)
async def _start(votes: VotesScreen) -> None:
    place = votes.selected
    if place is not None and await votes.execute(_OPENS[place.kind](place.number)) is not None:
        await votes.execute(ShowView(_VIEWS[place.kind], place.number))


@ACTIONS.add("finish", "c", N_("Close"), N_("Take no more votes, answers or signatures"), footer=40)
async def _finish(votes: VotesScreen) -> None:
    place = votes.selected
    assert place is not None
    about, yes = _("It is closed for good: no more answers are taken."), _("Yes, close it")
    if place.kind is VoteKind.PLEDGE:
        about = _("Whoever has not signed by now has no place in the grid any more.")
    if await votes.confirm(_("Close?"), about, yes):
        await votes.execute(_CLOSES[place.kind](place.number))


@ACTIONS.add(
    "reveal", "v", N_("Reveal"), N_("Let the hall see the result"), footer=50, unavailable=_no_result
)
async def _reveal(votes: VotesScreen) -> None:
    place = votes.selected
    assert place is not None
    reveals = RevealPoll if place.kind is VoteKind.POLL else RevealSurvey
    about = _("The hall sees the result at once. What was seen cannot be taken back.")
    if not await votes.confirm(_("Reveal?"), about, _("Yes, reveal it")):
        return
    if await votes.execute(reveals(place.number)) is not None:
        await votes.execute(ShowView(_VIEWS[place.kind], place.number))


@ACTIONS.add("show", "s", N_("Stage"), N_("Show it on the projector"), group=Group.STAGE, footer=60)
async def _show(votes: VotesScreen) -> None:
    if votes.selected is not None:
        await votes.execute(ShowView(_VIEWS[votes.selected.kind], votes.selected.number))


@ACTIONS.add(
    "blank",
    "b",
    N_("Cover"),
    N_("Cover the projector at once, or uncover it"),
    group=Group.STAGE,
    unavailable=unread,
)
async def _blank(votes: VotesScreen) -> None:
    if not votes.state.stage.blank:
        votes.app.action_cover()
    else:
        await votes.execute(Blank(on=False))


@ACTIONS.add(
    "again",
    "a",
    N_("Ask again"),
    N_("A new round of the same poll; the first is kept"),
    destructive=True,
    unavailable=no_poll,
)
async def _again(votes: VotesScreen) -> None:
    poll = votes.poll
    assert poll is not None
    about = _("The result so far stays in the record as round {round}; everybody votes anew.").format(
        round=poll.round
    )
    if await votes.confirm(poll.text, about, _("Yes, ask again")) and (
        await votes.execute(RerunPoll(poll.number)) is not None
    ):
        await votes.execute(ShowView(View.POLL, poll.number))


@ACTIONS.add("remove", "d", N_("Remove"), N_("Take away what was not opened yet"), destructive=True)
async def _remove(votes: VotesScreen) -> None:
    place = votes.selected
    assert place is not None
    about = _("It was never opened, so nothing that anybody said is lost.")
    if await votes.confirm(_("Remove?"), about, _("Yes, remove it")):
        await votes.execute(_REMOVES[place.kind](place.number))
