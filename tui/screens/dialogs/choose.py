"""One of several, by one key: digits first, letters after nine."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from language import gettext as _
from tui.screens.dialogs.asked import Choice
from tui.screens.dialogs.dialog import BACK, Dialog
from tui.widgets.plain import Plain, literal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult

T = TypeVar("T")

KEYS = "123456789abcdefghijklmnopqrstuvwxyz"


def keyed(key: str, label: str) -> Content:
    """A row of a list with the key that takes it; without a colour of its own, to be read under the cursor too."""
    return Content.assemble((f" {key} ", "bold"), " ", literal(label))


class ChooseDialog(Dialog[T | None]):
    """Dismisses with the value chosen, None when the person turns back."""

    ACTIONS = BACK

    def __init__(self, title: str, choices: Sequence[Choice[T]], *, about: str = "") -> None:
        super().__init__(title)
        self._about = about
        free = iter(key for key in KEYS if key not in {choice.key for choice in choices})
        self._choices = {choice.key or next(free): choice for choice in choices}

    def compose(self) -> ComposeResult:
        """The choices with their keys."""
        with self.box() as box:
            box.border_subtitle = Content(_("Esc: back"))
            if self._about:
                yield Plain(self._about, classes="about")
            rows = [keyed(key, choice.label) for key, choice in self._choices.items()]
            yield OptionList(*[Option(row) for row in rows], markup=False)

    def on_key(self, event: events.Key) -> None:
        """Take the choice whose key this is."""
        typed = event.character or ""
        choice = self._choices.get(typed) or self._choices.get(typed.swapcase())
        if choice is not None and not self.came_in_a_piece(event):
            event.stop()
            self.dismiss(choice.value)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter or a click takes the highlighted one."""
        self.dismiss(list(self._choices.values())[event.option_index].value)
