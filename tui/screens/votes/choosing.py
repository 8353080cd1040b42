"""Why an action does not apply to what is chosen on this screen, for the `unavailable` of rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from language import gettext as _
from tui.screens.meeting_screen import unread

if TYPE_CHECKING:
    from tui.screens.votes.screen import VotesScreen


def nothing_chosen(votes: VotesScreen) -> str | None:
    """For what needs any of the three."""
    if (reason := unread(votes)) or votes.selected is not None:
        return reason
    return _("Nothing is chosen: n makes a poll, a survey or a pledge.")


def no_poll(votes: VotesScreen) -> str | None:
    """For what only a poll has."""
    return unread(votes) or (None if votes.poll is not None else _("Choose a poll first."))


def no_survey(votes: VotesScreen) -> str | None:
    """For what only a survey has."""
    return unread(votes) or (None if votes.survey is not None else _("Choose a survey first."))


def no_pledge(votes: VotesScreen) -> str | None:
    """For what only a pledge has."""
    return unread(votes) or (None if votes.pledge is not None else _("Choose a pledge first."))
