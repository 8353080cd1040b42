"""A field of several lines that takes Vietnamese as Unikey, EVKey and OpenKey type it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import TextArea

from meeting import limits
from meeting.text.clean import clean, graphemes
from tui.widgets.burst_keys import BurstKeys, goes_on
from tui.widgets.typing import composed, first_graphemes, last_grapheme

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.widgets.text_area import EditResult, Location


class Editor(TextArea, BurstKeys):
    """A TextArea without highlighting whose limit counts characters as people see them.

    `pasted`, where it is given, says what a paste becomes before it is cleaned.
    """

    def __init__(
        self,
        text: str = "",
        *,
        limit: int = limits.ANSWER_GRAPHEMES,
        placeholder: str = "",
        pasted: Callable[[str], str] | None = None,
        name: str | None = None,
        id: str | None = None,  # noqa: A002  Textual's own word for it
        classes: str | None = None,
    ) -> None:
        super().__init__(
            text,
            soft_wrap=True,
            tab_behavior="focus",
            placeholder=placeholder,
            name=name,
            id=id,
            classes=classes,
        )
        self.limit = limit
        self._pasted = pasted
        self.cursor_location = self.document.end

    def replace(
        self, insert: str, start: Location, end: Location, *, maintain_selection_offset: bool = True
    ) -> EditResult:
        """Put `insert` in place of what stands from `start` to `end`, in NFC and within the limit."""
        start, end = sorted((start, end))
        before = self.document[start[0]][: start[1]]
        taken, whole = composed(before, insert)
        if insert and (room := self._room(start, end)) < len(whole):
            fitting = first_graphemes(whole, max(0, room + (1 if taken else 0)))
            if fitting != whole:
                self.app.bell()
                whole = fitting
        return super().replace(
            whole, (start[0], start[1] - taken), end, maintain_selection_offset=maintain_selection_offset
        )

    def _room(self, start: Location, end: Location) -> int:
        """How many characters may still be added in place of the text from `start` to `end`."""
        length = len(self.text)
        if length < self.limit // 2:  # never more characters than code points: no need to count them
            return self.limit - length
        return self.limit - graphemes(self.text) + graphemes(self.get_text_range(start, end))

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
            self._delete_via_keyboard(*self.selection)

    async def _on_paste(self, event: events.Paste) -> None:
        """Pasted text, cleaned, as much of it as fits."""
        event.stop()
        event.prevent_default()
        text = event.text[: 8 * self.limit]
        pasted = clean(
            self._pasted(text) if self._pasted is not None else text, lines=limits.ANSWER_LINES
        ).text
        start, end = self.selection
        result = self._replace_via_keyboard(pasted, start, end)
        if result is not None:
            self.move_cursor(result.end_location)

    def action_delete_left(self) -> None:
        """Take away the character before the cursor, whole, as people see it."""
        row, column = self.cursor_location
        if self.selection.is_empty and column:
            size = last_grapheme(self.document[row][:column])
            self._delete_via_keyboard((row, column - size), (row, column))
            return
        super().action_delete_left()

    def to_line_start(self) -> None:
        """Move to the beginning of the line."""
        self.action_cursor_line_start()

    def to_line_end(self) -> None:
        """Move to the end of the line."""
        self.action_cursor_line_end()
