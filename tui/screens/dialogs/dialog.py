"""The shape all dialogs share: a box with a title, what it is about, and the keys that answer it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from language import gettext as _
from meeting.refusal import Refusal
from tui.actions import Actions, Group, footer
from tui.desk import refusal_message
from tui.key_guard import Pieces
from tui.screens.action_screen import ActionScreen
from tui.widgets.plain import Plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual import events
    from textual.binding import BindingType

    from tui.actions import Action

T = TypeVar("T")


class Dialog(ActionScreen[T], ModalScreen[T]):
    """A question to the person at the desk. Esc always turns back and changes nothing; case never counts."""

    VERTICAL_BREAKPOINTS = [(0, "-short"), (34, "-tall")]  # noqa: RUF012  Textual declares it as an instance's
    CSS_PATH = Path(__file__).with_name("dialogs.tcss")
    EITHER_CASE = True
    BINDINGS: ClassVar[list[BindingType]] = [Binding("full_stop", "app.cover", show=False)]
    """A clicker covers the projector from here too: what lies above the other screens hears none of the app's keys."""

    def __init__(self, title: str, *, destructive: bool = False) -> None:
        super().__init__(classes="-destructive" if destructive else "")
        self._title = title
        self._pieces = Pieces()

    def _on_mount(
        self, _event: events.Mount
    ) -> None:  # beside the `on_mount` of subclasses: Textual calls both
        """The key that opened this may have been the first of a pasted page."""
        self._pieces = Pieces(self.app.key_guard.last_at)

    def came_in_a_piece(self, event: events.Key) -> bool:
        """Whether `event` is a letter of a paste that arrived as keys: none answers a dialog."""
        return self._pieces.has(event.time) and event.is_printable

    def on_key(self, event: events.Key) -> None:
        """Let no letter of a paste do what its key does; in a field such letters are text and never come here."""
        if self.came_in_a_piece(event):
            event.stop()
            event.prevent_default()

    def key_hints(self) -> Plain:
        """The keys that answer it, to compose below what it asks."""
        return Plain(_hints(self.actions()), classes="keys")

    def show_keys(self) -> None:
        """Say the keys anew where they mean something else now."""
        self.query_one(".keys", Plain).show(_hints(self.actions()))

    def complain(self, problem: Refusal | str) -> None:
        """Say what is wrong, where it can be seen; an empty text takes it away."""
        message = refusal_message(problem) if isinstance(problem, Refusal) else problem
        line = self.query_one(".problem", Plain)
        line.show(message)
        line.set_class(bool(message), "-shown")
        if message:
            line.scroll_visible(animate=False)

    def box(self) -> VerticalScroll:
        """The box to compose into."""
        box = VerticalScroll(classes="box", can_focus=False)
        box.border_title = Content(self._title)
        return box


def _hints(actions: Iterable[Action[Any]]) -> Content:
    """Each key with what it does, never parted from it where the row is folded."""
    hints = [
        Content.assemble(
            (action.key, "bold $footer-key-foreground"), f" {_(action.label)}".replace(" ", "\u00a0")
        )
        for action in footer(actions)
    ]
    return Content("   ").join(hints)


BACK: Actions[Dialog[Any]] = Actions(Group.SCREEN)
"""The row of a dialog that is left without more ado."""


@BACK.add("back", "escape", N_("Back"), footer=90)
def _back(dialog: Dialog[Any]) -> None:
    dialog.dismiss(None)
