"""A dialog with a poll or a survey as phones will show it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import VerticalScroll

from language import gettext as _
from tui.screens.dialogs.dialog import BACK, Dialog
from tui.widgets.plain import Plain

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.content import Content


class PhoneLookDialog(Dialog[None]):
    """Scrolls by the arrows where it is longer than the screen."""

    ACTIONS = BACK

    def __init__(self, look: Content) -> None:
        super().__init__(_("As a phone shows it"))
        self._look = look

    def compose(self) -> ComposeResult:
        """The phone, and the key back."""
        with self.box():
            with VerticalScroll(classes="phone"):
                yield Plain(self._look)
            yield self.key_hints()

    def on_mount(self) -> None:
        """The arrows scroll at once."""
        self.query_one(".phone").focus()
