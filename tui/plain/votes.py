"""Polls, surveys and pledges without a screen: chosen by a number, done with by the same rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from language import gettext as _
from tui.plain.screen import PlainScreen
from tui.plain.talking import BACK
from tui.screens.votes import detail
from tui.screens.votes.actions import Votes
from tui.screens.votes.chosen import ChosenVote
from tui.screens.votes.listing import VoteKind, VoteRef, rows
from wording.votes import PHASES

if TYPE_CHECKING:
    from tui.plain.app import PlainApp
    from tui.screens.votes.detail import Shown


class PlainVotes(ChosenVote, PlainScreen):
    """Stands for the screen of votes before its handlers."""

    ACTIONS = Votes.ACTIONS
    LEFT_OUT = PlainScreen.LEFT_OUT | {"back", "help", "palette"}

    def __init__(self, app: PlainApp) -> None:
        super().__init__(app)
        self._selected: VoteRef | None = None
        self._known: set[VoteRef] = {row.ref for row in rows(self.state)}

    @property
    def selected(self) -> VoteRef | None:
        """What was chosen by its number, else what was made last."""
        return self._selected

    async def converse(self) -> None:
        """Take lines until the person goes back to the questions."""
        self._tell()
        while True:
            typed = await self.app.talk.line(_("Votes > "))
            if typed in {BACK, "q"}:
                return
            if typed.startswith("?"):
                self.help(typed[1:].strip())
                continue
            if typed.startswith("#"):
                self._choose(typed[1:])
            elif typed:
                await self.obey(typed)
            self._tell()

    def _choose(self, typed: str) -> None:
        listing = rows(self.state)
        if typed.isdecimal() and 0 < int(typed) <= len(listing):
            self._selected = listing[int(typed) - 1].ref

    def _tell(self) -> None:
        """Say what there is, what is chosen and how it stands; what was just made is chosen."""
        listing = rows(self.state)
        fresh = [row.ref for row in listing if row.ref not in self._known]
        self._known = {row.ref for row in listing}
        if fresh:
            self._selected = fresh[0]
        elif self.selected not in self._known:
            self._selected = listing[0].ref if listing else None
        for place, row in enumerate(listing, start=1):
            parts = [row.text, _(PHASES[row.phase])]
            if row.ref == self.selected:
                parts.append(_("chosen"))
            self.app.notify(f"#{place} {', '.join(parts)}")
        if (shown := self._shown()) is not None:
            self.app.notify(_words(shown))
        self.app.notify(
            _("n makes one, #number chooses, ? lists what can be done, . goes back to the questions.")
        )

    def _shown(self) -> Shown | None:
        state, place = self.state, self.selected
        if place is None:
            return None
        if place.kind is VoteKind.POLL:
            return detail.poll(state, state.polls[place.number])
        if place.kind is VoteKind.SURVEY:
            return detail.survey(state, state.surveys[place.number])
        return detail.pledge(state, state.pledges[place.number])


def _words(shown: Shown) -> str:
    """What the screen shows of a vote, its bars as figures."""
    bars = [f"{bar.label}: {bar.figure}" for bar in shown.bars]
    return "\n".join(filter(None, [_plain(shown.above), *bars, _plain(shown.below)]))


def _plain(text: Any) -> str:
    return text if isinstance(text, str) else str(text.plain)
