"""The stage's own program: follows a meeting and shows the hall what the host chose, whatever else happens."""

from __future__ import annotations

import asyncio
import os
from contextlib import suppress
from time import monotonic
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from link import live
from link.control import STAGE_WINDOW, StageWindow
from link.location import current_location
from meeting.refusal import Refusal
from tui.app import DoithoaiApp
from tui.feed import Feed, Seen
from tui.screens.stage.view import StageView, now
from tui.screens.stage.way_in import WayIn

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future
    from datetime import datetime
    from pathlib import Path

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from link.health import Health, WallReading
    from link.live import Live
    from meeting.decision import Command
    from store.tinydb_journal.errors import JournalError
    from tui.record import Read

PACE = 0.1
"""Least seconds between two changes read in a flood: what the host does is on the projector within 200 ms."""

GATHER = 0.5
"""Seconds over which what is not the host's own doing (votes, new questions) is gathered into one repaint."""

LOOK_FOR_SERVER_EVERY = 1.0

HOSTS_DOING = frozenset({"stages", "meetings", "calls"})
"""Tables whose changes are shown at once."""

CRASH_LOG = "screens.log"

SOON = 2
"""How many falls are met with another start at once."""

REST_SECONDS = 10.0
"""How long the stage stands quiet before it tries again after more: a projector never shows a command line."""

LANGUAGE_VARIABLE = "DOITHOAI_LANGUAGE"
"""Set where a person asked for a language; otherwise the stage speaks the meeting's own."""


class StageApp(DoithoaiApp[None]):
    """What the hall sees, in a window of its own.

    It only reads: the record, and the live file for the code to scan. What is on it stays while either is away.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "next_theme", N_("Next look"), id="stage.theme", show=False),
        Binding("full_stop,b,f9", "cover", N_("Panic"), id="stage.cover", show=False),
        Binding("pagedown,space,enter,right", "step(True)", N_("On"), id="stage.on", show=False),
        Binding("pageup,left", "step(False)", N_("Step back"), id="stage.back", show=False),
    ]
    """A clicker's keys come here where this window has the keyboard."""

    def __init__(
        self,
        folder: Path,
        *,
        clock: Callable[[], datetime] = now,
        reading: Future[Read] | None = None,
        fallen: StageApp | None = None,
    ) -> None:
        """`fallen` is the stage that crashed and whose place this one takes; one that falls often rests between."""
        super().__init__()
        self._clock = clock
        self._title = fallen.title_shown if fallen else ""
        self._falls = fallen.falls if fallen else 0
        self._began = monotonic()
        self.folder = folder
        self._feed = Feed(folder, self._follow, self._keep, pace=PACE, reading=reading)
        self.crash_log = folder / CRASH_LOG
        self._seen: Seen | None = None
        self._way_in = WayIn()
        self._shown_at = 0.0
        self._is_waiting = False
        self._covers = False
        """Covered here before the record says so: where no server answers the host's panic counts all the same."""

    def compose(self) -> ComposeResult:
        """Nothing but the view."""
        yield StageView(clock=self._clock, language=os.environ.get(LANGUAGE_VARIABLE, ""))

    def on_mount(self) -> None:
        """Begin to follow."""
        self._way_in.note(live.peek(self.folder))
        self.query_one(StageView).rest(self._title)
        if self._falls > SOON:
            self.set_timer(REST_SECONDS, self._begin)
        else:
            self._begin()

    def on_unmount(self) -> None:
        """The console learns at once that this window closed."""
        from link.client import Client

        running = live.peek(self.folder)
        if running is not None:
            with suppress(Refusal):
                Client(running).call_now(STAGE_WINDOW, StageWindow(os.getpid(), leaves=True))

    def action_cover(self) -> None:
        """Cover this window now, and the wall wherever else it is shown; it is uncovered at the console."""
        from meeting.commands.staging import Blank

        self._covers = True
        self._show()
        self.run_worker(self._command(Blank(on=True)), name="cover")

    def action_step(self, on: bool) -> None:  # noqa: FBT001  as the binding gives it
        """One press of the clicker on or back."""
        seen = self._seen
        if seen is None or not seen.state.meetings:
            return
        from tui.going_on import command_backward, command_onward

        command = (command_onward if on else command_backward)(seen.state)
        if command is not None and self.key_guard.admits("on" if on else "back", monotonic()):
            self.run_worker(self._command(command), name="step")

    async def _command(self, command: Command) -> None:
        """Send a command; where it is refused the wall stays as it is, and the console says why."""
        from link.client import Client

        running = live.peek(self.folder)
        if running is not None:
            with suppress(Refusal):
                await Client(running).send(command)

    @property
    def falls(self) -> int:
        """How often the stage has fallen without having stood for a while, this time included."""
        return 1 if monotonic() - self._began > REST_SECONDS * 2 else self._falls + 1

    @property
    def title_shown(self) -> str:
        """The meeting's title, as far as this stage ever read it."""
        seen = self._seen
        return seen.state.meeting.title if seen is not None and seen.state.meetings else self._title

    def _begin(self) -> None:
        self.run_worker(self._feed.run(), name="feed")
        self.run_worker(self._watch_server(), name="server")
        self.set_interval(GATHER, self._show_what_waits)

    def _follow(self, seen: Seen) -> None:
        self._seen = seen
        self._is_waiting = True
        is_urgent = seen.tables is None or seen.tables & HOSTS_DOING
        if seen.tables is not None and "stages" in seen.tables:
            self._covers = False
        if is_urgent or monotonic() - self._shown_at >= GATHER:
            self._show()

    def _keep(self, refusal: JournalError) -> None:
        """A record that cannot be read changes nothing on the projector; the desk's windows say so to their people."""

    async def _watch_server(self) -> None:
        """Look for the server, and ask it where the record is."""
        while True:
            await asyncio.sleep(LOOK_FOR_SERVER_EVERY)
            running = live.peek(self.folder)
            if self._way_in.note(running):
                self._show()
            reads = self.query_one(StageView).reading
            place = current_location(self.folder, running, await _wall_health(running, reads))
            if place != self.folder:
                self.folder, self.crash_log = place, place / CRASH_LOG
                self._feed.move_to(place)

    def _show_what_waits(self) -> None:
        if self._is_waiting:
            self._show()

    def _show(self) -> None:
        self._is_waiting = False
        self._shown_at = monotonic()
        seen = self._seen
        self.query_one(StageView).visible = not self._covers
        if seen is None:
            self.query_one(StageView).show(None, self._way_in.live)
        else:
            self.query_one(StageView).show(seen.state, self._way_in.live, seen.digest)


async def _wall_health(running: Live | None, reads: WallReading | None) -> Health | None:
    """Tell the server that this window shows the stage, and how it reads; how it does, None where none answers."""
    if running is None:
        return None
    from link.client import Client  # HTTP is loaded when something is asked for the first time

    try:
        return await Client(running).call(STAGE_WINDOW, StageWindow(os.getpid(), reads=reads))
    except Refusal:
        return None
