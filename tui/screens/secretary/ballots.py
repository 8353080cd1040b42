"""Ballots of slips handed in on paper: typed in by the secretary while the vote is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from language import gettext as _
from tui.actions import Actions, Group
from tui.screens.dialogs.asked import Choice
from tui.screens.meeting_screen import unread
from tui.screens.votes.paper import open_by_slips, type_ballots

if TYPE_CHECKING:
    from tui.screens.secretary.screen import SecretaryScreen

ACTIONS: Actions[SecretaryScreen] = Actions(Group.MEETING)


def _no_vote_by_slips(desk: SecretaryScreen) -> str | None:
    if (reason := unread(desk)) or open_by_slips(desk.state):
        return reason
    return _("No vote by slips is open.")


@ACTIONS.add(
    "minutes.ballots",
    "v",
    N_("Ballots"),
    N_("Type in ballots of slips handed in on paper"),
    unavailable=_no_vote_by_slips,
)
async def _ballots(desk: SecretaryScreen) -> None:
    polls = open_by_slips(desk.state)
    poll = polls[0]
    if len(polls) > 1:
        choices = [Choice(one, f"{one.number}. {one.text}") for one in polls]
        chosen = await desk.choose(_("Which vote?"), choices)
        if chosen is None:
            return
        poll = chosen
    await type_ballots(desk, poll)
