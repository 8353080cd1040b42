"""A stage to look at: the view in an app of its own, fed by hand, with the clock stopped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.tui.meetings import LIVE, NOW
from tui.app import DoithoaiApp
from tui.screens.stage.view import StageView

if TYPE_CHECKING:
    from datetime import datetime

    from textual.app import ComposeResult

    from link.live import Live
    from meeting.state import State

DIGEST = "0123456789abcdef" * 4

SIZES = ((64, 18), (80, 24), (120, 30), (200, 60))


class Stage(DoithoaiApp[None]):
    """Shows one state."""

    def __init__(
        self,
        state: State | None,
        live: Live | None = LIVE,
        language: str = "vi",
        at: datetime | None = None,
    ) -> None:
        super().__init__()
        self.state, self.live, self.speech, self.at = state, live, language, at

    def compose(self) -> ComposeResult:
        yield StageView(clock=lambda: self.at or NOW, language=self.speech)

    def on_mount(self) -> None:
        self.view.show(self.state, self.live, DIGEST)

    @property
    def view(self) -> StageView:
        return self.query_one(StageView)

    def rows(self) -> list[str]:
        """The painted rows as text."""
        return [self.view.render_line(y).text for y in range(self.view.size.height)]


async def shown(
    state: State | None, size: tuple[int, int] = (80, 24), live: Live | None = LIVE, language: str = "vi"
) -> list[str]:
    """The rows of the stage for `state`."""
    app = Stage(state, live, language)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert not app.view.failed
        return app.rows()
