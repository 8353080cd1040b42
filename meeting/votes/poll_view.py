"""A result as rows to draw or print: the same figures on the stage, the console, the phones and in the minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from meeting.model.form import Tally
from meeting.model.vote import VotePhase, VoteProgress

if TYPE_CHECKING:
    from meeting.model.poll import Poll
    from meeting.state import State


def known(state: State, poll: Poll) -> VoteProgress:
    """How many have voted in the present round, as far as it is made known."""
    progress = state.poll_progress.get(poll.number)
    return progress if progress is not None and progress.round == poll.round else VoteProgress(0, poll.round)


def shown_tally(state: State, poll: Poll) -> Tally | None:
    """The tally everybody may see now: the result once revealed, a chart on the way where the poll is not hidden."""
    if poll.phase is VotePhase.REVEALED:
        return poll.tally
    return None if poll.hidden or poll.phase is VotePhase.PREPARED else known(state, poll).interim
