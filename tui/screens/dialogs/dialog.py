"""The shape all dialogs share: a box with a title, what it is about, and the keys that answer it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen

from tui.key_guard import Pieces
from tui.screens.command_screen import CommandScreen

if TYPE_CHECKING:
    from textual import events

T = TypeVar("T")


class Dialog(ModalScreen[T]):
    """A question to the person at the desk. Esc always turns back and changes nothing."""

    VERTICAL_BREAKPOINTS = [(0, "-short"), (34, "-tall")]  # noqa: RUF012  Textual declares it as an instance's
    CSS_PATH = Path(__file__).with_name("dialogs.tcss")

    def __init__(self, title: str, *, destructive: bool = False) -> None:
        super().__init__(classes="-destructive" if destructive else "")
        self._title = title
        self._pieces = Pieces()

    def _on_mount(
        self, _event: events.Mount
    ) -> None:  # beside the `on_mount` of subclasses: Textual calls both
        """The key that opened this may have been the first of a pasted page."""
        below = self.app.screen_stack[-2]
        if isinstance(below, CommandScreen):
            self._pieces = Pieces(below.last_key_at)

    def came_in_a_piece(self, event: events.Key) -> bool:
        """Whether `event` is a letter of a paste that arrived as keys: none answers a dialog."""
        return self._pieces.has(event.time) and event.is_printable

    def on_key(self, event: events.Key) -> None:
        """Let no letter of a paste do what its key does; in a field such letters are text and never come here."""
        if self.came_in_a_piece(event):
            event.stop()
            event.prevent_default()

    def box(self) -> VerticalScroll:
        """The box to compose into."""
        box = VerticalScroll(classes="box", can_focus=False)
        box.border_title = Content(self._title)
        return box
