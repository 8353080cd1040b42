"""The pane of the chosen question: scrolls when it is long, and costs no new layout while it is short."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import VerticalScroll

from tui.widgets.plain import Plain

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.content import Content


class WholePane(VerticalScroll):
    """Shows one text. Its widget is at least as high as the pane, so a text that fits never changes its height."""

    def compose(self) -> ComposeResult:
        """The text."""
        yield Plain(id="whole")

    def show(self, content: Content) -> None:
        """Show `content` from now on."""
        text = self.query_one("#whole", Plain)
        room, width = self.scrollable_content_region.height, text.content_size.width
        fits = width > 0 and content.get_height({}, width) <= room
        text.update(content, layout=not (fits and text.size.height == room))
