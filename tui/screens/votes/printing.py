"""Printing for the chosen vote: one-time slips for a poll that must bind, posters, and surveys on paper."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from textual import work

from language import current
from language import gettext as _
from meeting import limits
from meeting.refusal import Refusal
from tui.desk import refusal_message
from tui.screens.dialogs.asked import Choice, FormField
from tui.screens.votes.base import VotesBase
from tui.screens.votes.listing import VoteKind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from meeting.model.poll import Poll
    from meeting.state import State
    from minutes.posters import Card, Paper, Sheet
    from tui.screens.votes.listing import VoteRef

EXPORTS = "exports"
SLIPS, POSTER, FORM = "slips", "poster", "form"


class PrintingActions(VotesBase):
    """Everything goes into the meeting's own folder of exports, readable by this account only."""

    @work
    async def action_print(self) -> None:
        """Write what can be printed for the chosen one, and say where it is."""
        place, state = self.selected, self.state
        if place is None or state is None:
            self.app.notify(_("There is nothing to print yet: n makes a poll, a survey or a pledge."))
            return
        choices = [Choice(POSTER, _("A poster with its QR code"), "p")]
        if place.kind is VoteKind.POLL:
            choices.insert(0, Choice(SLIPS, _("One-time slips, one a voter, for a vote that must bind"), "s"))
        if place.kind is VoteKind.SURVEY:
            choices.insert(0, Choice(FORM, _("The survey on paper, to fill in by pen"), "f"))
        if len(choices) == 1:
            await self._print_poster(state, place)
            return
        wanted = await self.choose(_("Print what?"), choices)
        if wanted == SLIPS:
            await self._print_slips(state, state.polls[place.number])
        elif wanted == FORM:
            await self._print_form(state, place.number)
        elif wanted == POSTER:
            await self._print_poster(state, place)

    async def _print_slips(self, state: State, poll: Poll) -> None:
        before = state.slips.get(poll.number)
        about = _("{count} slips were printed before; they are worth nothing once new ones are printed.")
        if before is not None and not await self.confirm(
            _("Print new slips?"), about.format(count=len(before.hashes)), _("Yes, new slips")
        ):
            return

        written: list[Path] = []

        async def send(values: dict[str, str]) -> None:
            count = _whole(values["count"])
            if count not in limits.SLIPS:
                raise Refusal("slip-count", least=limits.SLIPS[0], most=limits.SLIPS[-1], given=count)
            from minutes import poster_pages

            live = await self.app.desk.running()
            poster_pages.require_open(live)
            codes = poster_pages.new_slips(count)
            await self.send(poster_pages.issued(poll.number, codes))
            cards = poster_pages.slip_cards(live, poll.number, poll.text, codes)
            written.append(await self._written(state, f"{SLIPS}-{poll.number}", cards))

        hint = _("Twelve fit on a page. From then on the poll counts only votes with a slip.")
        entry = FormField("count", _("How many slips"), str(self._present(state) or ""), hint, limit=5)
        if await self.ask(_("One-time slips"), [entry], send, about=poll.text, key=f"slips-{poll.number}"):
            self._say_where(_("One-time slips"), written[-1])

    @staticmethod
    def _present(state: State) -> int:
        from meeting.dialogue.roll import roll

        return min(roll(state).present, limits.SLIPS[-1])

    async def _print_poster(self, state: State, place: VoteRef) -> None:
        from minutes import poster_pages

        try:
            live = await self.app.desk.running()
            sheets = poster_pages.pages(state, live, place.kind.value, place.number)
            name = f"poster-{place.kind.value}-{place.number}"
            self._say_where(_("The poster"), await self._written(state, name, sheets))
        except Refusal as refusal:
            self.app.notify(refusal_message(refusal), severity="warning", timeout=8)

    async def _print_form(self, state: State, number: int) -> None:
        from minutes import poster_pages

        try:
            pages = [poster_pages.paper(state.surveys[number])]
            self._say_where(_("The survey on paper"), await self._written(state, f"form-{number}", pages))
        except Refusal as refusal:
            self.app.notify(refusal_message(refusal), severity="warning", timeout=8)

    async def _written(self, state: State, name: str, pages: Sequence[Sheet | Card | Paper]) -> Path:
        """The PDF of `pages`. Raises Refusal ``no-space`` or ``not-writable``."""
        return await asyncio.to_thread(_write, self.app.folder / EXPORTS, name, state.meeting.title, pages)

    def _say_where(self, what: str, path: Path) -> None:
        from tui.screens.dialogs.written import WrittenDialog

        about = _("Print it from here. Keep slips under lock until they are handed out.")
        self.app.push_screen(WrittenDialog(what, about if path.name.startswith(SLIPS) else "", path))


def _whole(typed: str) -> int:
    """A whole number as typed; 0 for anything else."""
    digits = typed.strip()
    return int(digits) if digits.isascii() and digits.isdecimal() else 0


def _write(folder: Path, name: str, title: str, pages: Sequence[Sheet | Card | Paper]) -> Path:
    from minutes import posters
    from minutes.writing import put

    return put(folder, name, ".pdf", posters.pdf(title, current(), pages))
