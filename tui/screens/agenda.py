"""The agenda at the desk: starting and ending its parts, and planning those that have not begun."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.widgets import OptionList
from textual.widgets.option_list import Option

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from language import gettext as _
from meeting.commands.agenda import (
    LONGEST_ITEM_MINUTES,
    TAKES_QUESTIONS,
    ChangeItem,
    EndItem,
    PlanAgenda,
    StartItem,
)
from meeting.commands.staging import ShowView
from meeting.dialogue.run_of_show import VIEW_FOR
from meeting.model.agenda import AgendaItem, ItemKind
from meeting.model.stage import View
from meeting.refusal import Refusal
from meeting.templates.agendas import TEMPLATES, agenda_from_template
from meeting.text.numbers import ascii_digits
from tui.actions import Actions, Group
from tui.screens.agenda_rows import expected, is_running, rows, summary
from tui.screens.command_screen import HELP
from tui.screens.desk_screen import LEAVE, DeskScreen
from tui.screens.dialogs.asked import Choice, FormField
from tui.screens.meeting_screen import unread
from tui.widgets.plain import Plain
from wording.meetings import AGENDA_ITEMS, VIEWS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime

    from textual.widget import Widget

USUAL_MINUTES = {ItemKind.DIALOGUE: "60", ItemKind.REPORT: "15"}
SHORT_MINUTES = "10"

CLOCK_EVERY = 10.0
"""Seconds between looks at the clock: minutes used and the times expected follow it."""

ACTIONS: Actions[AgendaScreen] = Actions(Group.MEETING, unavailable=unread)


def _nothing_chosen(screen: AgendaScreen) -> str | None:
    if (reason := unread(screen)) or screen.chosen is not None:
        return reason
    return _("No part is chosen: the agenda is empty.")


def _begun(screen: AgendaScreen) -> str | None:
    if (reason := _nothing_chosen(screen)) or screen.chosen in screen.ahead():
        return reason
    return _("What has begun keeps its place.")


@ACTIONS.add("start", "enter", N_("Start"), N_("Start the part; so does its digit"), footer=10)
async def _start_chosen(screen: AgendaScreen) -> None:
    if screen.chosen is not None:
        await start(screen, screen.chosen.order)


async def _start_row(row: int, screen: AgendaScreen) -> None:
    if row < len(screen.numbers):
        screen.query_one(OptionList).highlighted = row
        await start(screen, screen.numbers[row])


for digit in range(1, 10):
    ACTIONS.add(f"start-{digit}", str(digit), N_("Start"), listed=False)(partial(_start_row, digit - 1))


async def start(screen: AgendaScreen, number: int) -> None:
    """Start a part; one that was held already goes on only after asking."""
    item = screen.state.agenda[number]
    if is_running(item):
        return
    about = f"{item.title}\n{_effect(item.kind)}"
    if item.ended_at and not await screen.confirm(_("Start it once more?"), about, _("Yes, it goes on")):
        return
    if await screen.execute(StartItem(number)) is not None:
        screen.app.notify(about, title=_("Started"))


def _none_runs(screen: AgendaScreen) -> str | None:
    if (reason := unread(screen)) or screen.running is not None:
        return reason
    return _("No part is running.")


@ACTIONS.add(
    "end", "x", N_("End"), N_("End what runs, without starting another"), footer=20, unavailable=_none_runs
)
async def _end(screen: AgendaScreen) -> None:
    if screen.running is not None:
        await screen.execute(EndItem(screen.running))


@ACTIONS.add("show", "s", N_("Stage"), N_("Put the agenda on the projector"), group=Group.STAGE, footer=30)
async def _show(screen: AgendaScreen) -> None:
    await screen.execute(ShowView(View.AGENDA))


@ACTIONS.add("add", "a", N_("Add"), N_("Add a part after the chosen one"), footer=40)
async def _add(screen: AgendaScreen) -> None:
    choices = [Choice(kind, f"{term.screen()}: {_effect(kind)}") for kind, term in AGENDA_ITEMS.items()]
    kind = await screen.choose(_("Add which kind of part?"), choices)
    if kind is None:
        return
    ahead, chosen = screen.ahead(), screen.chosen
    at = ahead.index(chosen) + 1 if chosen in ahead else 0
    if chosen is None:
        at = len(ahead)

    async def send(values: dict[str, str]) -> None:
        new = AgendaItem(0, values["title"], kind, _minutes(values["minutes"]))
        await screen.send(PlanAgenda((*ahead[:at], new, *ahead[at:])))
        screen.go_to(at)

    fields = _fields(AGENDA_ITEMS[kind].screen(), USUAL_MINUTES.get(kind, SHORT_MINUTES))
    await screen.ask(_("New part"), fields, send, about=_effect(kind), key=f"agenda-new-{kind}")


@ACTIONS.add(
    "change",
    "e",
    N_("Change"),
    N_("Change title and time of the part, also while it runs"),
    footer=50,
    unavailable=_nothing_chosen,
)
async def _change(screen: AgendaScreen) -> None:
    item = screen.chosen
    assert item is not None

    async def send(values: dict[str, str]) -> None:
        await screen.send(ChangeItem(item.order, values["title"], _minutes(values["minutes"])))

    about = f"{AGENDA_ITEMS[item.kind].screen()}: {_effect(item.kind)}"
    fields = _fields(item.title, str(item.planned_minutes))
    await screen.ask(
        _("Change this part"), fields, send, about=about, key=f"agenda-{item.order}-{item.title}"
    )


async def _move(step: int, screen: AgendaScreen) -> None:
    ahead, chosen = screen.ahead(), screen.chosen
    assert chosen is not None
    at = ahead.index(chosen)
    to = at + step
    if 0 <= to < len(ahead):
        ahead[at], ahead[to] = ahead[to], ahead[at]
        await screen.plan(ahead, to)


for name, key, label, tooltip, step in (
    ("up", "u", N_("Up"), N_("Move the part up among those that have not begun"), -1),
    ("down", "j", N_("Down"), N_("Move the part down among those that have not begun"), 1),
):
    ACTIONS.add(name, key, label, tooltip, footer=60, repeats=True, unavailable=_begun)(partial(_move, step))


def _stays(screen: AgendaScreen) -> str | None:
    if (reason := _nothing_chosen(screen)) or screen.chosen in screen.ahead():
        return reason
    return _("What has begun stays in the minutes and cannot be removed.")


@ACTIONS.add(
    "remove",
    "d",
    N_("Remove"),
    N_("Take the part out of the plan"),
    footer=70,
    destructive=True,
    unavailable=_stays,
)
async def _remove(screen: AgendaScreen) -> None:
    ahead, chosen = screen.ahead(), screen.chosen
    if chosen is not None and await screen.confirm(_("Remove this part?"), chosen.title, _("Yes, remove it")):
        at = ahead.index(chosen)
        await screen.plan([*ahead[:at], *ahead[at + 1 :]], at)


@ACTIONS.add(
    "template", "t", N_("Template"), N_("Plan what has not begun by what such meetings consist of"), footer=80
)
async def _by_template(screen: AgendaScreen) -> None:
    choices = [Choice(template.name, _template(template.title, template.items)) for template in TEMPLATES]
    name = await screen.choose(_("Plan by which template?"), choices)
    if name is None:
        return
    ahead = screen.ahead()
    about = _("{count} parts that have not begun are replaced. What has begun stays.")
    if ahead and not await screen.confirm(
        _("Replace the plan?"), about.format(count=len(ahead)), _("Yes, replace it")
    ):
        return
    await screen.plan(agenda_from_template(name), 0)


class AgendaScreen(DeskScreen):
    """Planning replaces only what has not begun."""

    ACTIONS = (*ACTIONS, *LEAVE, *HELP)
    TITLE_WORDS = N_("Agenda")
    HELP_TITLE = TITLE_WORDS
    TABLES = frozenset({"agenda", "meetings"})

    def __init__(self, clock: Callable[[], datetime]) -> None:
        super().__init__()
        self._clock = clock
        self.numbers: list[int] = []
        """The parts listed, by their numbers in the record."""
        self._row: int | None = None
        """The row to go to when the record has followed: parts that move get new numbers."""

    def body(self) -> Iterator[Widget]:
        """The sum and the parts."""
        yield Plain(id="sum", classes="about")
        yield OptionList(markup=False)

    def on_mount(self) -> None:
        """Follow the clock; the cursor stands on what runs."""
        self.set_interval(CLOCK_EVERY, self.paint)
        self.paint()
        listed = self.query_one(OptionList)
        if self.numbers:
            listed.highlighted = self.numbers.index(self.running) if self.running in self.numbers else 0
        listed.focus()

    def on_resize(self) -> None:
        """Rows are cut to the width."""
        self.call_after_refresh(self.paint)

    def paint(self) -> None:
        """The agenda as it stands now."""
        state = self.known
        if state is None:
            return
        now = self._clock()
        times = expected(state, now)
        self.numbers = sorted(state.agenda)
        self.query_one("#sum", Plain).show(summary(state, times))
        listed = self.query_one(OptionList)
        row = listed.highlighted if self._row is None else self._row
        self._row = None
        width = max(30, listed.scrollable_content_region.width - 2)
        listed.clear_options()
        listed.add_options(map(Option, rows(state, times, now, width)))
        if self.numbers:
            listed.highlighted = min(row or 0, len(self.numbers) - 1)

    @property
    def chosen(self) -> AgendaItem | None:
        """The part under the cursor."""
        at, state = self.query_one(OptionList).highlighted, self.known
        if state is None or at is None or at >= len(self.numbers):
            return None
        return state.agenda.get(self.numbers[at])

    @property
    def running(self) -> int | None:
        """The number of the part that runs."""
        return next((number for number, item in self.state.agenda.items() if is_running(item)), None)

    def ahead(self) -> list[AgendaItem]:
        """The parts that have not begun, in order."""
        return [item for _number, item in sorted(self.state.agenda.items()) if not item.started_at]

    def go_to(self, place: int) -> None:
        """Put the cursor on the `place`-th part ahead, once the record has followed."""
        self._row = len(self.numbers) - len(self.ahead()) + place

    async def plan(self, items: Sequence[AgendaItem], place: int) -> None:
        """Replace what has not begun; the cursor goes to the `place`-th of it."""
        self.go_to(place)
        await self.execute(PlanAgenda(tuple(items)))

    def on_option_list_option_selected(self) -> None:
        """Enter or a second click starts the part."""
        self.action_do("start")


def _effect(kind: ItemKind) -> str:
    """What starting a part of this kind does."""
    intake = _("takes questions") if kind in TAKES_QUESTIONS else _("no questions")
    return _("shows {view}; {intake}").format(view=_(VIEWS[VIEW_FOR[kind]]), intake=intake)


def _template(title: str, items: Sequence[tuple[ItemKind, str, int]]) -> str:
    minutes = sum(planned for _kind, _title, planned in items)
    return f"{title} ({minutes}')"


def _fields(title: str, minutes: str) -> list[FormField]:
    return [
        FormField("title", _("What the hall reads"), title),
        FormField("minutes", _("Planned minutes"), minutes, limit=4),
    ]


def _minutes(typed: str) -> int:
    """Whole minutes. Raises Refusal ``bad-duration``."""
    digits = ascii_digits(typed).strip().rstrip("'")
    if not (digits.isascii() and digits.isdecimal()):
        raise Refusal("bad-duration", most=LONGEST_ITEM_MINUTES)
    return int(digits)
