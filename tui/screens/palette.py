"""The palette: everything this screen can do, found by name in Vietnamese or English, with or without diacritics."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from language import gettext as _
from tui.actions import Action, find
from tui.terminal_filter import sanitize
from tui.widgets.measure import padded
from tui.widgets.search_field import SearchField

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.widgets import Input

    from tui.widgets.key_bar import Reasons

KEY_WIDTH = 8
LABEL_WIDTH = 22


class PaletteScreen(ModalScreen[Action[Any] | None]):
    """Dismisses with the action chosen, None when the person turns back."""

    CSS_PATH = "palette.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", show=False),
        Binding("down", "move(1)", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
        Binding("pagedown", "move(8)", show=False, priority=True),
        Binding("pageup", "move(-8)", show=False, priority=True),
    ]

    def __init__(self, actions: Sequence[Action[Any]], reason: Reasons | None = None) -> None:
        """`reason` says why an action does nothing now, None where it does something."""
        super().__init__()
        self._actions = list(actions)
        self._reason: Reasons = reason or (lambda _action: None)
        self._found = self._actions

    def compose(self) -> ComposeResult:
        """A field above the list of what it finds."""
        with Vertical(id="palette"):
            yield SearchField(placeholder=_("What do you want to do?"), id="wanted")
            yield OptionList(id="found", markup=False)

    def on_mount(self) -> None:
        """Everything is listed before anything is typed."""
        self._list()

    def on_input_changed(self, event: Input.Changed) -> None:
        """List what the typed words find."""
        self._found = find(self._actions, event.value)
        self._list()

    def on_input_submitted(self) -> None:
        """Enter takes the highlighted one."""
        highlighted = self.query_one("#found", OptionList).highlighted
        if highlighted is not None and self._found:
            self.dismiss(self._found[highlighted])

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A click takes what it hits."""
        self.dismiss(self._found[event.option_index])

    def action_move(self, step: int) -> None:
        """Move the highlight while the field keeps the keyboard."""
        found = self.query_one("#found", OptionList)
        if found.option_count:
            found.highlighted = max(0, min(found.option_count - 1, (found.highlighted or 0) + step))

    def _list(self) -> None:
        found = self.query_one("#found", OptionList)
        found.clear_options()
        found.add_options([Option(self._row(action)) for action in self._found])
        if self._found:
            found.highlighted = 0
        else:
            found.add_option(Option(_("No action is called so. Other words may find it."), disabled=True))

    def _row(self, action: Action[Any]) -> Content:
        reason = self._reason(action)
        quiet = "$foreground 60%"
        return Content.assemble(
            (action.key.rjust(KEY_WIDTH), quiet if reason else "bold"),
            (f"  {padded(_(action.label), LABEL_WIDTH)}  ", quiet if reason else ""),
            (
                sanitize(f"– {reason}") if reason else _(action.tooltip),
                f"italic {quiet}" if reason else quiet,
            ),
        )
