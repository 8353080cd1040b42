"""A screen whose single keys are commands: it lets through only what a person meant."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.screen import Screen

from language import gettext as _
from tui.key_guard import KeyGuard
from tui.widgets.field import Field

if TYPE_CHECKING:
    from textual import events


class CommandScreen(Screen[None]):
    """`COMMAND_KEYS` are guarded; every other key may be held down."""

    COMMAND_KEYS: ClassVar[frozenset[str]] = frozenset()

    def __init__(self) -> None:
        super().__init__()
        self._guard = KeyGuard()

    def fit(self) -> None:
        """Take the class that fits the terminal's width, to be called from `compose`.

        Textual sets it when it has laid the screen out once, and would lay it out again for it.
        """
        width = self.app.size.width
        fitting = [name for least, name in self.HORIZONTAL_BREAKPOINTS or () if width >= least]
        self.add_class(*fitting[-1:])

    def on_key(self, event: events.Key) -> None:
        """Stop a key that was held, pasted or injected; see `key_guard`."""
        if isinstance(self.focused, Field):
            self._guard.passed(event.key, event.time)
            return
        if event.key == "backspace" or (event.character is not None and not event.character.isascii()):
            self._guard.met_input_method(event.time)
            event.stop()
            self.app.notify(_("Vietnamese typing is on: please switch it off while you use command keys."))
        elif event.key not in self.COMMAND_KEYS:
            self._guard.passed(event.key, event.time)
        elif not self._guard.admits(event.key, event.time):
            event.stop()

    def on_screen_resume(self) -> None:
        """A dialog has closed: the key that opened it is not being held."""
        self._guard.forget()
