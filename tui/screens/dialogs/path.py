"""Asking for a file by its path; terminals type the path when a file is dropped on them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from language import gettext as _
from tui.screens.dialogs.dialog import BACK, Dialog
from tui.widgets.field import Field
from tui.widgets.plain import Plain

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.widgets import Input

PATH_CHARACTERS = 1000


def typed_path(typed: str) -> Path:
    """The path in what was typed; a ``~name`` that is nobody's home here stays as it is and names no file."""
    path = Path(typed)
    try:
        return path.expanduser()
    except RuntimeError:
        return path


class PathDialog(Dialog[str | None]):
    """Dismisses with the path typed, without the quotes that terminals put around it; None when turned back."""

    ACTIONS = BACK

    def compose(self) -> ComposeResult:
        """One field."""
        with self.box():
            yield Field(limit=PATH_CHARACTERS, id="path")
            yield Plain(_("Drop the file on this window, or type its path. Enter takes it."), classes="hint")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter takes the path."""
        self.dismiss(event.value.strip().strip("'\""))
