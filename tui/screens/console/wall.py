"""The console's actions on where the wall stands: a window on the projector, browsers, and the run of show."""

from __future__ import annotations

import webbrowser
from typing import TYPE_CHECKING

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from language import gettext as _
from link import control
from meeting.refusal import Refusal
from tui.actions import Actions, Group
from tui.screens.dialogs.asked import Choice
from tui.screens.meeting_screen import unread

if TYPE_CHECKING:
    from tui.screens.console.screen import ConsoleScreen

ACTIONS: Actions[ConsoleScreen] = Actions(Group.STAGE, unavailable=unread)

HERE, ELSEWHERE, SHUT = "here", "elsewhere", "shut"
CODE_SECONDS = 600
"""How long the address and the code stay to be read aloud."""


@ACTIONS.add(
    "wall.window",
    "f5",
    N_("Projector window"),
    N_("Open the stage in a window of its own, on the second display where it can be placed there"),
    also=N_("projector, second screen, full screen"),
)
async def _window(console: ConsoleScreen) -> None:
    from link.stage_window import open_window

    try:
        await open_window(console.app.folder, console.state.meeting.title)
    except Refusal as refusal:
        console.warn(refusal)
    else:
        console.app.notify(
            _(
                "The stage opens in a window of its own. If it is not on the projector: move it there "
                "(Windows key + Shift + arrow) and enlarge it (F11)."
            ),
            timeout=12,
        )


@ACTIONS.add(
    "wall.browser",
    "f7",
    N_("Stage in a browser"),
    N_("Show the stage in a browser here or on another screen, by a one-time code"),
    also=N_("screen, television"),
)
async def _browser(console: ConsoleScreen) -> None:
    choices = [
        Choice(HERE, _("In this laptop's browser")),
        Choice(ELSEWHERE, _("On another screen: address and one-time code")),
        Choice(SHUT, _("Shut all browsers out")),
    ]
    chosen = await console.choose(_("Stage in a browser"), choices)
    if chosen is None:
        return
    try:
        client = await console.app.desk.client()
        if chosen == SHUT:
            await client.call(control.SHUT_STAGE_SCREENS)
            return
        invitation = await client.call(control.INVITE_STAGE_SCREEN)
    except Refusal as refusal:
        console.warn(refusal)
        return
    if chosen == HERE and webbrowser.open(invitation.here):
        return
    message = _("On the other screen open {address} and type {code}. The code opens once, within 10 minutes.")
    console.app.notify(message.format(address=invitation.address, code=invitation.code), timeout=CODE_SECONDS)


@ACTIONS.add(
    "wall.run",
    "f6",
    N_("Run of show"),
    N_("All steps of the meeting in one list; Enter or a clicker goes on"),
    also=N_("clicker, timeline, next"),
)
def _run(console: ConsoleScreen) -> None:
    from tui.screens.run_of_show import RunOfShowScreen

    console.app.push_screen(RunOfShowScreen())


@ACTIONS.add(
    "wall.cover", "full_stop f9", N_("Panic"), N_("Cover the projector at once; also inside dialogs (F9)")
)
def _cover(console: ConsoleScreen) -> None:
    console.app.action_cover()
