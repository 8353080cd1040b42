"""Keys that a text field obeys itself, in the order of the letters around them.

An input method sends Backspaces, arrows and letters in one burst. Textual runs bindings in another queue than letters,
so that in a burst every Backspace would come after every letter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import Screen
    from textual.widget import Widget


FILLERS = frozenset("\u202f\u200c")
"""What OpenKey types before its Backspaces, one more of them, so that no completion takes these: a narrow space, or in
some programs a joiner without width. Source: SendEmptyCharacter in github.com/tuyenvm/OpenKey, win32 and macOS.
"""


class BurstKeys:
    """Stands behind a Textual text field among the bases of a class, and needs its actions of these names.

    A filler is never put into the text, where it would be in the way of a limit: it is owed to the next Backspace.
    """

    _owed = 0
    """Fillers that were typed and whose Backspaces are still to come."""

    def is_filler(self, event: events.Key) -> bool:
        """Take a filler, and tell whether `event` was one. Any key but a Backspace ends what is owed."""
        if event.character in FILLERS:
            self._owed += 1
            obey(event, self.drop_selection)
            return True
        if event.key != "backspace":
            self._owed = 0
        return False

    def drop_selection(self) -> None:
        """Delete what is selected, as any letter typed over it does."""
        raise NotImplementedError

    @property
    def screen(self) -> Screen[object]:
        """The screen this stands on."""
        raise NotImplementedError

    @property
    def is_in_a_form(self) -> bool:
        """Whether Tab goes on to the next field; elsewhere it may be a command."""
        return True

    def action_delete_left(self) -> None:
        """Delete the character before the cursor."""
        raise NotImplementedError

    def action_delete_right(self) -> None:
        """Delete the character after the cursor."""
        raise NotImplementedError

    def action_cursor_left(self) -> None:
        """Move one character left."""
        raise NotImplementedError

    def action_cursor_right(self) -> None:
        """Move one character right."""
        raise NotImplementedError

    def to_line_start(self) -> None:
        """Move to the beginning of the line."""
        raise NotImplementedError

    def to_line_end(self) -> None:
        """Move to the end of the line."""
        raise NotImplementedError

    async def key_backspace(self, event: events.Key) -> None:
        """Obey Backspace now, unless it only takes back a filler."""
        if self._owed:
            self._owed -= 1
            obey(event, lambda: None)
            return
        obey(event, self.action_delete_left)

    async def key_delete(self, event: events.Key) -> None:
        """Obey Delete now."""
        obey(event, self.action_delete_right)

    async def key_left(self, event: events.Key) -> None:
        """Obey the left arrow now."""
        obey(event, self.action_cursor_left)

    def select_left(self) -> None:
        """Select one character more to the left."""
        raise NotImplementedError

    async def key_shift_left(self, event: events.Key) -> None:
        """Obey Shift and the left arrow now: some input methods select what their letters will replace."""
        obey(event, self.select_left)

    async def key_right(self, event: events.Key) -> None:
        """Obey the right arrow now."""
        obey(event, self.action_cursor_right)

    async def key_home(self, event: events.Key) -> None:
        """Obey Home now."""
        obey(event, self.to_line_start)

    async def key_end(self, event: events.Key) -> None:
        """Obey End now."""
        obey(event, self.to_line_end)

    async def key_tab(self, event: events.Key) -> bool:
        """Go on to the next field now."""
        return self._go(event, self.screen.focus_next)

    async def key_shift_tab(self, event: events.Key) -> bool:
        """Go back now."""
        return self._go(event, self.screen.focus_previous)

    def _go(self, event: events.Key, move: Callable[[], object]) -> bool:
        if not self.is_in_a_form:
            return False
        obey(event, move)
        return True


def goes_on(field: Widget, event: events.Key) -> bool:
    """Pass a key on where the keyboard has left `field` since it was pressed; whether that was so."""
    focused = field.screen.focused
    if focused is None or focused is field:
        return False
    obey(event, lambda: None)
    late = events.Key(event.key, event.character)
    late.time = event.time
    focused._forward_event(late)  # as the app does: no public way says that it was dealt out
    return True


def obey(event: events.Key, act: Callable[[], object]) -> None:
    """Act on a key here, and let nothing else act on it."""
    event.stop()
    event.prevent_default()
    act()
