"""The screen of polls, surveys and pledges: a list, and the chosen one whole with its chart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from language import gettext as _
from tui.actions import footer
from tui.screens.meeting_screen import MeetingScreen
from tui.screens.votes import detail
from tui.screens.votes.chosen import ChosenVote
from tui.screens.votes.listing import VoteKind, VoteRef, VoteRow, label, rows
from tui.widgets.bars import Bars
from tui.widgets.key_bar import KeyBar
from tui.widgets.plain import Plain
from tui.widgets.stopped_banner import StoppedBanner

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from tui.feed import Seen
    from tui.screens.votes.detail import Shown

_TABLES = frozenset(
    {"polls", "poll_progress", "slips", "surveys", "survey_progress", "attendance"}
    | {"pledges", "signers", "results", "reviews"}
)
"""What this screen is made of; other changes repaint nothing here."""


class VotesScreen(ChosenVote, MeetingScreen[None]):
    """Follows the record while it is in front."""

    CSS_PATH = "screen.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012  Textual declares it as an instance's
    HELP_TITLE = N_("Votes, surveys, pledges")

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[VoteRow] = []

    @property
    def selected(self) -> VoteRef | None:
        """What stands under the cursor."""
        at = self.query_one(OptionList).highlighted
        return self._rows[at].ref if at is not None and at < len(self._rows) else None

    def compose(self) -> ComposeResult:
        """List, detail, keys."""
        yield StoppedBanner(id="stopped", tells_gone=True)
        with Horizontal(id="votes"):
            yield OptionList(id="list", markup=False)
            with VerticalScroll(id="shown"):
                yield Plain(id="above")
                yield Bars(id="chart")
                yield Plain(id="below")
        yield KeyBar(footer(self.ACTIONS), id="keys")

    def on_mount(self) -> None:
        """Follow the record."""
        self.app.changes.subscribe(self, self._follow)
        self.query_one("#list").border_title = Content(_("Votes, surveys, pledges"))
        self.paint()
        self.query_one(OptionList).focus()

    def _follow(self, seen: Seen) -> None:
        if seen.tables is None or seen.tables & _TABLES:
            self.paint()

    def paint(self) -> None:
        """List anew and keep the cursor on what it was on, or on what is new."""
        state = self.known
        if state is None:
            return
        listed, before, listing = self.query_one(OptionList), self.selected, rows(state)
        known = {row.ref for row in self._rows}
        fresh = [row.ref for row in listing if row.ref not in known] if self._rows else []
        self._rows = listing
        listed.clear_options()
        listed.add_options([Option(label(row)) for row in listing])
        wanted = fresh[0] if fresh else before
        places = [row.ref for row in listing]
        if places:
            listed.highlighted = places.index(wanted) if wanted in places else 0
        self._show()

    def on_option_list_option_highlighted(self) -> None:
        """Another one is chosen."""
        self._show()

    def on_option_list_option_selected(self) -> None:
        """Enter shows it on the projector, as s does."""
        self.action_do("show")

    def _show(self) -> None:
        shown = self._shown()
        self.query_one("#above", Plain).show(shown.above)
        chart = self.query_one(Bars)
        chart.display = bool(shown.bars)
        chart.show(shown.bars)
        self.query_one("#below", Plain).show(shown.below)

    def _shown(self) -> Shown:
        state, place = self.known, self.selected
        if state is None or place is None:
            return detail.Shown(
                _("Nothing has been prepared. n makes a poll in seconds, or brings in a template.")
            )
        if place.kind is VoteKind.POLL:
            return detail.poll(state, state.polls[place.number])
        if place.kind is VoteKind.SURVEY:
            return detail.survey(state, state.surveys[place.number])
        return detail.pledge(state, state.pledges[place.number])
