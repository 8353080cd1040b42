"""The secretary's screen: the list of what the minutes need, and the minutes themselves beside it."""

from __future__ import annotations

import time
from datetime import datetime
from typing import TYPE_CHECKING

from textual.containers import Horizontal, Vertical

from language import gettext as _
from language import ngettext
from meeting.model.profile import Phase
from minutes import outline, sealed
from tui.actions import footer
from tui.screens.meeting_screen import MeetingScreen
from tui.screens.secretary.entries import QUESTIONS, entries
from tui.screens.secretary.entry_list import EntryList
from tui.screens.secretary.preview import MinutesPreview
from tui.widgets.key_bar import KeyBar
from tui.widgets.line import Part, Rows
from tui.widgets.stopped_banner import StoppedBanner

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from meeting.state import State
    from tui.feed import Seen
    from tui.screens.secretary.entries import MinutesEntry

PREVIEW_EVERY = 1.0
"""Least seconds between two editions of the preview: somebody types on this screen."""

TO_THE_PAPERS = ("p", "Ctrl+S")
"""The keys from this screen to the five documents, written; a test presses them."""

WIDE = 100
"""Cells from which the header has room for the keys' names, and both panes stand side by side."""

SHARE_OF_TIME = 10
"""A long meeting's edition is made again after this many times as long as the last one took."""


class SecretaryScreen(MeetingScreen[None]):
    """One pane at a time on a narrow terminal, both on a wider one."""

    CSS_PATH = "screen.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012  Textual declares it as an instance's

    def __init__(self) -> None:
        super().__init__()
        self._only_missing = False
        self._seen: Seen | None = None
        self._next_edition = 0.0
        self._is_waiting = False

    @property
    def list(self) -> EntryList:
        """The list."""
        return self.query_one(EntryList)

    @property
    def chosen(self) -> MinutesEntry | None:
        """The entry under the cursor."""
        return self.list.chosen

    def compose(self) -> ComposeResult:
        """Header, list, minutes, keys."""
        yield Rows(id="header")
        yield StoppedBanner(id="stopped", tells_gone=True)
        with Horizontal(id="panes"):
            with Vertical(id="entries"):
                yield EntryList(id="list")
            with Vertical(id="minutes"):
                yield MinutesPreview(id="preview")
        yield KeyBar(footer(self.ACTIONS), id="keys")

    def on_mount(self) -> None:
        """Follow the record."""
        self.app.changes.subscribe(self, self._follow)
        self.list.focus()
        if self.app.seen is not None:
            self._follow(self.app.seen)

    def _follow(self, seen: Seen) -> None:
        if self.known is None:
            return
        self._seen = seen
        self.paint()
        self._make_edition()

    def paint(self) -> None:
        """The list as the record has it now."""
        state = self.known
        if state is None:
            return
        every = entries(state)
        lacking = [entry for entry in every if entry.gaps]
        self.list.empty = self._empty_words(state)
        self.list.show(lacking if self._only_missing else every)
        self._head(state, len(lacking))

    def _empty_words(self, state: State) -> str:
        if self._only_missing:
            return _("Nothing is missing. x writes the documents; m lists everything.")
        if state.meeting.phase is Phase.PREPARED:
            return _("The meeting is not open yet. y types in slips collected beforehand.")
        return _("No questions yet. y types in slips.")

    def _head(self, state: State, lacking: int) -> None:
        phase = _("finished") if state.meeting.phase is Phase.CLOSED else _("draft")
        message = ngettext("{count} thing missing", "{count} things missing", lacking).format(count=lacking)
        missing = Part(f"! {message}", "warning") if lacking else Part(_("✓ nothing missing"), "good")
        count = len(TO_THE_PAPERS)
        keys = ngettext("papers in {count} key", "papers in {count} keys", count).format(count=count)
        named = f": {' '.join(TO_THE_PAPERS)}" if self.size.width >= WIDE else ""
        papers = Part(f"{keys}{named}", "quiet")
        left = (Part(_("The minutes"), "accent"), Part("  "), Part(state.meeting.title, "strong"))
        self.query_one("#header", Rows).show(
            (left, (missing, Part("   "), papers, Part("   "), Part(phase, "quiet")))
        )

    def _make_edition(self) -> None:
        """Lay the preview out anew, now or, where the last time is too short ago, a little later."""
        wait = self._next_edition - time.monotonic()
        if wait > 0:
            if not self._is_waiting:
                self._is_waiting = True
                self.set_timer(wait, self._late_edition)
            return
        if self._seen is None or self.known is None:
            return
        began = time.monotonic()
        seal = sealed(self.state, self._seen.digest, self._seen.n, datetime.now().astimezone())
        self.query_one(MinutesPreview).show(outline(self.state, seal))
        ended = time.monotonic()
        self._next_edition = ended + max(PREVIEW_EVERY, SHARE_OF_TIME * (ended - began))

    def _late_edition(self) -> None:
        self._is_waiting = False
        self._make_edition()

    def on_virtual_list_chosen(self) -> None:
        """Bring the chosen question into sight in the minutes."""
        entry = self.chosen
        self.query_one(MinutesPreview).go_to(
            entry.id if entry is not None and entry.table == QUESTIONS else 0
        )

    def on_virtual_list_opened(self) -> None:
        """A second click edits."""
        self.action_do("entry.open")

    def list_missing(self) -> None:
        """List what is missing, or everything."""
        self._only_missing = not self._only_missing
        self.paint()
        self.show_list()

    def show_list(self) -> None:
        """The list gets the keyboard, and on a narrow terminal the screen."""
        self.remove_class("-minutes")
        self.list.focus()

    def next_pane(self) -> None:
        """The other pane gets the keyboard, and on a narrow terminal the screen."""
        if self.list.has_focus:
            self.add_class("-minutes")
            self.query_one(MinutesPreview).focus()
        else:
            self.show_list()
