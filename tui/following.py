"""The app of a window onto one meeting: follows its record, its server's health, and sends its commands."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual.binding import Binding
from textual.signal import Signal

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from language import gettext as _
from meeting.moment import Role
from meeting.refusal import Refusal
from tui.app import DoithoaiApp
from tui.desk import Desk, refusal_message
from tui.feed import CALM_PACE, Feed, Seen
from tui.reviving import Reviver
from tui.server_watch import ServerWatch

if TYPE_CHECKING:
    from concurrent.futures import Future
    from pathlib import Path

    from textual.binding import BindingType

    from link.control import CommandReply
    from link.health import Health, WallReading
    from meeting.decision import Command
    from store.tinydb_journal.errors import JournalError
    from tui.record import Read

R = TypeVar("R")

CRASH_LOG = "screens.log"


class FollowingApp(ServerWatch, DoithoaiApp[R]):
    """Screens subscribe to `changes` and `healths`; the last of each stands in `seen` and `health`.

    Nothing is published before the record was read once, so `seen` is None only until then. `reading` is a reading
    of the record that was begun already.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f9", "cover", N_("Panic"), show=False, priority=True),
        Binding("full_stop", "cover", N_("Panic"), show=False),
    ]
    """One key covers the projector wherever the host is; the second is the clicker's, where no text is typed."""

    def __init__(
        self,
        folder: Path,
        *,
        role: Role = Role.HOST,
        console: str = "",
        pace: float = CALM_PACE,
        reading: Future[Read] | None = None,
    ) -> None:
        super().__init__()
        self.folder = folder
        self.crash_log = folder / CRASH_LOG
        self.desk = Desk(folder, role, console)
        self.seen: Seen | None = None
        self.changes: Signal[Seen] = Signal(self, "changes")
        self.healths: Signal[Health | None] = Signal(self, "healths")
        self._feed = Feed(folder, self._follow, self._report, pace=pace, reading=reading)
        self._reviver = Reviver()
        self._reported = ""
        self._untold: list[tuple[str, str, str, float | None]] = []
        self.covered_at = 0.0
        """When the projector was last covered from here, on a steady clock."""

    @property
    def walls(self) -> tuple[WallReading, ...]:
        """How the windows of this laptop read that show the stage."""
        return self.health.walls if self.health is not None else ()

    def on_mount(self) -> None:
        """Begin to follow; a screen that comes later finds what was told before in `seen`."""
        self._feed.tell_what_is_read()
        self.run_worker(self._feed.run(), name="feed")
        # The way to the server is not needed for the first frame.
        self.call_after_refresh(self._begin_to_ask)

    def _begin_to_ask(self) -> None:
        self.run_worker(self._watch_health(), name="health")

    def _follow(self, seen: Seen) -> None:
        self.seen = seen
        self._reported = ""
        self.changes.publish(seen)

    def _report(self, refusal: JournalError) -> None:
        """Say once why the record cannot be read."""
        from store.messages import message  # not needed for the first frame

        if message(refusal) != self._reported:
            self._reported = message(refusal)
            self.notify(self._reported, severity="error", timeout=20)

    def _move_to(self, place: Path) -> None:
        """As a watch does; exports and faults of this window go there too."""
        super()._move_to(place)
        self.crash_log = place / CRASH_LOG

    def _tell_health(self) -> None:
        self.healths.publish(self.health)

    def action_cover(self) -> None:
        """Cover the projector, from anywhere: also while a dialog is open. It never uncovers."""
        self.run_worker(self._cover(), name="cover")

    async def _cover(self) -> None:
        from meeting.commands.staging import Blank

        if await self.execute(Blank(on=True)) is not None:
            self.covered_at = monotonic()

    def notify(  # type: ignore[override]  # as in DoithoaiApp
        self, message: str, *, title: str = "", severity: str = "information", timeout: float | None = None
    ) -> None:
        """Show a short message, but never to the hall: what is told while this window is the wall waits."""
        if getattr(self.screen_stack[-1] if self.screen_stack else None, "IS_WALL", False):
            self._untold.append((message, title, severity, timeout))
        else:
            super().notify(message, title=title, severity=severity, timeout=timeout)

    def tell_what_waited(self) -> None:
        """Show what was not told while this window was the wall."""
        untold, self._untold = self._untold, []
        for message, title, severity, timeout in untold:
            self.notify(message, title=title, severity=severity, timeout=timeout)

    async def execute(self, command: Command) -> CommandReply | None:
        """Send a command; a refusal is shown to the person and None returned."""
        try:
            return await self.desk.send(command)
        except Refusal as refusal:
            self.notify(refusal_message(refusal), severity="warning", timeout=8)
            return None

    async def restart_server(self) -> None:
        """Start the meeting's server again, for the key that the health line offers."""
        try:
            await self.desk.start()
        except Refusal as refusal:
            self.notify(refusal_message(refusal), severity="error", timeout=10)
        else:
            self.notify(_("The meeting's server runs again."))
