"""The register on the screen: a list to find things in, the chosen entry whole, and the counts as a chart."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from textual import work
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from language import gettext as _
from meeting.refusal import Refusal
from meeting.register.view import GroupBy, SortBy, Wanted, select, share
from tui.actions import footer
from tui.screens.command_screen import CommandScreen
from tui.screens.register.rows import GROUPS, bars, label, whole
from tui.widgets.bars import Bars
from tui.widgets.field import Field
from tui.widgets.key_bar import KeyBar
from tui.widgets.plain import Plain

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from meeting.decision import Command
    from meeting.register.view import RegisterEntry
    from tui.screens.register.source import RegisterSource

ORDERS = {
    SortBy.DEADLINE: N_("by deadline"),
    SortBy.UNIT: N_("by unit"),
    SortBy.STATUS: N_("by status"),
    SortBy.MEETING: N_("by meeting"),
}


class RegisterScreen(CommandScreen[None]):
    """Everything all meetings owe; nothing here follows a record, so it reads anew after each change."""

    CSS_PATH = "screen.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012  Textual declares it as an instance's
    HELP_TITLE = N_("Register")

    def __init__(self, register: RegisterSource) -> None:
        super().__init__()
        self.register = register
        self._all: list[RegisterEntry] = []
        self._unread: list[str] = []
        self.rows: list[RegisterEntry] = []
        self.wanted = Wanted()
        self.order = SortBy.DEADLINE
        self.group: GroupBy | None = None
        self._was_read = False

    @property
    def chosen(self) -> RegisterEntry | None:
        """The entry under the cursor."""
        at = self.query_one(OptionList).highlighted
        return self.rows[at] if at is not None and at < len(self.rows) else None

    @property
    def entry(self) -> RegisterEntry:
        """The chosen entry, for actions that are not unavailable without one."""
        chosen = self.chosen
        assert chosen is not None
        return chosen

    async def execute(self, entry: RegisterEntry, command: Command) -> None:
        """Have a command executed where the entry's meeting is, and show what came of it. Raises Refusal."""
        execute = self.register.execute
        if execute is None:
            raise Refusal("register-read-only")
        await asyncio.to_thread(execute, entry.meeting, command)
        self.app.notify(_("Recorded."))
        self.read()

    def want(self, **changes: Any) -> None:
        """List by other wishes."""
        self.wanted = self.wanted._replace(**changes)
        self.paint()

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
        yield KeyBar(footer(self.ACTIONS), id="keys")

    def on_mount(self) -> None:
        """Read the register."""
        self.query_one("#search").display = False
        self.query_one(OptionList).focus()
        self.paint()
        self.read()

    @work(exclusive=True, group="read")
    async def read(self) -> None:
        """Read every record on a thread; the list keeps its place."""
        self._all, self._unread = await asyncio.to_thread(self.register.read)
        self._was_read = True
        self.paint()

    def paint(self) -> None:
        """Filter and draw anew, the cursor on the entry it was on."""
        before = self.chosen
        self.rows = select(self._all, self.wanted, self.order)
        listed = self.query_one(OptionList)
        listed.clear_options()
        listed.add_options([Option(label(entry)) for entry in self.rows])
        keys = [entry.key for entry in self.rows]
        if keys:
            listed.highlighted = keys.index(before.key) if before and before.key in keys else 0
        self.query_one("#total", Plain).show(self._summary())
        self.show_entry()

    def _summary(self) -> str:
        """What the list holds, and by what it is chosen."""
        total = share("", self.rows)
        message = _("{total} entries: {closed} closed ({percent} %), {overdue} overdue.").format(
            total=total.total,
            closed=total.settled + total.explained,
            percent=total.percent_settled,
            overdue=total.overdue,
        )
        unread = _("could not be read: {meetings}").format(meetings=", ".join(self._unread))
        chosen = (
            (self._unread, unread),
            (self.order is not SortBy.DEADLINE, _(ORDERS[self.order])),
            (self.wanted.urgencies, _("overdue or due soon")),
            (self.wanted.statuses, _("unsettled")),
            (self.wanted.search, f"“{self.wanted.search}”"),
        )
        return "  ·  ".join([message, *(words for on, words in chosen if on)])

    def show_entry(self) -> None:
        """The chosen entry, or the counts."""
        heading, chart, entry = (
            self.query_one("#heading", Plain),
            self.query_one(Bars),
            self.query_one("#entry", Plain),
        )
        chart.display = self.group is not None
        if self.group is not None:
            heading.show(Content.styled(_(GROUPS[self.group]), "bold"))
            chart.show(bars(self.rows, self.group), 100)
            entry.show("")
            return
        heading.show("")
        chosen = self.chosen
        nothing = _("Nothing is owed.") if self._was_read else _("Reading the meetings…")
        entry.show(whole(chosen) if chosen else nothing)

    def on_option_list_option_highlighted(self) -> None:
        """Another one is chosen."""
        self.show_entry()

    def on_input_changed(self, event: Field.Changed) -> None:
        """Filter while typing."""
        self.want(search=event.value)

    def on_input_submitted(self) -> None:
        """Back to the list with what was found."""
        self.query_one("#search").display = bool(self.wanted.search)
        self.query_one(OptionList).focus()
