"""Printing for the chosen vote: one-time slips for a poll that must bind, posters, and surveys on paper."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from language import current
from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from language import gettext as _
from meeting import limits
from meeting.refusal import Refusal
from meeting.text import numbers
from tui.actions import Actions, Group
from tui.screens.dialogs.asked import Choice, FormField
from tui.screens.votes.choosing import nothing_chosen
from tui.screens.votes.listing import VoteKind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from meeting.model.poll import Poll
    from meeting.state import State
    from minutes.posters import Card, Paper, Sheet
    from tui.screens.votes.listing import VoteRef
    from tui.screens.votes.screen import VotesScreen

EXPORTS = "exports"
SLIPS, POSTER, FORM = "slips", "poster", "form"

ACTIONS: Actions[VotesScreen] = Actions(Group.MEETING, unavailable=nothing_chosen)


@ACTIONS.add("print", "t", N_("Print"), N_("One-time slips, a poster or the survey on paper, as PDF"))
async def _print(votes: VotesScreen) -> None:
    place, state = votes.selected, votes.state
    assert place is not None
    choices = [Choice(POSTER, _("A poster with its QR code"), "p")]
    if place.kind is VoteKind.POLL:
        choices.insert(0, Choice(SLIPS, _("One-time slips, one a voter, for a vote that must bind"), "s"))
    if place.kind is VoteKind.SURVEY:
        choices.insert(0, Choice(FORM, _("The survey on paper, to fill in by pen"), "f"))
    if len(choices) == 1:
        await _print_poster(votes, state, place)
        return
    wanted = await votes.choose(_("Print what?"), choices)
    if wanted == SLIPS:
        await _print_slips(votes, state, state.polls[place.number])
    elif wanted == FORM:
        await _print_form(votes, state, place.number)
    elif wanted == POSTER:
        await _print_poster(votes, state, place)


async def _print_slips(votes: VotesScreen, state: State, poll: Poll) -> None:
    before = state.slips.get(poll.number)
    about = _("{count} slips were printed before; they are worth nothing once new ones are printed.")
    if before is not None and not await votes.confirm(
        _("Print new slips?"), about.format(count=len(before.hashes)), _("Yes, new slips")
    ):
        return

    written: list[Path] = []

    async def send(values: dict[str, str]) -> None:
        count = _whole(values["count"])
        if count not in limits.SLIPS:
            raise Refusal("slip-count", least=limits.SLIPS[0], most=limits.SLIPS[-1], given=count)
        from minutes import poster_pages

        live = await votes.app.desk.running()
        poster_pages.require_open(live)
        codes = poster_pages.new_slips(count)
        await votes.send(poster_pages.issued(poll.number, codes))
        cards = poster_pages.slip_cards(state.meeting, live, poll.number, poll.text, codes)
        written.append(await _written(votes, state, f"{SLIPS}-{poll.number}", cards))

    hint = _("Twelve fit on a page. From then on the poll counts only votes with a slip.")
    entry = FormField("count", _("How many slips"), str(_present(state) or ""), hint, limit=5)
    if await votes.ask(_("One-time slips"), [entry], send, about=poll.text, key=f"slips-{poll.number}"):
        _say_where(votes, _("One-time slips"), written[-1])


def _present(state: State) -> int:
    from meeting.dialogue.roll import roll

    return min(roll(state).present, limits.SLIPS[-1])


async def _print_poster(votes: VotesScreen, state: State, place: VoteRef) -> None:
    from minutes import poster_pages

    try:
        live = await votes.app.desk.running()
        sheets = poster_pages.pages(state, live, place.kind.value, place.number)
        name = f"poster-{place.kind.value}-{place.number}"
        _say_where(votes, _("The poster"), await _written(votes, state, name, sheets))
    except Refusal as refusal:
        votes.warn(refusal)


async def _print_form(votes: VotesScreen, state: State, number: int) -> None:
    from minutes import poster_pages

    try:
        pages = [poster_pages.paper(state.meeting, state.surveys[number])]
        _say_where(votes, _("The survey on paper"), await _written(votes, state, f"form-{number}", pages))
    except Refusal as refusal:
        votes.warn(refusal)


async def _written(
    votes: VotesScreen, state: State, name: str, pages: Sequence[Sheet | Card | Paper]
) -> Path:
    """The PDF of `pages`. Raises Refusal ``no-space`` or ``not-writable``."""
    return await asyncio.to_thread(_write, votes.app.folder / EXPORTS, name, state.meeting.title, pages)


def _say_where(votes: VotesScreen, what: str, path: Path) -> None:
    from tui.screens.dialogs.written import WrittenDialog

    about = _("Print it from here. Keep slips under lock until they are handed out.")
    votes.app.push_screen(WrittenDialog(what, about if path.name.startswith(SLIPS) else "", path))


def _whole(typed: str) -> int:
    """A whole number as typed; 0 for anything else."""
    try:
        return numbers.read_whole(typed)
    except Refusal:
        return 0


def _write(folder: Path, name: str, title: str, pages: Sequence[Sheet | Card | Paper]) -> Path:
    from minutes import posters
    from minutes.writing import put

    return put(folder, name, ".pdf", posters.pdf(title, current(), pages))
