"""What was opened to take part in: the links a phone is told of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from language import gettext as _
from language import using
from meeting.model.pledge import PledgePhase
from meeting.model.poll import Poll
from meeting.model.vote import VotePhase
from meeting.phone_sections import Section
from meeting.pledges.board import wall
from meeting.votes.poll_view import known
from server import limits

if TYPE_CHECKING:
    from meeting.model.survey import Survey
    from meeting.state import State


class VoteLink(msgspec.Struct, frozen=True):
    """Something a phone can take part in or look at; `section` is its address, `phase` as in the record.

    `text` is the meeting's own words for it, in its own language.
    """

    section: str
    text: str
    phase: str
    round: int = 1
    cast: int = 0
    edition: int = 1


def vote_links(state: State) -> tuple[VoteLink, ...]:
    """What was opened: what takes answers now first, then the newest; as many as a phone is told of."""
    found: list[VoteLink] = []
    if state.meeting.check_in_open:
        # Without a count: it would send every phone the whole meeting anew with each person who comes in.
        with using(state.meeting.settings.language):
            found.append(VoteLink(Section.ATTENDANCE.of(), _("Taking attendance"), VotePhase.OPEN.value))
    for poll in state.polls.values():
        if poll.phase is not VotePhase.PREPARED:
            cast = known(state, poll).cast
            found.append(
                VoteLink(section_of(poll), poll.text, poll.phase.value, poll.round, cast, poll.edition)
            )
    for survey in state.surveys.values():
        if survey.phase is not VotePhase.PREPARED:
            cast = responses(state, survey)
            found.append(VoteLink(section_of(survey), survey.title, survey.phase.value, 1, cast))
    for pledge in state.pledges.values():
        if pledge.phase is not PledgePhase.PREPARED:
            signed = wall(state, pledge.number).signed
            found.append(
                VoteLink(Section.PLEDGE.of(pledge.number), pledge.title, pledge.phase.value, 1, signed)
            )
    found.reverse()
    found.sort(key=lambda link: link.phase not in {VotePhase.OPEN, PledgePhase.SIGNING})
    return tuple(found[: limits.VOTE_LINKS])


def section_of(vote: Poll | Survey) -> str:
    """The section of the phone address where a poll or a survey is."""
    return (Section.POLL if isinstance(vote, Poll) else Section.SURVEY).of(vote.number)


def responses(state: State, survey: Survey) -> int:
    """How many have responded, as far as it is made known."""
    progress = state.survey_progress.get(survey.number)
    return progress.cast if progress else 0
