"""Where a file was written, until the person has seen it; one key shows the folder."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.content import Content

from language import gettext as _
from tui.screens.dialogs.dialog import Dialog
from tui.screens.secretary.exporting import show_folder
from tui.widgets.plain import Plain, literal

if TYPE_CHECKING:
    from pathlib import Path

    from textual.app import ComposeResult
    from textual.binding import BindingType


class WrittenDialog(Dialog[None]):
    """Names the file and its folder on lines of their own: paths are long, and toasts are narrow and go away."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("o", "folder", show=False),
        Binding("escape,enter", "dismiss", show=False),
    ]

    def __init__(self, title: str, about: str, path: Path) -> None:
        super().__init__(title)
        self._about = about
        self._path = path

    def compose(self) -> ComposeResult:
        """What, where, what next."""
        with self.box():
            yield Plain(self._about, classes="about")
            named = Plain()
            named.show(
                Content("\n").join([Content.styled(self._path.name, "bold"), literal(str(self._path.parent))])
            )
            yield named
            yield Plain(_("O: open the folder  ·  Esc: done"), classes="keys")

    def action_folder(self) -> None:
        """Show the folder, where this system can."""
        if not show_folder(self._path.parent):
            self.app.notify(_("There is no file window here; the folder stands above."))
