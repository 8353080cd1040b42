"""The console's action on paper for the hall: posters and cards with the codes, printed before anybody comes."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from language import current
from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from language import gettext as _
from meeting.refusal import Refusal
from tui.actions import Actions, Group
from tui.screens.dialogs.asked import Choice
from tui.screens.meeting_screen import unread

if TYPE_CHECKING:
    from pathlib import Path

    from minutes.posters import Card, Sheet
    from tui.screens.console.screen import ConsoleScreen

ACTIONS: Actions[ConsoleScreen] = Actions(Group.MEETING, unavailable=unread)

EXPORTS = "exports"
CARDS_A_PAGE = 12
JOIN, CARDS, ATTENDANCE, PROMPT = "join", "cards", "attendance", "prompt"


@ACTIONS.add("meeting.posters", "Q", N_("Posters"), N_("Posters and table cards with the QR codes, as PDF"))
async def _posters(console: ConsoleScreen) -> None:
    state = console.state
    choices = [
        Choice(JOIN, _("The poster for the wall: ask by phone"), "w"),
        Choice(CARDS, _("Cards for the tables, twelve a page"), "c"),
        Choice(ATTENDANCE, _("The poster for the door: check in"), "d"),
    ]
    if state.prompts:
        choices.append(Choice(PROMPT, _("A poster for the newest prompt"), "p"))
    what = await console.choose(_("Print what?"), choices)
    if what is None:
        return
    from minutes import poster_pages

    number = max(state.prompts, default=1) if what == PROMPT else 1
    try:
        live = await console.app.desk.running()
        pages = poster_pages.pages(state, live, what, number, CARDS_A_PAGE)
        title = state.meeting.title
        path = await asyncio.to_thread(_write, console.app.folder / EXPORTS, f"poster-{what}", title, pages)
    except Refusal as refusal:
        console.warn(refusal)
        return
    from tui.screens.dialogs.written import WrittenDialog

    console.app.push_screen(WrittenDialog(_("The poster"), "", path))


def _write(folder: Path, name: str, title: str, pages: list[Sheet] | list[Card]) -> Path:
    """The PDF of `pages`. Raises Refusal ``no-space`` or ``not-writable``."""
    from minutes import posters
    from minutes.writing import put

    return put(folder, name, ".pdf", posters.pdf(title, current(), pages))
