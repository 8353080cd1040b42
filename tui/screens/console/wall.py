"""The console's actions on where the wall stands: a window on the projector, browsers, and the run of show."""

from __future__ import annotations

import webbrowser
from typing import TYPE_CHECKING

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from language import gettext as _
from link import control
from meeting.dialogue.queue import Order
from meeting.refusal import Refusal
from tui.actions import Actions, Group
from tui.screens.console.wall_reading import whole
from tui.screens.dialogs.asked import Choice
from tui.screens.meeting_screen import unread
from wording.areas import area_name
from wording.questions import ORDERS

if TYPE_CHECKING:
    from tui.screens.console.screen import ConsoleScreen

ACTIONS: Actions[ConsoleScreen] = Actions(Group.STAGE, unavailable=unread)

HERE, ELSEWHERE, SHUT = "here", "elsewhere", "shut"
ORDER_KEYS = ((Order.VOTES, "v"), (Order.OLDEST, "o"), (Order.NEWEST, "n"))
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
    "wall.reading",
    "f8",
    N_("How the wall reads"),
    N_("Whether the back row can read it, how large the code is; the test before the meeting"),
    also=N_("back row, letters, size, test"),
)
async def _reading(console: ConsoleScreen) -> None:
    from meeting.commands.staging import ShowView
    from meeting.model.stage import View
    from tui.screens.dialogs.choose import ChooseDialog

    walls = console.app.walls
    about = "\n\n".join(map(whole, walls)) or _(
        "No window shows the stage on this laptop, or it is covered. F5 opens one."
    )
    choices = [
        Choice(View.TEST, _("Show the back-row test"), "t"),
        Choice(View.JOIN, _("Show how to join"), "j"),
    ]
    dialog = ChooseDialog(_("How the wall reads"), choices, about=about)
    dialog.id = "wall-reading"
    chosen = await console.app.push_screen_wait(dialog)
    if chosen is not None:
        await console.execute(ShowView(chosen))


AREA, ORDER, TURNING = "area", "order", "turning"
"""What of the board a choice is about."""


@ACTIONS.add(
    "wall.board",
    "f3",
    N_("Arrange the board"),
    N_("The board of questions on the projector: one area or all, in which order, pages turning"),
    also=N_("sort, filter, rotate"),
)
async def _arrange(console: ConsoleScreen) -> None:
    from meeting.commands.staging import ArrangeBoard, TurnPage

    stage, areas = console.state.stage, console.state.meeting.settings.areas
    choices = [Choice((ORDER, order.value), _(ORDERS[order]), key) for order, key in ORDER_KEYS]
    choices.append(Choice((AREA, ""), _("all areas"), "0"))
    choices += [Choice((AREA, area.id), area_name(console.state, area.id), str(area.key)) for area in areas]
    choices.append(Choice((TURNING, ""), _("pages turn by themselves"), "t"))
    area = area_name(console.state, stage.area) if stage.area else _("all areas")
    about = _("Now: {area}, {order}").format(area=area, order=_(ORDERS[Order(stage.order)]))
    chosen = await console.choose(_("Board of questions"), choices, about=about)
    if chosen is None:
        return
    what, value = chosen
    if what == TURNING:
        await console.execute(TurnPage(0))
    elif what == AREA:
        await console.execute(ArrangeBoard(value, Order(stage.order)))
    else:
        await console.execute(ArrangeBoard(stage.area, Order(value)))


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
