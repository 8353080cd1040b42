"""The preview: what the hall sees, in the host's own terminal; also the stage of a room with one screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import getters
from textual.binding import Binding
from textual.screen import Screen

from tui.following import FollowingApp
from tui.screens.stage.view import StageView

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from tui.feed import Seen


class PreviewScreen(Screen[None]):
    """Esc, P or q leads back; b covers as in the console."""

    app = getters.app(FollowingApp)
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,P,q,enter", "dismiss", show=False)]

    def compose(self) -> ComposeResult:
        """The stage itself."""
        yield StageView()

    def on_mount(self) -> None:
        """Follow what the console follows."""
        self.app.changes.subscribe(self, self._follow)
        if self.app.seen is not None:
            self._follow(self.app.seen)

    def _follow(self, seen: Seen) -> None:
        self.query_one(StageView).show(seen.state, self.app.desk.live)
