"""Yes or no, before anything that cannot be taken lightly."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.content import Content

from language import gettext as _
from tui.screens.dialogs.dialog import Dialog
from tui.widgets.plain import Plain, literal

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType


class ConfirmDialog(Dialog[bool]):
    """Dismisses with True only on y or c (có): Enter is too easily held down."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y,Y,c,C", "answer(True)", show=False),
        Binding("n,N,k,K,escape", "answer(False)", show=False),
    ]

    def __init__(self, title: str, about: str, yes: str) -> None:
        super().__init__(title, destructive=True)
        self._about = about
        self._yes = yes

    def compose(self) -> ComposeResult:
        """What would happen, and the two keys."""
        with self.box():
            yield Plain(self._about, classes="about")
            keys = Plain(classes="keys")
            keys.say(
                Content.assemble(
                    ("[Y] ", "bold $error"),
                    literal(self._yes),
                    ("     [N] ", "bold $footer-key-foreground"),
                    _("No, leave it"),
                )
            )
            yield keys

    def action_answer(self, yes: bool) -> None:  # noqa: FBT001  Textual passes action parameters by position
        """Close with the answer."""
        self.dismiss(yes)
