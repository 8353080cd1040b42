"""The words of the vote pages that both the server's HTML and the script use, in the current language."""

from __future__ import annotations

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from language import gettext as _
from meeting.model.pledge import PledgePhase
from meeting.model.vote import VotePhase
from server.public.vote_links import ATTENDANCE, PLEDGE, POLL, SURVEY

STATES = {
    POLL + VotePhase.OPEN: N_("Vote now"),
    POLL + VotePhase.CLOSED: N_("Vote closed"),
    POLL + VotePhase.REVEALED: N_("See the result"),
    SURVEY + VotePhase.OPEN: N_("Fill in"),
    SURVEY + VotePhase.CLOSED: N_("Survey closed"),
    SURVEY + VotePhase.REVEALED: N_("See the results"),
    PLEDGE + PledgePhase.SIGNING: N_("Read and sign"),
    PLEDGE + PledgePhase.SIGNED: N_("Read"),
    ATTENDANCE[0] + VotePhase.OPEN: N_("Give your name"),
}
"""What a link offers, by section and phase."""

SCRIPT_WORDS = {"answered": N_("{count} of {all} answered")}
"""What the script says, by key, beside `server.page.words`."""


def state_words() -> dict[str, str]:
    """The states in the current language."""
    return {key: _(words) for key, words in STATES.items()}


def script_words() -> dict[str, str]:
    """The script's sentences in the current language."""
    return {key: _(words) for key, words in SCRIPT_WORDS.items()}
