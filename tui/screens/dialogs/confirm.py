"""Yes or no, before anything that cannot be taken lightly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from language import gettext as _
from tui.actions import Actions, Group
from tui.key_guard import CALM_SECONDS
from tui.screens.dialogs.dialog import Dialog
from tui.widgets.plain import Plain, literal

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult


QUICK_SECONDS = 0.03
"""Keys that come closer together were pasted or are held down: no finger is so quick."""

YES = frozenset("yY")
"""No key that opens such a dialog is among them: held down, it would answer the question it asks."""


ACTIONS: Actions[ConfirmDialog] = Actions(Group.SCREEN)


@ACTIONS.add("yes", "Y y", N_("Yes"), footer=10)
def _yes(dialog: ConfirmDialog) -> None:
    dialog.answer(yes=True)


@ACTIONS.add("no", "N n k K escape", N_("No, leave it"), footer=20)
def _no(dialog: ConfirmDialog) -> None:
    dialog.answer(yes=False)


class ConfirmDialog(Dialog[bool]):
    """Dismisses with True only on a y that a person pressed for it; Enter is too easily held down."""

    ACTIONS = ACTIONS

    def __init__(self, title: str, about: str, yes: str) -> None:
        super().__init__(title, destructive=True)
        self._about = about
        self._yes = yes
        self._last = 0.0
        self._calm_from = 0.0
        self._meant = False
        """Whether the last key may count as a yes."""

    def on_mount(self, event: events.Mount) -> None:
        """What was pressed before this stood on the screen is no answer to it."""
        self._last = event.time

    def on_key(self, event: events.Key) -> None:
        """Tell a yes that was meant from one that stands in a stream of keys."""
        if event.time - self._last < QUICK_SECONDS:
            self._calm_from = event.time + CALM_SECONDS
        self._last = max(self._last, event.time)
        self._meant = event.character in YES and event.time >= self._calm_from

    def compose(self) -> ComposeResult:
        """What would happen, and the two keys."""
        with self.box():
            yield Plain(self._about, classes="about")
            keys = Plain(classes="keys")
            keys.show(
                Content.assemble(
                    ("[Y] ", "bold $error"),
                    literal(self._yes),
                    ("     [N] ", "bold $footer-key-foreground"),
                    _("No, leave it"),
                )
            )
            yield keys

    def answer(self, *, yes: bool) -> None:
        """Close with the answer.

        Textual runs bindings also for keys that were pressed before this screen stood: those were not seen by `on_key`.
        """
        if not yes or self._meant:
            self.dismiss(yes)
