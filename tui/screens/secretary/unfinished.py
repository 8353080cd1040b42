"""What was begun at the meeting and has no end yet: a vote, a ceremony, a prompt; and the command that ends it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from language import gettext as _
from meeting.commands.asking import ClosePrompt
from meeting.commands.balloting import ClosePoll, CloseSurvey, RevealPoll, RevealSurvey
from meeting.commands.signing import CloseSigning
from minutes import Gap

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from meeting.decision import Command
    from meeting.state import State

POLLS, SURVEYS, PLEDGES, PROMPTS = "polls", "surveys", "pledges", "prompts"

NAMES = {
    POLLS: N_("Poll {number}: {text}"),
    SURVEYS: N_("Survey {number}: {text}"),
    PLEDGES: N_("Pledge {number}: {text}"),
    PROMPTS: N_("Prompt {number}: {text}"),
}
"""What each is called in the list, by its table."""


class End(NamedTuple):
    """How one is ended: what is asked first, what is said about it, the answer that does it."""

    title: str
    about: str
    yes: str
    command: Callable[[int], Command]


_CLOSE = N_("Yes, close it")
_REVEAL_ABOUT = N_(
    "The hall and the minutes then show its result. Until then the minutes say it is not published."
)
_SURVEY_ABOUT = N_("A survey is closed for good: no more answers are taken.")
_PLEDGE_ABOUT = N_("Whoever has not signed by now has no place in the grid any more.")

ENDS = {
    (Gap.COUNT, POLLS): End(N_("Close the poll?"), N_("It takes no more votes."), _CLOSE, ClosePoll),
    (Gap.COUNT, SURVEYS): End(N_("Close the survey?"), _SURVEY_ABOUT, _CLOSE, CloseSurvey),
    (Gap.REVEAL, POLLS): End(N_("Publish the result?"), _REVEAL_ABOUT, N_("Yes, publish it"), RevealPoll),
    (Gap.REVEAL, SURVEYS): End(N_("Publish the result?"), _REVEAL_ABOUT, N_("Yes, publish it"), RevealSurvey),
    (Gap.SIGNATURES, PLEDGES): End(N_("Close the signing?"), _PLEDGE_ABOUT, _CLOSE, CloseSigning),
    (Gap.PROMPT, PROMPTS): End(N_("Close the prompt?"), N_("It takes no more answers."), _CLOSE, ClosePrompt),
}
"""By the gap and the table it is in."""


def named(state: State) -> Iterator[tuple[str, int, str]]:
    """(table, number, name) of every one there is, whether it lacks anything or not."""
    texts = {
        POLLS: {number: poll.text for number, poll in state.polls.items()},
        SURVEYS: {number: survey.title for number, survey in state.surveys.items()},
        PLEDGES: {number: pledge.title for number, pledge in state.pledges.items()},
        PROMPTS: {number: prompt.text for number, prompt in state.prompts.items()},
    }
    for table, found in texts.items():
        for number, text in sorted(found.items()):
            yield table, number, _(NAMES[table]).format(number=number, text=text)
