"""The agenda at the desk: starting and ending its parts, and planning those that have not begun."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import getters, work
from textual.binding import Binding
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from language import gettext as _
from meeting.commands.agenda import (
    LONGEST_ITEM_MINUTES,
    TAKES_QUESTIONS,
    VIEW_FOR,
    ChangeItem,
    EndItem,
    PlanAgenda,
    StartItem,
)
from meeting.commands.staging import ShowView
from meeting.dialogue.agendas import TEMPLATES, agenda_from_template
from meeting.model.agenda import AgendaItem, ItemKind
from meeting.model.stage import View
from meeting.refusal import Refusal
from tui.following import FollowingApp
from tui.screens.dialogs.agenda_rows import expected, is_running, rows, summary
from tui.screens.dialogs.asked import Choice, FormField
from tui.screens.dialogs.choose import ChooseDialog
from tui.screens.dialogs.confirm import ConfirmDialog
from tui.screens.dialogs.dialog import Dialog
from tui.screens.dialogs.form import FormDialog
from tui.widgets.plain import Plain
from wording.meetings import AGENDA_ITEMS, VIEWS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from meeting.decision import Command
    from meeting.state import State
    from tui.feed import Seen

USUAL_MINUTES = {ItemKind.DIALOGUE: "60", ItemKind.REPORT: "15"}
SHORT_MINUTES = "10"

LOOK_EVERY = 10.0
"""Seconds between looks at the clock: minutes used and the times expected follow it."""


class AgendaDialog(Dialog[None]):
    """Follows the record while it is open. Planning replaces only what has not begun."""

    app = getters.app(FollowingApp)

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", show=False),
        Binding("x", "end", show=False),
        Binding("a", "add", show=False),
        Binding("e", "edit", show=False),
        Binding("u", "move(-1)", show=False),
        Binding("j", "move(1)", show=False),
        Binding("d", "remove", show=False),
        Binding("t", "template", show=False),
        Binding("s", "show", show=False),
    ]

    def __init__(self, clock: Callable[[], datetime]) -> None:
        super().__init__(_("Agenda"))
        self._clock = clock
        self._numbers: list[int] = []
        self._place: int | None = None
        """The row to go to when the record has followed: parts that move get new numbers."""

    def compose(self) -> ComposeResult:
        """The sum, the parts, the keys."""
        with self.box():
            yield Plain(id="sum", classes="about")
            yield OptionList(markup=False)
            yield Plain(
                _(
                    "Enter or its digit: start · X: end what runs · S: on the projector\n"
                    "A: add · E: change · U/J: up/down · D: remove · T: template · Esc"
                ),
                classes="keys",
            )

    def on_mount(self) -> None:
        """Follow the record and the clock."""
        self.app.changes.subscribe(self, self._follow)
        self.set_interval(LOOK_EVERY, self._show)
        self._show()
        running = next((at for at, number in enumerate(self._numbers) if self._runs(number)), 0)
        listed = self.query_one(OptionList)
        listed.highlighted = running if self._numbers else None
        listed.focus()

    def on_resize(self) -> None:
        """Rows are cut to the width."""
        self._show()

    @property
    def _state(self) -> State | None:
        seen = self.app.seen
        return seen.state if seen is not None and seen.state.meetings else None

    def _follow(self, seen: Seen) -> None:
        if seen.tables is None or seen.tables & {"agenda", "meetings"}:
            self._show()

    def _show(self) -> None:
        state = self._state
        if state is None:
            return
        now = self._clock()
        times = expected(state, now)
        self._numbers = sorted(state.agenda)
        self.query_one("#sum", Plain).show(summary(state, times))
        listed = self.query_one(OptionList)
        place = listed.highlighted if self._place is None else self._place
        self._place = None
        width = max(30, listed.scrollable_content_region.width - 2)
        listed.clear_options()
        listed.add_options(map(Option, rows(state, times, now, width)))
        if self._numbers:
            listed.highlighted = min(place or 0, len(self._numbers) - 1)

    @property
    def _chosen(self) -> AgendaItem | None:
        at = self.query_one(OptionList).highlighted
        state = self._state
        if state is None or at is None or at >= len(self._numbers):
            return None
        return state.agenda.get(self._numbers[at])

    def _runs(self, number: int) -> bool:
        return self._state is not None and is_running(self._state.agenda[number])

    def _ahead(self) -> list[AgendaItem]:
        """The parts that have not begun, in order."""
        agenda = self._state.agenda if self._state is not None else {}
        return [item for _number, item in sorted(agenda.items()) if not item.started_at]

    @work
    async def _execute(self, command: Command) -> None:
        await self.app.execute(command)

    def _plan(self, items: Sequence[AgendaItem], wanted: int) -> None:
        """Replace what has not begun; the cursor goes to the `wanted`-th of it."""
        self._place = len(self._numbers) - len(self._ahead()) + wanted
        self._execute(PlanAgenda(tuple(items)))

    def on_key(self, event: events.Key) -> None:
        """A digit starts the part on that row."""
        digit = event.character or ""
        if self.came_in_a_piece(event):
            return
        if len(digit) == 1 and digit in "123456789" and int(digit) <= len(self._numbers):
            event.stop()
            self.query_one(OptionList).highlighted = int(digit) - 1
            self._start(self._numbers[int(digit) - 1])

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter or a second click starts the part."""
        if event.option_index < len(self._numbers):
            self._start(self._numbers[event.option_index])

    @work
    async def _start(self, number: int) -> None:
        state = self._state
        if state is None or is_running(state.agenda[number]):
            return
        item = state.agenda[number]
        about = f"{item.title}\n{_effect(item.kind)}"
        if item.ended_at and not await self.app.push_screen_wait(
            ConfirmDialog(_("Start it once more?"), about, _("Yes, it goes on"))
        ):
            return
        if await self.app.execute(StartItem(number)) is not None:
            self.app.notify(about, title=_("Started"))

    def action_end(self) -> None:
        """End what runs, without starting another."""
        running = [number for number in self._numbers if self._runs(number)]
        if running:
            self._execute(EndItem(running[0]))
        else:
            self.app.notify(_("No part is running."))

    def action_show(self) -> None:
        """Put the agenda on the projector."""
        self._execute(ShowView(View.AGENDA))

    @work
    async def action_add(self) -> None:
        """Add a part after the chosen one."""
        choices = [Choice(kind, f"{term.screen()}: {_effect(kind)}") for kind, term in AGENDA_ITEMS.items()]
        kind = await self.app.push_screen_wait(ChooseDialog(_("Add which kind of part?"), choices))
        if kind is None:
            return
        ahead, chosen = self._ahead(), self._chosen
        at = ahead.index(chosen) + 1 if chosen in ahead else 0
        if chosen is None:
            at = len(ahead)

        async def send(values: dict[str, str]) -> None:
            new = AgendaItem(0, values["title"], kind, _minutes(values["minutes"]))
            await self.app.desk.send(PlanAgenda((*ahead[:at], new, *ahead[at:])))
            self._place = len(self._numbers) - len(ahead) + at

        entries = _entries(AGENDA_ITEMS[kind].screen(), USUAL_MINUTES.get(kind, SHORT_MINUTES))
        await self.app.push_screen_wait(FormDialog(_("New part"), entries, send, about=_effect(kind)))

    @work
    async def action_edit(self) -> None:
        """Change title and time of the chosen part, also while it runs."""
        item = self._chosen
        if item is None:
            return

        async def send(values: dict[str, str]) -> None:
            await self.app.desk.send(ChangeItem(item.order, values["title"], _minutes(values["minutes"])))

        entries = _entries(item.title, str(item.planned_minutes))
        await self.app.push_screen_wait(
            FormDialog(
                _("Change this part"),
                entries,
                send,
                about=f"{AGENDA_ITEMS[item.kind].screen()}: {_effect(item.kind)}",
            )
        )

    def action_move(self, step: int) -> None:
        """Move the chosen part among those that have not begun."""
        ahead, chosen = self._ahead(), self._chosen
        if chosen not in ahead:
            self.app.notify(_("What has begun keeps its place."))
            return
        at = ahead.index(chosen)
        to = at + step
        if 0 <= to < len(ahead):
            ahead[at], ahead[to] = ahead[to], ahead[at]
            self._plan(ahead, to)

    @work
    async def action_remove(self) -> None:
        """Take the chosen part out, after asking."""
        ahead, chosen = self._ahead(), self._chosen
        if chosen is None:
            return
        if chosen not in ahead:
            self.app.notify(_("What has begun stays in the minutes and cannot be removed."))
            return
        if await self.app.push_screen_wait(
            ConfirmDialog(_("Remove this part?"), chosen.title, _("Yes, remove it"))
        ):
            at = ahead.index(chosen)
            self._plan([*ahead[:at], *ahead[at + 1 :]], at)

    @work
    async def action_template(self) -> None:
        """Begin from what such meetings usually consist of, in place of what has not begun."""
        choices = [Choice(template.name, _template(template.title, template.items)) for template in TEMPLATES]
        name = await self.app.push_screen_wait(ChooseDialog(_("Plan by which template?"), choices))
        if name is None:
            return
        ahead = self._ahead()
        about = _("{count} parts that have not begun are replaced. What has begun stays.")
        if ahead and not await self.app.push_screen_wait(
            ConfirmDialog(_("Replace the plan?"), about.format(count=len(ahead)), _("Yes, replace it"))
        ):
            return
        self._plan(agenda_from_template(name), 0)


def _effect(kind: ItemKind) -> str:
    """What starting a part of this kind does."""
    intake = _("takes questions") if kind in TAKES_QUESTIONS else _("no questions")
    return _("shows {view}; {intake}").format(view=_(VIEWS[VIEW_FOR[kind]]), intake=intake)


def _template(title: str, items: Sequence[tuple[ItemKind, str, int]]) -> str:
    minutes = sum(planned for _kind, _title, planned in items)
    return f"{title} ({minutes}')"


def _entries(title: str, minutes: str) -> list[FormField]:
    return [
        FormField("title", _("What the hall reads"), title),
        FormField("minutes", _("Planned minutes"), minutes, limit=4),
    ]


def _minutes(typed: str) -> int:
    """Whole minutes. Raises Refusal ``bad-duration``."""
    digits = typed.strip().rstrip("'")
    if not (digits.isascii() and digits.isdecimal()):
        raise Refusal("bad-duration", most=LONGEST_ITEM_MINUTES)
    return int(digits)
