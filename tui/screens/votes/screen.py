"""The screen of polls, surveys and pledges: a list, and the chosen one whole with its chart."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from language import gettext as _
from tui.actions import bindings, command_keys
from tui.screens.help import HelpScreen
from tui.screens.votes import detail
from tui.screens.votes.earlier import EarlierActions
from tui.screens.votes.keys import ACTIONS
from tui.screens.votes.life import LifeActions
from tui.screens.votes.listing import VoteKind, VoteRef, VoteRow, label, rows
from tui.screens.votes.making import MakingActions
from tui.screens.votes.printing import PrintingActions
from tui.screens.votes.words import WordActions
from tui.widgets.bars import Bars
from tui.widgets.key_bar import KeyBar
from tui.widgets.plain import Plain
from tui.widgets.stopped_banner import StoppedBanner

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from tui.feed import Seen
    from tui.screens.votes.detail import Shown

_TABLES = frozenset(
    {"polls", "poll_progress", "slips", "surveys", "survey_progress", "attendance"}
    | {"pledges", "signers", "results", "reviews"}
)
"""What this screen is made of; other changes repaint nothing here."""


class VotesScreen(LifeActions, MakingActions, WordActions, EarlierActions, PrintingActions):
    """Follows the record while it is in front."""

    CSS_PATH = "screen.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012  Textual declares it as an instance's
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(ACTIONS)]
    COMMAND_KEYS = command_keys(ACTIONS)

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
        yield KeyBar(ACTIONS, id="keys")

    def on_mount(self) -> None:
        """Follow the record."""
        self.app.changes.subscribe(self, self._follow)
        self.query_one("#list").border_title = Content(_("Votes, surveys, pledges"))
        self._relist()
        self.query_one(OptionList).focus()

    def _follow(self, seen: Seen) -> None:
        if seen.tables is None or seen.tables & _TABLES:
            self._relist()

    def _relist(self) -> None:
        """List anew and keep the cursor on what it was on, or on what is new."""
        state = self.state
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
        self.action_show()

    def _show(self) -> None:
        shown = self._shown()
        self.query_one("#above", Plain).show(shown.above)
        chart = self.query_one(Bars)
        chart.display = bool(shown.bars)
        chart.show(shown.bars)
        self.query_one("#below", Plain).show(shown.below)

    def _shown(self) -> Shown:
        state, place = self.state, self.selected
        if state is None or place is None:
            return detail.Shown(
                _("Nothing has been prepared. n makes a poll in seconds, or brings in a template.")
            )
        if place.kind is VoteKind.POLL:
            return detail.poll(state, state.polls[place.number])
        if place.kind is VoteKind.SURVEY:
            return detail.survey(state, state.surveys[place.number])
        return detail.pledge(state, state.pledges[place.number])

    def action_help(self) -> None:
        """The keys of this screen."""
        self.app.push_screen(HelpScreen(_("Votes, surveys, pledges"), ACTIONS))

    def action_back(self) -> None:
        """Back to the questions."""
        self.dismiss(None)

    def retranslate(self) -> None:
        """Say everything anew in the language now in force."""
        self._relist()
        self.query_one(KeyBar).refresh()
