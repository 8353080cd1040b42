"""Keys that a text field obeys itself, in the order of the letters around them.

An input method sends Backspaces, arrows and letters in one burst. Textual runs bindings in another queue than letters,
so that in a burst every Backspace would come after every letter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events


class BurstKeys:
    """Stands behind a Textual text field among the bases of a class, and needs its actions of these names."""

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
        """Obey Backspace now."""
        obey(event, self.action_delete_left)

    async def key_delete(self, event: events.Key) -> None:
        """Obey Delete now."""
        obey(event, self.action_delete_right)

    async def key_left(self, event: events.Key) -> None:
        """Obey the left arrow now."""
        obey(event, self.action_cursor_left)

    async def key_right(self, event: events.Key) -> None:
        """Obey the right arrow now."""
        obey(event, self.action_cursor_right)

    async def key_home(self, event: events.Key) -> None:
        """Obey Home now."""
        obey(event, self.to_line_start)

    async def key_end(self, event: events.Key) -> None:
        """Obey End now."""
        obey(event, self.to_line_end)


def obey(event: events.Key, act: Callable[[], None]) -> None:
    """Act on a key here, and let nothing else act on it."""
    event.stop()
    event.prevent_default()
    act()
