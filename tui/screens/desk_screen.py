"""The shape of a screen about one thing at the desk: its title, what it is about, and its keys."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual.containers import Vertical

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from language import gettext as _
from tui.actions import Actions, Group, footer
from tui.screens.meeting_screen import MeetingScreen
from tui.widgets.key_bar import KeyBar
from tui.widgets.plain import Plain
from tui.widgets.stopped_banner import StoppedBanner

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult
    from textual.widget import Widget

KEY_ROWS = 3

LEAVE: Actions[DeskScreen] = Actions(Group.SCREEN)


@LEAVE.add("back", "escape", N_("Back"), N_("Back to the screen before"), footer=90, repeats=True)
def _back(screen: DeskScreen) -> None:
    screen.leave()


class DeskScreen(MeetingScreen[None]):
    """`TITLE_WORDS` stands above `body`. It follows the record and the server's health by `paint`."""

    CSS_PATH = Path(__file__).with_name("desk.tcss")
    VERTICAL_BREAKPOINTS = [(0, "-short"), (34, "-tall")]  # noqa: RUF012  Textual declares it as an instance's
    TITLE_WORDS: ClassVar[str]
    HAS_BANNER: ClassVar[bool] = True
    """Whether it says so while nothing is recorded, as a screen must that does not say it anyway."""
    TABLES: ClassVar[frozenset[str]] = frozenset()
    """Tables of the record whose changes are shown here."""

    def compose(self) -> ComposeResult:
        """Title, banner, body, keys."""
        yield Plain(_(self.TITLE_WORDS), classes="title")
        if self.HAS_BANNER:
            yield StoppedBanner(id="stopped", tells_gone=True)
        with Vertical(classes="body"):
            yield from self.body()
        yield KeyBar(footer(self.ACTIONS), rows=KEY_ROWS)

    def body(self) -> Iterator[Widget]:
        """What it is about."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Follow the record."""
        self.app.changes.subscribe(self, self._follow)
        self.paint()

    def _follow(self, seen: Any) -> None:
        if seen.tables is None or seen.tables & self.TABLES:
            self.paint()

    def leave(self) -> None:
        """Go back."""
        self.dismiss(None)
