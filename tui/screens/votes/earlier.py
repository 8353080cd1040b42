"""What earlier meetings on this laptop bring: the same survey to compare with, pledges whose targets are not met."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, NamedTuple

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from language import gettext as _
from link.library import MeetingLibrary
from meeting.commands.pledging import AddPledge
from meeting.commands.surveying import CompareSurvey
from meeting.model.survey import Earlier
from meeting.model.vote import VotePhase
from meeting.pledges.board import left_over
from meeting.register.view import held_on
from store.tinydb_journal.errors import JournalError
from tui.actions import Actions, Group
from tui.record import read
from tui.screens.dialogs.asked import Choice
from tui.screens.meeting_screen import unread

if TYPE_CHECKING:
    from pathlib import Path

    from meeting.model.pledge import Pledge
    from meeting.model.survey import Survey
    from meeting.state import State
    from tui.screens.votes.screen import VotesScreen

MEETINGS = 12
"""Earlier meetings looked at, the newest first: a year of monthly ones."""


def earlier_meetings(folder: Path) -> list[State]:
    """The records beside the meeting in `folder`, the newest first; what cannot be read is left out."""
    states: list[State] = []
    for entry in MeetingLibrary(folder.parent.parent).meetings():
        if entry.folder.resolve() == folder.resolve() or len(states) == MEETINGS:
            continue
        try:
            state = read(entry.record).state
        except JournalError:
            continue
        if state.meetings and not state.meeting.rehearsal:
            states.append(state)
    return states


def same_survey(states: list[State], survey: Survey) -> Earlier | None:
    """The newest earlier result of the same template, of those that were revealed: a comparison shows it."""
    for state in states:
        for found in reversed(list(state.surveys.values())):
            if not survey.template or found.template != survey.template:
                continue
            if found.phase is VotePhase.REVEALED and found.result is not None:
                return Earlier(state.meeting.title, held_on(state), found.result)
    return None


class Unmet(NamedTuple):
    """A pledge to take over, and the meeting that leaves it."""

    meeting: str
    pledge: Pledge


def unmet_pledges(states: list[State]) -> list[Unmet]:
    """What earlier meetings' pledges leave."""
    found = [(state, left_over(state, pledge)) for state in states for pledge in state.pledges.values()]
    return [Unmet(state.meeting.title, pledge) for state, pledge in found if pledge is not None]


ACTIONS: Actions[VotesScreen] = Actions(Group.MEETING, unavailable=unread)


@ACTIONS.add(
    "compare",
    "p",
    N_("Last meeting"),
    N_("Compare a survey with the last meeting's; otherwise take over a pledge's open targets"),
)
async def _compare(votes: VotesScreen) -> None:
    survey = votes.survey
    states = await asyncio.to_thread(earlier_meetings, votes.app.folder)
    if survey is None:
        await _take_over(votes, states)
        return
    earlier = same_survey(states, survey)
    if earlier is None:
        votes.app.notify(_("No earlier meeting on this laptop has a result of this survey."))
        return
    if await votes.execute(CompareSurvey(survey.number, earlier)) is not None:
        votes.app.notify(_("Compared with: {meeting}").format(meeting=earlier.meeting))


async def _take_over(votes: VotesScreen, states: list[State]) -> None:
    unmet = unmet_pledges(states)
    if not unmet:
        votes.app.notify(_("No earlier pledge on this laptop has targets that are not met."))
        return
    choices = [Choice(one.pledge, f"{one.pledge.title} · {one.meeting}") for one in unmet[:MEETINGS]]
    pledge = await votes.choose(_("Take over which pledge's open targets?"), choices)
    if pledge is not None:
        await votes.execute(AddPledge(pledge))
