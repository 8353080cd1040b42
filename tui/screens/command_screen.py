"""A screen whose single keys are commands: it lets through only what a person meant."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.screen import Screen

from language import gettext as _
from tui.key_guard import KeyGuard
from tui.widgets.field import Field
from tui.widgets.plain import Plain

if TYPE_CHECKING:
    from textual import events


LEAST_COLUMNS, LEAST_ROWS = 30, 8
"""Below this a screen could only show scraps of itself; it says so instead."""


class CommandScreen(Screen[None]):
    """`COMMAND_KEYS` are guarded; every other key may be held down."""

    DEFAULT_CSS = """
    CommandScreen {
        & > #too-small { display: none; width: 100%; height: 100%; }
        &.-tiny { overflow: hidden; }
        &.-tiny > * { display: none !important; }
        &.-tiny > #too-small { display: block !important; }
    }
    """
    COMMAND_KEYS: ClassVar[frozenset[str]] = frozenset()

    def __init__(self) -> None:
        super().__init__()
        self._guard = KeyGuard()

    @property
    def last_key_at(self) -> float:
        """When the last key was pressed here, seconds on the clock of events."""
        return self._guard.last_at

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

    def on_resize(self) -> None:
        """On a terminal too small to read, say so; every key goes on working."""
        width, height = self.app.size
        is_tiny = width < LEAST_COLUMNS or height < LEAST_ROWS
        if is_tiny:
            message = _("This window is too small. Please enlarge it; the meeting goes on.")
            for notice in self.query("#too-small").results(Plain):
                notice.show(message)
            if not self.query("#too-small"):
                # Not waited for: while a storm of sizes lasts, or a dialog lies above, nothing may hold this screen up.
                self.mount(Plain(message, id="too-small"))
        self.set_class(is_tiny, "-tiny")

    def on_screen_resume(self) -> None:
        """A dialog has closed: the key that opened it is not being held."""
        self._guard.forget()
