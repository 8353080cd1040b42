"""The preview: what the hall sees, in the host's own terminal; also the stage of a room with one screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from tui.actions import Actions, Group
from tui.going_on import command_backward, command_onward
from tui.screens.meeting_screen import MeetingScreen
from tui.screens.stage.view import StageView
from tui.screens.stage.way_in import WayIn

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from link.health import Health
    from tui.feed import Seen
    from tui.screens.console.screen import ConsoleScreen


ACTIONS: Actions[PreviewScreen] = Actions(Group.STAGE)


@ACTIONS.add("back", "escape P q", N_("Back"), N_("Back to the questions"), repeats=True)
def _back(preview: PreviewScreen) -> None:
    preview.dismiss(None)


@ACTIONS.add("blank", "b full_stop", N_("Cover"), N_("Cover the projector at once, or uncover it"))
def _blank(preview: PreviewScreen) -> None:
    preview.console.action_do("stage.blank")


@ACTIONS.add(
    "go", "space enter pagedown right", N_("Go on"), N_("The next page, question or step of the run of show")
)
async def _go(preview: PreviewScreen) -> None:
    command = command_onward(preview.state)
    if command is not None:
        await preview.execute(command)


@ACTIONS.add("go-back", "pageup left", N_("Step back"), N_("Show the page or step before"))
async def _go_back(preview: PreviewScreen) -> None:
    command = command_backward(preview.state)
    if command is not None:
        await preview.execute(command)


@ACTIONS.add("page", "greater_than_sign", N_("Page on"), N_("Turn the projector to the next page"))
def _page_on(preview: PreviewScreen) -> None:
    preview.console.action_do("stage.page")


@ACTIONS.add("page_back", "less_than_sign", N_("Page back"), N_("Turn the projector a page back"))
def _page_back(preview: PreviewScreen) -> None:
    preview.console.action_do("stage.page_back")


class PreviewScreen(MeetingScreen[None]):
    """Esc, P or q leads back; what steers the projector does so here too.

    In a room with one screen the hall sees this one: no message and no menu is ever shown on it.
    """

    ACTIONS = ACTIONS
    IS_WALL = True
    DEFAULT_CSS = "PreviewScreen ToastRack { display: none; }"

    def __init__(self, console: ConsoleScreen) -> None:
        super().__init__()
        self.console = console
        self._way_in = WayIn()

    def compose(self) -> ComposeResult:
        """The stage itself."""
        yield StageView()

    def on_mount(self) -> None:
        """Follow what the console follows."""
        self.app.changes.subscribe(self, self._follow)
        self.app.healths.subscribe(self, self._follow_server)
        self._way_in.note(self.app.desk.live)
        if self.app.seen is not None:
            self._follow(self.app.seen)

    def on_unmount(self) -> None:
        """Tell the host now what was not told to the hall."""
        self.app.call_later(self.app.tell_what_waited)

    def _follow(self, seen: Seen) -> None:
        self.query_one(StageView).show(seen.state, self._way_in.live, seen.digest)

    def _follow_server(self, _health: Health | None) -> None:
        if self._way_in.note(self.app.desk.live) and self.app.seen is not None:
            self._follow(self.app.seen)
