"""The console's actions for finding, which change nothing of the meeting: search, filter, order, numbers, panes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from language import gettext as _
from meeting.areas import OTHER, UNCLASSIFIED
from meeting.dialogue.lanes import Lane
from meeting.dialogue.queue import ALIVE, EVERYTHING, WAITING, Filter, Order, QuestionProgress
from meeting.model.question import Channel
from meeting.refusal import Refusal
from meeting.text.numbers import ascii_digits
from tui.actions import Actions, Group
from tui.screens.dialogs.asked import Choice, FormField
from tui.screens.meeting_screen import unread
from wording.areas import area_name
from wording.questions import CHANNELS, PROGRESS

if TYPE_CHECKING:
    from collections.abc import Callable

    from meeting.state import State
    from tui.screens.console.screen import ConsoleScreen

    Change = Callable[[Filter], Filter]

ACTIONS: Actions[ConsoleScreen] = Actions(Group.FIND)

ORDERS = (Order.OLDEST, Order.VOTES, Order.NEWEST)


@ACTIONS.add("find.search", "slash", N_("Search"), N_("With or without diacritics"), footer=90)
def _search(console: ConsoleScreen) -> None:
    console.filter_bar.search(on=True)


@ACTIONS.add(
    "find.filter", "f", N_("Filter"), N_("By standing, area or channel"), footer=100, unavailable=unread
)
async def _filter(console: ConsoleScreen) -> None:
    choices = [*_standings(), *_areas(console.state), *_channels()]
    change = await console.choose(_("List which questions?"), choices)
    if change is not None:
        console.wanted = change(console.wanted)
        if console.wanted.progress != Filter().progress:
            console.lane = None
        console.relist()


LANES = (None, *Lane)


def _step_lane(console: ConsoleScreen, step: int) -> None:
    console.show_lane(LANES[(LANES.index(console.lane) + step) % len(LANES)])


@ACTIONS.add(
    "find.lane",
    "right",
    N_("Next lane"),
    N_("New, needs care, repeats, approved, waiting for an answer, done"),
    footer=65,
    also=N_("lane, sort, triage"),
    repeats=True,
)
def _next_lane(console: ConsoleScreen) -> None:
    _step_lane(console, 1)


@ACTIONS.add("find.lane-before", "left", N_("Lane before"), N_("The lane to the left"), repeats=True)
def _lane_before(console: ConsoleScreen) -> None:
    _step_lane(console, -1)


@ACTIONS.add(
    "find.new",
    "J",
    N_("Go to the new ones"),
    N_("The questions that came since you last went there"),
    unavailable=unread,
)
def _new(console: ConsoleScreen) -> None:
    console.go_to_new()


@ACTIONS.add("find.order", "x", N_("Order"), N_("Oldest, newest or most supported first"))
def _order(console: ConsoleScreen) -> None:
    console.order = ORDERS[(ORDERS.index(console.order) + 1) % len(ORDERS)]
    console.relist()


@ACTIONS.add(
    "find.jump", "number_sign", N_("Go to"), N_("Go to a question by its number"), unavailable=unread
)
async def _jump(console: ConsoleScreen) -> None:
    async def send(values: dict[str, str]) -> None:
        typed = ascii_digits(values["number"]).strip().lstrip("#")
        if not (typed.isascii() and typed.isdecimal()) or int(typed) not in console.state.questions:
            raise Refusal("no-such-question", number=typed[:9] or "?")
        if not console.queue.choose(int(typed)):
            # It is not listed now: list everything.
            console.wanted, console.lane = Filter(progress=EVERYTHING), None
            console.relist()
            console.queue.choose(int(typed))

    await console.ask(_("Go to question"), [FormField("number", _("Question number"), limit=9)], send)


@ACTIONS.add("find.down", "j", N_("Next question"), N_("One down in the queue"), repeats=True)
def _down(console: ConsoleScreen) -> None:
    console.queue.action_move(1)


@ACTIONS.add("find.up", "i", N_("Previous question"), N_("One up in the queue"), repeats=True)
def _up(console: ConsoleScreen) -> None:
    console.queue.action_move(-1)


@ACTIONS.add("pane", "tab", N_("Pane"), N_("Next pane"), group=Group.SCREEN, repeats=True)
def _pane(console: ConsoleScreen) -> None:
    console.next_pane()


@ACTIONS.add(
    "open", "enter", N_("Read"), N_("Read the chosen question whole"), group=Group.SCREEN, repeats=True
)
def _open(console: ConsoleScreen) -> None:
    console.read()


@ACTIONS.add(
    "back",
    "escape",
    N_("Back"),
    N_("Back to the queue; clears search, then filter"),
    group=Group.SCREEN,
    repeats=True,
)
def _back(console: ConsoleScreen) -> None:
    console.back()


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
