"""The register on the screen: a list to find things in, the chosen entry whole, and the counts as a chart."""

from __future__ import annotations

import asyncio
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from language import gettext as _
from link import private_file
from meeting.model.register import CLOSED_STATUSES, Status
from meeting.register.deadlines import Urgency
from meeting.register.view import GroupBy, SortBy, Wanted, select, share
from minutes.register import as_csv, as_workbook
from tui.actions import bindings, command_keys
from tui.screens.help import HelpScreen
from tui.screens.register import charts
from tui.screens.register.keys import ACTIONS
from tui.screens.register.rows import label, whole
from tui.screens.register.working import WorkingActions
from tui.widgets.bars import Bars
from tui.widgets.field import Field
from tui.widgets.key_bar import KeyBar
from tui.widgets.plain import Plain

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from meeting.register.view import RegisterEntry
    from tui.screens.register.source import RegisterSource

ORDERS = {
    SortBy.DEADLINE: N_("by deadline"),
    SortBy.UNIT: N_("by unit"),
    SortBy.STATUS: N_("by status"),
    SortBy.MEETING: N_("by meeting"),
}
WAITING = frozenset(Status) - CLOSED_STATUSES
LATE = frozenset({Urgency.OVERDUE, Urgency.DUE_SOON})
EXPORT_NAME = "so-theo-doi"


