"""The console's action against whoever floods the hall: a new code, and phones that joined lately ask no more.

What has come already is found by searching, marked (`*`) and hidden (`h`) in one step.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from language import gettext as _
from link import control
from meeting.moment import rounded_down
from meeting.refusal import Refusal
from tui.actions import Actions, Group
from tui.desk import GONE, refusal_message
from tui.screens.dialogs.asked import Choice

if TYPE_CHECKING:
    from tui.screens.console.screen import ConsoleScreen

ACTIONS: Actions[ConsoleScreen] = Actions(Group.MEETING)

MINUTES_AGO = (0, 5, 10, 20, 30)
"""How long ago phones may have joined that are shut out."""


class _Remedy(NamedTuple):
    """What the host chose: a new code (no minutes), or how long ago phones joined that ask no more (0: all may ask)."""

    minutes: int | None


def _server_gone(console: ConsoleScreen) -> str | None:
    return refusal_message(Refusal(GONE)) if console.app.health is None else None


@ACTIONS.add(
    "meeting.flood",
    "f10",
    N_("Shut out a flooder"),
    N_(
        "A new code for the hall; phones that joined lately ask no more. Then search, mark all (*) and hide (h)"
    ),
    also=N_("spam, junk, new code, rotate, block"),
    unavailable=_server_gone,
)
async def _shut_out(console: ConsoleScreen) -> None:
    now = console.clock()
    after = _("Phones that joined after {time} no longer ask")
    choices = [Choice(_Remedy(None), _("New code for the hall; phones that joined stay"), "n")]
    for key, ago in enumerate(MINUTES_AGO, start=1):
        since = rounded_down(now - timedelta(minutes=ago))
        # One minute stands for the step of time that is running now.
        choices.append(Choice(_Remedy(ago or 1), after.format(time=f"{since:%H:%M}"), str(key)))
    choices.append(Choice(_Remedy(0), _("All phones may ask again"), "a"))
    chosen = await console.choose(_("Shut out a flooder"), choices)
    if chosen is None:
        return
    if chosen.minutes is None:
        about = _(
            "The old code and every printed QR code open nothing any more. The wall shows the new one at once."
        )
        if not await console.confirm(_("A new code?"), about, _("Yes, a new code")):
            return
    try:
        desk = await console.app.desk.client()
        if chosen.minutes is None:
            now_health = await desk.call(control.ROTATE)
        else:
            now_health = await desk.call(control.SHUT_OUT, control.ShutOut(chosen.minutes))
    except Refusal as refusal:
        console.warn(refusal)
        return
    console.app.health = now_health
    console.app.healths.publish(now_health)
    console.app.notify(_done(now_health.asks_until, chosen))


def _done(until: str, chosen: _Remedy) -> str:
    if chosen.minutes is None:
        return _("The hall has a new code.")
    if not until:
        return _("All phones may ask again.")
    return _("Phones that joined after {time} no longer ask.").format(time=until)
