"""The shape all dialogs share: a box with a title, what it is about, and the keys that answer it."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen

T = TypeVar("T")


class Dialog(ModalScreen[T]):
    """A question to the person at the desk. Esc always turns back and changes nothing."""

    VERTICAL_BREAKPOINTS = [(0, "-short"), (34, "-tall")]  # noqa: RUF012  Textual declares it as an instance's
    CSS_PATH = Path(__file__).with_name("dialogs.tcss")

    def __init__(self, title: str, *, destructive: bool = False) -> None:
        super().__init__(classes="-destructive" if destructive else "")
        self._title = title

    def box(self) -> VerticalScroll:
        """The box to compose into."""
        box = VerticalScroll(classes="box", can_focus=False)
        box.border_title = Content(self._title)
        return box
