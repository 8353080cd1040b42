"""The preview: what the hall sees, in the host's own terminal; also the stage of a room with one screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import getters
from textual.binding import Binding

from language import gettext as _
from tui.following import FollowingApp
from tui.screens.command_screen import CommandScreen
from tui.screens.stage.view import StageView
from tui.screens.stage.way_in import WayIn

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from link.health import Health
    from tui.feed import Seen


HINT_SECONDS = 4.0
"""How long the way back is told: in a room with one screen the hall sees it too."""


class PreviewScreen(CommandScreen):
    """Esc, P, q or Enter leads back; what steers the projector does so here too."""

    app = getters.app(FollowingApp)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,P,q,enter", "dismiss", show=False),
        Binding("b", "blank", show=False),
        Binding("space", "go", show=False),
    ]
    COMMAND_KEYS = frozenset({"b", "space"})

    def __init__(self, blank: Callable[[], object], go: Callable[[], object]) -> None:
        """`blank` covers or uncovers the projector, `go` shows the question chosen as next."""
        super().__init__()
        self._blank = blank
        self._go = go
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
        self.app.notify(
            _("Esc: back to the console  ·  b: cover  ·  Space: next question"), timeout=HINT_SECONDS
        )

    def _follow(self, seen: Seen) -> None:
        self.query_one(StageView).show(seen.state, self._way_in.live, seen.digest)

    def _follow_server(self, _health: Health | None) -> None:
        if self._way_in.note(self.app.desk.live) and self.app.seen is not None:
            self._follow(self.app.seen)

    def action_blank(self) -> None:
        """Cover the projector, or uncover it."""
        self._blank()

    def action_go(self) -> None:
        """Show the question chosen as next."""
        self._go()