class RegisterScreen(WorkingActions):
    """Everything all meetings owe; nothing here follows a record, so it reads anew after each change."""

    CSS_PATH = "screen.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012  Textual declares it as an instance's
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(ACTIONS)]
    COMMAND_KEYS = command_keys(ACTIONS)

    def __init__(self, register: RegisterSource) -> None:
        super().__init__()
        self.register = register
        self._all: list[RegisterEntry] = []
        self._unread: list[str] = []
        self._rows: list[RegisterEntry] = []
        self._wanted = Wanted()
        self._order = SortBy.DEADLINE
        self._group: GroupBy | None = None
        self._was_read = False

    @property
    def chosen(self) -> RegisterEntry | None:
        """The entry under the cursor."""
        at = self.query_one(OptionList).highlighted
        return self._rows[at] if at is not None and at < len(self._rows) else None

    def compose(self) -> ComposeResult:
        """Search line, list, detail or counts, keys."""
        yield Plain(id="total")
        yield Field(placeholder=_("Search"), id="search")
        with Horizontal(id="register"):
            yield OptionList(id="list", markup=False)
            with VerticalScroll(id="shown", can_focus=False):
                yield Plain(id="heading")
                yield Bars(id="chart")
                yield Plain(id="entry")
        yield KeyBar(ACTIONS, id="keys")

    def on_mount(self) -> None:
        """Read the register."""
        self.query_one("#search").display = False
        self.query_one(OptionList).focus()
        self._paint()
        self.read()

    @work(exclusive=True, group="read")
    async def read(self) -> None:
        """Read every record on a thread; the list keeps its place."""
        self._all, self._unread = await asyncio.to_thread(self.register.read)
        self._was_read = True
        self._paint()

    def _paint(self) -> None:
        """Filter and draw anew, the cursor on the entry it was on."""
        before = self.chosen
        self._rows = select(self._all, self._wanted, self._order)
        listed = self.query_one(OptionList)
        listed.clear_options()
        listed.add_options([Option(label(entry)) for entry in self._rows])
        keys = [entry.key for entry in self._rows]
        if keys:
            listed.highlighted = keys.index(before.key) if before and before.key in keys else 0
        self.query_one("#total", Plain).show(self._summary())
        self._show()

    def _summary(self) -> str:
        """What the list holds, and by what it is chosen."""
        total = share("", self._rows)
        message = _("{total} entries: {closed} closed ({percent} %), {overdue} overdue.").format(
            total=total.total,
            closed=total.settled + total.explained,
            percent=total.percent_settled,
            overdue=total.overdue,
        )
        unread = _("could not be read: {meetings}").format(meetings=", ".join(self._unread))
        chosen = (
            (self._unread, unread),
            (self._order is not SortBy.DEADLINE, _(ORDERS[self._order])),
            (self._wanted.urgencies, _("overdue or due soon")),
            (self._wanted.statuses, _("unsettled")),
            (self._wanted.search, f"“{self._wanted.search}”"),
        )
        return "  ·  ".join([message, *(words for on, words in chosen if on)])

    def _show(self) -> None:
        """The chosen entry, or the counts."""
        heading, chart, entry = (
            self.query_one("#heading", Plain),
            self.query_one(Bars),
            self.query_one("#entry", Plain),
        )
        chart.display = self._group is not None
        if self._group is not None:
            heading.show(Content.styled(_(charts.GROUPS[self._group]), "bold"))
            chart.show(charts.bars(self._rows, self._group), 100)
            entry.show("")
            return
        heading.show("")
        chosen = self.chosen
        nothing = _("Nothing is owed.") if self._was_read else _("Reading the meetings…")
        entry.show(whole(chosen) if chosen else nothing)

    def on_option_list_option_highlighted(self) -> None:
        """Another one is chosen."""
        self._show()

    def action_search(self) -> None:
        """Open the search line; Enter goes back to the list, Esc empties it."""
        search = self.query_one("#search", Field)
        search.display = True
        search.focus()

    def on_input_changed(self, event: Field.Changed) -> None:
        """Filter while typing."""
        self._wanted = self._wanted._replace(search=event.value)
        self._paint()

    def on_input_submitted(self) -> None:
        """Back to the list with what was found."""
        self.query_one("#search").display = bool(self._wanted.search)
        self.query_one(OptionList).focus()

    def action_late(self) -> None:
        """Only what is overdue or due soon, or everything again."""
        self._wanted = self._wanted._replace(urgencies=None if self._wanted.urgencies else LATE)
        self._paint()

    def action_waiting(self) -> None:
        """Only what is still owed, or everything again."""
        self._wanted = self._wanted._replace(statuses=None if self._wanted.statuses else WAITING)
        self._paint()

    def action_order(self) -> None:
        """Sort by the next thing."""
        orders = list(SortBy)
        self._order = orders[(orders.index(self._order) + 1) % len(orders)]
        self._paint()

    def action_counts(self) -> None:
        """Count by the next thing; after the last the chosen entry shows again."""
        groups: list[GroupBy | None] = [None, *charts.GROUPS]
        self._group = groups[(groups.index(self._group) + 1) % len(groups)]
        self._show()

    def action_export(self) -> None:
        """Write what the list shows, as it is sorted."""
        name = f"{EXPORT_NAME}-{date.today().isoformat()}"  # noqa: DTZ011  the laptop's own day
        folder = self.register.folder
        try:
            folder.mkdir(parents=True, exist_ok=True)
            private_file.write(folder / f"{name}.xlsx", as_workbook(self._rows))
            private_file.write(folder / f"{name}.csv", as_csv(self._rows))
        except OSError as error:
            message = _("The list could not be written: {why}").format(why=error.strerror or "?")
            self.app.notify(message, severity="error", timeout=8)
            return
        self.app.notify(_("Written: {path}").format(path=folder / f"{name}.xlsx"), timeout=8)

    def action_help(self) -> None:
        """The keys of this screen."""
        self.app.push_screen(HelpScreen(_("Register"), ACTIONS))

    def action_back(self) -> None:
        """Out of the search line first, then back to the meetings."""
        search = self.query_one("#search", Field)
        if search.display:
            search.value = ""
            search.display = False
            self.query_one(OptionList).focus()
            return
        self.dismiss(None)

    def retranslate(self) -> None:
        """Say everything anew in the language now in force."""
        self._paint()
        self.query_one(KeyBar).refresh()
