"""Everything the screen of polls, surveys and pledges can do."""

from __future__ import annotations

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from tui.actions import Actions, Group
from tui.screens.command_screen import HELP
from tui.screens.votes import earlier, life, making, paper, pledges, printing, words
from tui.screens.votes.screen import VotesScreen

BACK: Actions[VotesScreen] = Actions(Group.SCREEN)


@BACK.add("pane", "tab", N_("Pane"), N_("Next pane"), repeats=True)
def _pane(votes: VotesScreen) -> None:
    votes.focus_next()


@BACK.add("back", "escape q", N_("Back"), N_("Back to the questions"), footer=90)
def _back(votes: VotesScreen) -> None:
    votes.dismiss(None)


class Votes(VotesScreen):
    """Polls, surveys and pledges, with all that can be done about them."""

    ACTIONS = (
        *making.ACTIONS,
        *life.ACTIONS,
        *earlier.ACTIONS,
        *words.ACTIONS,
        *paper.ACTIONS,
        *printing.ACTIONS,
        *pledges.ACTIONS,
        *BACK,
        *HELP,
    )
