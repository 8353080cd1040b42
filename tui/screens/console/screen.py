"""The console's screen: lays out the panes, follows the record, and lets command keys through its guard."""

from __future__ import annotations

import asyncio
import time
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from textual.containers import Horizontal, Vertical

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from language import gettext as _
from language import ngettext
from meeting.commands.together import in_one_step
from meeting.dialogue.lanes import Lane
from meeting.dialogue.queue import Filter, Order
from meeting.model.profile import Phase
from tui.actions import footer
from tui.clock_problem import clock_problem
from tui.screens.console.advisor import Advisor
from tui.screens.console.detail import History, WholePane, whole
from tui.screens.console.filter_bar import FilterBar
from tui.screens.console.header import MeetingHeader, StageStrip
from tui.screens.console.health_line import HealthLine
from tui.screens.console.lane_bar import LaneBar
from tui.screens.console.listing import came_since, listed
from tui.screens.console.meeting_pane import MeetingPane
from tui.screens.console.panes import DETAIL, MEETING, PANES, QUEUE
from tui.screens.console.queue_list import QueueList
from tui.screens.console.rehearsing import RehearsalStrip
from tui.screens.meeting_screen import MeetingScreen
from tui.widgets.console_lock_banner import ConsoleLockBanner
from tui.widgets.key_bar import KeyBar
from tui.widgets.stopped_banner import StoppedBanner

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult

    from link.health import Health
    from meeting.commands.together import Act
    from meeting.model.question import Question
    from meeting.state import State
    from tui.feed import Seen
    from tui.widgets.field import Field

CLOCK_NOTICE_SECONDS = 20.0
"""How long it stands on the screen that the laptop's clock cannot be right."""

CLOCK_EVERY = 0.5
"""Seconds between looks at the clock: countdown and agenda follow it."""

ADVICE_EVERY = 0.05
"""Seconds between two askings while triage still has questions to look at."""

ADVICE_SHOWN_EVERY = 1.0
"""Least seconds between two paintings of what is heard meanwhile: thousands of questions cost few."""


class Position(NamedTuple):
    """Where a person was: what a restarted console goes back to."""

    chosen: int = 0
    wanted: Filter = Filter()
    order: Order = Order.OLDEST
    pane: str = QUEUE
    previewing: bool = False
    lane: Lane | None = None


def now() -> datetime:
    """The laptop's time, aware."""
    return datetime.now().astimezone()


def first_steps() -> str:
    """What a newcomer does before a meeting begins, a line a step."""
    steps = (
        _("Projector: run “doithoai” in a second window and press p. Only one screen: press P here."),
        _("Press O to open the meeting; from then on phones may ask."),
        _("Questions on paper: y. Questions in a file: F. Parts of the meeting: A."),
    )
    return "\n".join(f"{number}. {step}" for number, step in enumerate(steps, start=1))


