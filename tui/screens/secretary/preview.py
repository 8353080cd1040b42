"""The preview: the minutes as they would print now, following the meeting, scrolled like a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.binding import Binding
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.screens.secretary.laying_out import MinutesRow, rows
from tui.terminal_filter import sanitize

if TYPE_CHECKING:
    from textual.binding import BindingType

    from minutes.outline.blocks import Minutes

MARGIN = 2
WIDEST = 84
"""Widest text column: about what a page of A4 holds."""


class MinutesPreview(ScrollView, can_focus=True):
    """Paints only the rows in sight, whatever the minutes' length."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "preview--text",
        "preview--strong",
        "preview--title",
        "preview--quiet",
        "preview--chosen",
    }
    DEFAULT_CSS = """
    MinutesPreview {
        background: $background;
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
        & > .preview--text { color: $foreground; }
        & > .preview--strong { color: $foreground; text-style: bold; }
        & > .preview--title { color: $primary; text-style: bold; }
        & > .preview--quiet { color: $foreground 60%; }
        & > .preview--chosen {
            color: $block-cursor-blurred-foreground;
            background: $block-cursor-blurred-background;
            text-style: bold;
        }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "scroll_down", show=False),
        Binding("up,i", "scroll_up", show=False),
        Binding("pagedown", "page_down", show=False),
        Binding("pageup", "page_up", show=False),
        Binding("home", "scroll_home", show=False),
        Binding("end", "scroll_end", show=False),
    ]

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  Textual's own word for it
        super().__init__(id=id)
        self._minutes: Minutes | None = None
        self._rows: list[MinutesRow] = []
        self._places: dict[int, int] = {}
        self._chosen = 0

    def show(self, minutes: Minutes) -> None:
        """Show this edition, as far down as the one before was scrolled."""
        if minutes != self._minutes:
            self._minutes = minutes
            self._lay_out()

    def go_to(self, question: int) -> None:
        """Bring a question into sight; one that is not in the minutes changes nothing."""
        self._chosen = question
        place = self._places.get(question)
        if place is not None:
            height = self.scrollable_content_region.height
            top = self.scroll_offset.y
            if not top <= place < top + height - 3:
                self.scroll_to(y=max(0, place - height // 3), animate=False, immediate=True)
        self.refresh()

    def on_resize(self) -> None:
        """Wrap anew."""
        self._lay_out()

    def _lay_out(self) -> None:
        region = self.scrollable_content_region
        width = min(WIDEST, region.width - 2 * MARGIN)
        if self._minutes is None or width < 1:
            return
        self._rows = rows(self._minutes, width)
        # The first place counts: annexes repeat every question.
        self._places = {row.question: at for at, row in reversed(list(enumerate(self._rows))) if row.question}
        self.virtual_size = Size(region.width, len(self._rows) + 1)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """The row `y` of the window."""
        width = self.scrollable_content_region.width
        base = self.rich_style
        place = y + self.scroll_offset.y
        if place >= len(self._rows):
            return Strip.blank(width, base)
        row = self._rows[place]
        role = "chosen" if row.question and row.question == self._chosen else row.role
        style = base + self.get_component_rich_style(f"preview--{role}", partial=True)
        return Strip([Segment(" " * MARGIN, base), Segment(sanitize(row.text), style)]).adjust_cell_length(
            width, base
        )
