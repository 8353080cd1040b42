"""The row above the queue: what it lists, in what order, and the search field when asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Container

from language import gettext as _
from meeting.dialogue.queue import ALIVE, EVERYTHING, WAITING, Filter, Order, QuestionProgress
from tui.widgets.line import Part, Rows
from tui.widgets.search_field import SearchField
from wording.areas import area_name
from wording.questions import CHANNELS, LANES, ORDERS, PROGRESS

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from meeting.dialogue.lanes import Lane
    from meeting.state import State

SEARCH_GRAPHEMES = 80


def standing_words(wanted: Filter) -> str:
    """Which standings are listed."""
    if wanted.progress == WAITING:
        return _("Waiting")
    if wanted.progress == ALIVE:
        return _("All but merged, split, routed out")
    if wanted.progress == EVERYTHING:
        return _("Everything")
    return ", ".join(_(PROGRESS[each]) for each in QuestionProgress if each in wanted.progress)


def narrowed(state: State, wanted: Filter) -> list[str]:
    """What else narrows the list: areas, channels."""
    names = [area_name(state, area) for area in sorted(wanted.areas or ())]
    return names + [CHANNELS[channel].screen() for channel in sorted(wanted.channels or ())]


class FilterBar(Container):
    """A row that tells, or a field that searches."""

    def compose(self) -> ComposeResult:
        """Both; the class `searching` chooses which is shown."""
        yield Rows(id="summary")
        yield SearchField(id="search", limit=SEARCH_GRAPHEMES)

    def show_state(
        self, state: State, wanted: Filter, order: Order, shown: int, *, lane: Lane | None, marked: int
    ) -> None:
        """Tell what is listed, and how much of it is marked."""
        words = _(LANES[lane]) if lane is not None else standing_words(wanted)
        parts = [Part(" "), Part(words, "strong")]
        if marked:
            parts.append(Part(_(" + {count} marked").format(count=marked), "warning"))
        parts += [Part(f" · {names}", "accent") for names in narrowed(state, wanted)]
        if wanted.search:
            parts.append(Part(f" · “{wanted.search}”", "accent"))
        right = [
            Part(_("{count} listed").format(count=shown), "quiet"),
            Part(" · "),
            Part(_(ORDERS[order]), "quiet"),
        ]
        self.query_one("#summary", Rows).show((parts, [*right, Part(" ")]))

    @property
    def field(self) -> SearchField:
        """The search field."""
        return self.query_one("#search", SearchField)

    def search(self, *, on: bool) -> None:
        """Show the field and give it the keyboard, or put it away."""
        self.set_class(on, "searching")
        if on:
            self.field.placeholder = _("Search: words, names or a number; Enter keeps it, Esc clears it")
            self.field.focus()
