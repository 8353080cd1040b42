"""A one-line text field that takes Vietnamese as Unikey, EVKey and OpenKey type it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Input

from meeting import limits
from meeting.text.clean import graphemes
from tui.widgets.burst_keys import BurstKeys, goes_on, obey
from tui.widgets.typing import composed, first_graphemes, last_grapheme, one_line, several_lines

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events


class Field(Input, BurstKeys):
    """An Input whose limit counts characters as people see them.

    Posts Input's own messages (Changed, Submitted). A paste longer than `limit` is cut to it; typing beyond it rings.
    `lines`, where it is given, is called with the lines of a paste that has several, the first and last with what
    stands here around them; elsewhere they become one. `enter`, where it is given, is called with what stands here
    instead of a Submitted: at once, so that letters which follow in the same burst find the keyboard where it belongs
    then.
    """

    def __init__(
        self,
        value: str = "",
        *,
        placeholder: str = "",
        limit: int = limits.LINE_GRAPHEMES,
        select_on_focus: bool = False,
        enter: Callable[[str], None] | None = None,
        lines: Callable[[list[str]], None] | None = None,
        name: str | None = None,
        id: str | None = None,  # noqa: A002  Textual's own word for it
        classes: str | None = None,
    ) -> None:
        super().__init__(
            value, placeholder=placeholder, name=name, id=id, classes=classes, select_on_focus=select_on_focus
        )
        self.limit = limit
        self._enter = enter
        self._lines = lines
        self.cursor_position = len(value)

    @property
    def is_in_a_form(self) -> bool:
        """Only there something stands for Enter."""
        return self._enter is not None

    def replace(self, text: str, start: int, end: int) -> None:
        """Put `text` in place of what stands from `start` to `end`, in NFC and within the limit."""
        start, end = sorted((max(0, start), min(len(self.value), end)))
        taken, whole = composed(self.value[:start], text)
        value = f"{self.value[: start - taken]}{whole}{self.value[end:]}"
        if text and graphemes(value) > max(self.limit, graphemes(self.value)):
            self.restricted()
            return
        super().replace(whole, start - taken, end)

    def _on_paste(self, event: events.Paste) -> None:
        """All pasted lines in one, cleaned, as much of it as fits."""
        event.stop()
        event.prevent_default()
        start, end = sorted(self.selection)
        if self._lines is not None and len(pasted_lines := several_lines(event.text)) > 1:
            pasted_lines[0] = f"{self.value[:start]}{pasted_lines[0]}"
            pasted_lines[-1] += self.value[end:]
            self.value = ""
            self._lines(pasted_lines)
            return
        room = self.limit - graphemes(self.value[:start] + self.value[end:])
        pasted = one_line(event.text[: 8 * self.limit + 1024])
        fitting = first_graphemes(pasted, max(0, room))
        if fitting:
            self.replace(fitting, start, end)
        if fitting != pasted:
            self.restricted()

    def action_delete_left(self) -> None:
        """Take away the character before the cursor, whole, as people see it."""
        if not self.selection.is_empty:
            self.delete_selection()
            return
        end = self.cursor_position
        self.delete(end - last_grapheme(self.value[:end]), end)

    def to_line_start(self) -> None:
        """Move to the beginning."""
        self.action_home()

    def to_line_end(self) -> None:
        """Move to the end."""
        self.action_end()

    async def key_enter(self, event: events.Key) -> None:
        """Submit what stands here now, before letters that follow in the same burst."""
        obey(event, lambda: None)
        if self._enter is None:
            await self.action_submit()
        else:
            self._enter(self.value)

    async def _on_key(self, event: events.Key) -> None:
        """A letter, unless the keyboard has gone on since."""
        if not goes_on(self, event):
            self.is_filler(event)

    def select_left(self) -> None:
        """Select one character more to the left."""
        self.action_cursor_left(select=True)

    def drop_selection(self) -> None:
        """Delete what is selected."""
        if not self.selection.is_empty:
            self.delete_selection()