class ConsoleScreen(MeetingScreen[None]):
    """One pane at a time on a narrow terminal, two on a wider one, three on a wide one.

    Its rows are in `actions`; here is what they act on.
    """

    STYLE = Path(__file__).with_name("screen.tcss")
    AUTO_FOCUS = ""  # the pane that was open last gets the keyboard
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012  Textual declares it as an instance's
        (0, "-narrow"),
        (100, "-medium"),
        (160, "-wide"),
    ]
    HELP_TITLE = N_("Keys of the console")

    def __init__(self, position: Position | None = None, *, clock: Callable[[], datetime] = now) -> None:
        super().__init__()
        position = position or Position()
        self.wanted = position.wanted
        self.order = position.order
        self.lane = position.lane
        """The lane that is listed; None for all that `wanted` lets through."""
        self.pane = position.pane
        self.previewing = position.previewing
        """Whether this terminal shows what the hall sees, which in a room with one screen is the projector."""
        self.marked: set[int] = set()
        self.last_marked = 0
        self.clock = clock
        self._chosen = self._go_back_to = position.chosen
        self._history = History()
        self.advisor = Advisor()
        self.is_asking = False
        """Whether triage is being asked what it thinks of the questions."""
        self._is_asked_again = False
        self._gone_to: int | None = None
        self.add_class(f"-{position.pane}")

    @property
    def position(self) -> Position:
        """Where the person is now."""
        return Position(self._chosen, self.wanted, self.order, self.pane, self.previewing, self.lane)

    @property
    def queue(self) -> QueueList:
        """The list."""
        return self.query_one(QueueList)

    @property
    def filter_bar(self) -> FilterBar:
        """The row above the list."""
        return self.query_one(FilterBar)

    @property
    def chosen(self) -> int:
        """The number of the chosen question, 0 for none."""
        return self._chosen

    @property
    def question(self) -> Question:
        """The chosen question, for actions that `no_question` does not keep from acting."""
        return self.state.questions[self._chosen]

    def compose(self) -> ComposeResult:
        """Header, stage, panes, health, keys."""
        self.fit()
        yield MeetingHeader(id="header")
        yield StoppedBanner(id="stopped")
        yield ConsoleLockBanner(id="seat")
        yield StageStrip(id="strip")
        yield RehearsalStrip(id="tasks")
        yield LaneBar(id="lanes")
        with Horizontal(id="panes"):
            yield MeetingPane(id=MEETING)
            with Vertical(id=QUEUE):
                yield FilterBar(id="filter")
                yield QueueList(id="list")
            yield WholePane(id=DETAIL)
        yield HealthLine(id="health")
        yield KeyBar(footer(self.ACTIONS), id="keys")

    def on_mount(self) -> None:
        """Follow the record and the server."""
        self.app.changes.subscribe(self, self._follow)
        self.app.healths.subscribe(self, self._follow_health)
        self.set_interval(CLOCK_EVERY, self._tick)
        self.show_pane(self.pane)
        if self.app.seen is not None:
            self._follow(self.app.seen)
        if self.previewing:  # after a crash the hall must not look at the desk
            self.action_do("stage.preview")

    def on_resize(self) -> None:
        """A pane that a wider terminal brought into sight is filled at once."""
        self.call_after_refresh(self._tick, areas_too=True)
        self.call_after_refresh(self.show_lanes)

    def _follow(self, seen: Seen) -> None:
        if self.known is None:
            return
        self._history.read(seen.state)
        if seen.tables is None or "questions" in seen.tables:
            self._hear_advice()
        if self._gone_to is None:
            self._gone_to = max(seen.state.questions, default=0)
            if wrong := clock_problem(seen.state):
                self.app.notify(wrong, severity="error", timeout=CLOCK_NOTICE_SECONDS)
        if seen.tables is None or seen.tables - {"votes", "satisfaction", "log"} or self.order is Order.VOTES:
            self.relist()
        else:
            self.queue.refresh()
        if self._go_back_to and self.queue.choose(self._go_back_to):
            self._go_back_to = 0
        self._chosen = self.queue.chosen  # before its message comes round: the first frame shows it whole
        # A question's pane may also show its parts, repeats and promises, so any change but bare votes repaints it.
        only_votes = seen.tables is not None and seen.tables <= {"votes", "log"}
        if not only_votes or self.chosen in (seen.questions or ()):
            self._show_whole()
        self._tick(areas_too=True)
        self._follow_health(self.app.health)

    def _follow_health(self, health: Health | None) -> None:
        if self.app.seen is None or (health is None and not self.app.asked_health):
            return
        self.query_one(HealthLine).show_health(self.app.seen, health)
        self.show_keys()

    def _tick(self, *, areas_too: bool = False) -> None:
        state = self.known
        if state is None:
            return
        moment = self.clock()
        self.query_one(MeetingHeader).show_state(state, moment)
        self.query_one(StageStrip).show_state(state, moment, self.app.walls)
        if state.meeting.rehearsal:
            keys = {action.id: action.key for action in self.ACTIONS}
            self.query_one(RehearsalStrip).show_state(state, keys)
        pane = self.query_one(MeetingPane)
        if pane.display and (areas_too or moment.second % 30 == 0):
            pane.show_state(state, moment)

    def relist(self) -> None:
        """List the queue anew, by the filter and order in force."""
        state = self.known
        if state is None:
            return
        self.advisor.sort(state)
        numbers = listed(state, self.advisor, self.lane, self.wanted, self.order)
        self.queue.empty = self._empty_words(state)
        self.queue.show(state, numbers, frozenset(self.marked), partial(self.advisor.reason, state))
        self.filter_bar.show_state(
            state, self.wanted, self.order, len(numbers), lane=self.lane, marked=len(self.marked)
        )
        self.show_lanes()

    def show_lanes(self) -> None:
        """Show the lanes' counts."""
        counts = {lane: len(numbers) for lane, numbers in self.advisor.lanes.items()}
        self.query_one(LaneBar).show_lanes(counts, self.lane, len(self.came()))

    def came(self) -> list[int]:
        """The new questions that came since the host last went to them, or since this window began."""
        state, gone_to = self.known, self._gone_to
        if state is None or gone_to is None:
            return []
        return came_since(state, gone_to)

    def go_to_new(self) -> None:
        """List the new ones, with the cursor on the first that came."""
        came = self.came()
        self._gone_to = max(self.state.questions, default=0)
        self.show_lane(None)
        if came:
            self.wanted = Filter()
            self.relist()
            self.queue.choose(came[0])

    def show_lane(self, lane: Lane | None) -> None:
        """List one lane, or all that waits."""
        self.lane = lane
        self.relist()

    def targets(self) -> list[int]:
        """What an action is about: the marked ones that are listed, or else the chosen one."""
        marked = [number for number in self.queue.numbers if number in self.marked]
        return marked or [self.chosen]

    async def act(self, acts: list[Act]) -> bool:
        """Do these in one step, and take the marks away once it is done."""
        if await self.execute(in_one_step(acts)) is None:
            return False
        if len(acts) > 1:
            self.marked.clear()
            message = ngettext(
                "{count} question. z takes it all back.", "{count} questions. z takes it all back.", len(acts)
            )
            self.app.notify(message.format(count=len(acts)))
        self.relist()
        return True

    def _empty_words(self, state: State) -> str:
        """What to do about an empty list."""
        if state.questions:
            return (
                _("No question fits. Esc shows all that wait.")
                if self.wanted != Filter() or self.lane is not None
                else _("Nothing waits.")
            )
        if state.meeting.phase is Phase.PREPARED:
            return first_steps()
        if state.meeting.phase is Phase.CLOSED:
            return _("The meeting is closed; no question was asked. X leads to the minutes.")
        return _("No questions yet. The projector shows how to join; y types in slips.")

    def _show_whole(self) -> None:
        state = self.known
        if state is None:
            return
        number = self.chosen
        self.query_one(WholePane).show(
            whole(state, number, self._history.of(number), self.advisor.of(number))
        )

    def on_virtual_list_chosen(self) -> None:
        """Show the question now under the cursor."""
        self._chosen = self.queue.chosen
        self._show_whole()
        self.call_after_refresh(self.show_keys)
        self.query_one(f"#{DETAIL}").scroll_home(animate=False, immediate=True)

    def _hear_advice(self) -> None:
        """Ask triage what is new, unless it is being asked already: then it is asked once more."""
        if self.is_asking:
            self._is_asked_again = True
        else:
            self.is_asking = True
            self.run_worker(self._ask_advice(), group="advice")

    async def _ask_advice(self) -> None:
        more, shown_at = True, 0.0
        while more:
            self._is_asked_again = False
            more = await self.advisor.ask(self.app.desk) or self._is_asked_again
            late = time.monotonic() - shown_at >= ADVICE_SHOWN_EVERY
            if self.advisor.is_news and (late or not more) and self.known is not None and self.is_mounted:
                self.relist()
                self._show_whole()
                shown_at = time.monotonic()
            if more:
                await asyncio.sleep(ADVICE_EVERY)
        self.is_asking = False

    def on_input_changed(self, event: Field.Changed) -> None:
        """List what the searched words find, letter by letter."""
        self.wanted = self.wanted._replace(search=event.value)
        self.relist()

    def on_input_submitted(self) -> None:
        """Enter keeps the search and goes to the list."""
        self.filter_bar.search(on=False)
        self.queue.focus()

    def on_virtual_list_opened(self) -> None:
        """A second click opens it."""
        self.read()

    def show_pane(self, pane: str) -> None:
        """Give a pane the keyboard; on a narrow terminal it takes the place of the others."""
        self.pane = pane
        for each in PANES:
            self.set_class(each == pane, f"-{each}")
        target = self.queue if pane == QUEUE else self.query_one(f"#{pane}")
        target.focus(scroll_visible=False)
        self._tick(areas_too=True)

    def next_pane(self) -> None:
        """The next pane gets the keyboard; on a narrow terminal it also takes the place of this one."""
        panes = [each for each in PANES if self._reachable(each)]
        place = panes.index(self.pane) if self.pane in panes else 0
        self.show_pane(panes[(place + 1) % len(panes)])

    def _reachable(self, pane: str) -> bool:
        return (
            self.has_class("-narrow") or self.has_class("-medium") or bool(self.query_one(f"#{pane}").display)
        )

    def read(self) -> None:
        """Read the chosen question whole."""
        self.show_pane(DETAIL)

    def back(self) -> None:
        """To the queue; there, the search goes first, then the filter, then the marks."""
        bar = self.filter_bar
        if bar.has_class("searching") or self.wanted.search:
            bar.search(on=False)
            bar.field.value = ""
            self.wanted = self.wanted._replace(search="")
        elif self.pane == QUEUE and (self.wanted != Filter() or self.lane is not None):
            self.wanted, self.lane = Filter(), None
        elif self.pane == QUEUE:
            self.marked.clear()
        self.relist()
        self.show_pane(QUEUE)

    def paint(self) -> None:
        """Show everything anew."""
        if self.app.seen is not None:
            self.query_one(RehearsalStrip).retold()
            self._hear_advice()
            self.relist()
            self._show_whole()
            self._tick(areas_too=True)
            self._follow_health(self.app.health)
