"""The console's actions for finding: search, filter, order, going to a number, duplicates; help, palette, themes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import work

import language
from language import gettext as _
from link import control
from meeting.areas import OTHER, UNCLASSIFIED
from meeting.dialogue.queue import ALIVE, EVERYTHING, WAITING, Filter, Order, QuestionProgress
from meeting.model.question import Channel
from meeting.refusal import Refusal
from tui.screens.console.base import ConsoleBase
from tui.screens.console.detail import Advice
from tui.screens.console.filter_bar import FilterBar
from tui.screens.console.keys import named
from tui.screens.console.queue_list import QueueList
from tui.screens.dialogs.asked import Choice, FormField
from wording.areas import area_name
from wording.questions import CHANNELS, PROGRESS

if TYPE_CHECKING:
    from collections.abc import Callable

    from meeting.state import State
    from tui.widgets.field import Field

    Change = Callable[[Filter], Filter]

ORDERS = (Order.OLDEST, Order.VOTES, Order.NEWEST)
REMEMBERED = 200
"""How many questions' advice is remembered."""


class FindingActions(ConsoleBase):
    """Nothing here changes the meeting."""

    def __init__(self) -> None:
        super().__init__()
        self.wanted = Filter()
        self.order = Order.OLDEST
        self.advice: dict[int, Advice] = {}

    def action_help(self) -> None:
        """The keys of this screen."""
        from tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(_("Keys of the console"), named(self.state)))

    @work
    async def action_palette(self) -> None:
        """Find an action by its name and do it."""
        from tui.screens.palette import PaletteScreen

        action = await self.app.push_screen_wait(PaletteScreen(named(self.state)))
        if action is not None:
            await self.run_action(action.does or action.method)

    def action_theme(self) -> None:
        """The next theme."""
        self.app.action_next_theme()

    def action_language(self) -> None:
        """The other language."""
        self.app.action_switch_language()

    def action_quit(self) -> None:
        """Close this window."""
        self.app.exit()

    def action_find_down(self) -> None:
        """One down in the queue, whatever has the keyboard."""
        self.query_one(QueueList).action_move(1)

    def action_find_up(self) -> None:
        """One up."""
        self.query_one(QueueList).action_move(-1)

    def action_find_search(self) -> None:
        """Show the search field."""
        self.query_one(FilterBar).search(on=True)

    def on_input_changed(self, event: Field.Changed) -> None:
        """List what the words find, letter by letter."""
        if event.input.id == "search":
            self.wanted = self.wanted._replace(search=event.value)
            self.relist()

    def on_input_submitted(self, event: Field.Submitted) -> None:
        """Enter keeps the search and goes to the list."""
        if event.input.id == "search":
            self.query_one(FilterBar).search(on=False)
            self.query_one(QueueList).focus()

    def action_find_order(self) -> None:
        """The next order."""
        self.order = ORDERS[(ORDERS.index(self.order) + 1) % len(ORDERS)]
        self.relist()

    @work
    async def action_find_filter(self) -> None:
        """Choose what is listed."""
        if self.state is None:
            return
        change = await self.choose(
            _("List which questions?"), [*_standings(), *_areas(self.state), *_channels()]
        )
        if change is not None:
            self.wanted = change(self.wanted)
            self.relist()

    @work
    async def action_find_jump(self) -> None:
        """Go to a question by its number, listing everything if it is not listed now."""

        async def send(values: dict[str, str]) -> None:
            typed = values["number"].strip().lstrip("#")
            if not typed.isdigit() or self.state is None or int(typed) not in self.state.questions:
                raise Refusal("no-such-question", number=typed[:9] or "?")
            if not self.query_one(QueueList).choose(int(typed)):
                self.wanted = Filter(progress=EVERYTHING)
                self.relist()
                self.query_one(QueueList).choose(int(typed))

        await self.ask(_("Go to question"), [FormField("number", _("Question number"), limit=9)], send)

    def ask_advice(self, number: int) -> None:
        """Ask the server, where triage is, for questions like this one and for what to look at in it."""
        if number not in self.advice:
            self.run_worker(self._ask_advice(number), group="advice", exclusive=True)

    async def _ask_advice(self, number: int) -> None:
        try:
            client = await self.app.desk.client()
            similar = await client.call(control.SIMILAR, control.QuestionNumber(number))
            hints = await client.call(control.HINTS, control.HintsRequest(number, language.current()))
        except Refusal:
            return
        if len(self.advice) >= REMEMBERED:
            self.advice.clear()
        self.advice[number] = Advice(tuple(similar), tuple(hint.reason for hint in hints))
        self.advised()

    def advised(self) -> None:
        """Advice on a question came in."""
        raise NotImplementedError

    def relist(self) -> None:
        """List the queue anew."""
        raise NotImplementedError


def _standings() -> list[Choice[Change]]:
    return [
        Choice(_progress(WAITING), _("Waiting (new and approved)"), "w"),
        *(
            Choice(_progress(frozenset({progress})), _(PROGRESS[progress]), key)
            for progress, key in (
                (QuestionProgress.NEW, "n"),
                (QuestionProgress.DECIDED, "d"),
                (QuestionProgress.HIDDEN, "h"),
            )
        ),
        Choice(_progress(ALIVE), _("All but merged, split, routed out"), "a"),
        Choice(_progress(EVERYTHING), _("Everything"), "e"),
    ]


def _progress(wanted: frozenset[QuestionProgress]) -> Change:
    return lambda filter_: filter_._replace(progress=wanted)


def _areas(state: State) -> list[Choice[Change]]:
    own = [
        Choice(_area(area.id), area_name(state, area.id), str(area.key))
        for area in state.meeting.settings.areas
    ]
    return [
        *own,
        Choice(_area(UNCLASSIFIED), area_name(state, UNCLASSIFIED), "0"),
        Choice(_area(OTHER), area_name(state, OTHER), "o"),
    ]


def _area(area: str) -> Change:
    """Only this area; chosen again, all of them."""

    def change(filter_: Filter) -> Filter:
        only = frozenset({area})
        return filter_._replace(areas=None if filter_.areas == only else only)

    return change


def _channels() -> list[Choice[Change]]:
    keys = ((Channel.PHONE, "p"), (Channel.PAPER, "s"), (Channel.TYPED, "t"), (Channel.IMPORTED, "i"))
    return [Choice(_channel(channel), CHANNELS[channel].screen(), key) for channel, key in keys]


def _channel(channel: Channel) -> Change:
    """Only this channel; chosen again, all of them."""

    def change(filter_: Filter) -> Filter:
        only = frozenset({channel})
        return filter_._replace(channels=None if filter_.channels == only else only)

    return change
