"""Everything the secretary's screen can do."""

from __future__ import annotations

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from language import gettext as _
from tui.actions import Actions, Group
from tui.screens.command_screen import HELP, WINDOW
from tui.screens.secretary import ballots, documents, drafting, filling, papers
from tui.screens.secretary.screen import SecretaryScreen

ACTIONS: Actions[SecretaryScreen] = Actions(Group.FIND)


@ACTIONS.add(
    "find.missing", "m", N_("Only missing"), N_("List only what is still missing, or all"), footer=30
)
def _missing(desk: SecretaryScreen) -> None:
    desk.list_missing()


@ACTIONS.add(
    "find.next", "n", N_("Next gap"), N_("Go to the next thing that is missing"), footer=40, repeats=True
)
def _next(desk: SecretaryScreen) -> None:
    desk.show_list()
    if not desk.list.next_missing():
        desk.app.notify(_("Nothing is missing."))


@ACTIONS.add("pane", "tab", N_("Pane"), N_("List or minutes"), group=Group.SCREEN, footer=90, repeats=True)
def _pane(desk: SecretaryScreen) -> None:
    desk.next_pane()


class Secretary(SecretaryScreen):
    """The secretary's screen with all it can do."""

    ACTIONS = (
        *filling.ACTIONS,
        *ACTIONS,
        *drafting.ACTIONS,
        *documents.ACTIONS,
        *ballots.ACTIONS,
        *papers.ACTIONS,
        *HELP,
        *WINDOW,
    )
