"""The secretary's list: one painted row an entry, only the rows in sight, the chosen one kept in place."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.binding import Binding
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.sink import inert
from tui.widgets.measure import cut

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.binding import BindingType

    from tui.screens.secretary.entries import Entry

MISSING, EDITED, RECORDED, BARE = "!", "~", "✓", "·"
"""Signs: something is missing; the wording was edited; words stand as taken down; nothing to write."""

LABEL_WIDTH = 5


class EntryList(ScrollView, can_focus=True):
    """Posts `Chosen` when the cursor moves and `Opened` on a second click."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "entries--row",
        "entries--quiet",
        "entries--missing",
        "entries--cursor",
        "entries--cursor-blurred",
    }
    DEFAULT_CSS = """
    EntryList {
        background: $background;
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
        & > .entries--row { color: $foreground; }
        & > .entries--quiet { color: $foreground 60%; }
        & > .entries--missing { color: $warning; text-style: bold; }
        & > .entries--cursor {
            color: $block-cursor-foreground;
            background: $block-cursor-background;
            text-style: bold;
        }
        & > .entries--cursor-blurred {
            color: $block-cursor-blurred-foreground;
            background: $block-cursor-blurred-background;
        }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "move(1)", show=False),
        Binding("up,i", "move(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("home", "go(0)", show=False),
        Binding("end", "go(-1)", show=False),
    ]

    class Chosen(Message):
        """Another entry is under the cursor."""

    class Opened(Message):
        """The chosen entry was clicked again."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  Textual's own word for it
        super().__init__(id=id)
        self._entries: Sequence[Entry] = ()
        self._cursor = 0
        self.empty = ""
        """What to say where nothing is listed."""

    @property
    def chosen(self) -> Entry | None:
        """The entry under the cursor."""
        return self._entries[self._cursor] if self._cursor < len(self._entries) else None

    @property
    def entries(self) -> Sequence[Entry]:
        """What is listed."""
        return self._entries

    def show(self, entries: Sequence[Entry]) -> None:
        """List these. The chosen one stays chosen; if it went, the one now in its place is."""
        if entries == self._entries:
            return
        before = self.chosen.key if self.chosen else None
        self._entries = entries
        self.virtual_size = Size(self.scrollable_content_region.width, len(entries))
        place = next((at for at, entry in enumerate(entries) if entry.key == before), self._cursor)
        self.action_go(min(place, max(0, len(entries) - 1)))
        self.refresh()

    def action_go(self, place: int) -> None:
        """Put the cursor on a row; -1 is the last."""
        if not self._entries:
            self._cursor = 0
            return
        last = len(self._entries) - 1
        place = last if place < 0 else min(place, last)
        before, self._cursor = self._cursor, place
        top, height = self.scroll_offset.y, max(1, self.scrollable_content_region.height)
        if place < top:
            self.scroll_to(y=place, animate=False, immediate=True)
        elif place >= top + height:
            self.scroll_to(y=place - height + 1, animate=False, immediate=True)
        for row in (before, place):
            self.refresh_line(row - self.scroll_offset.y)
        self.post_message(self.Chosen())

    def action_move(self, step: int) -> None:
        """Move the cursor by so many rows."""
        self.action_go(max(0, self._cursor + step))

    def action_page(self, direction: int) -> None:
        """Move the cursor by a page."""
        self.action_move(direction * max(1, self.scrollable_content_region.height - 1))

    def next_missing(self) -> bool:
        """Go to the next entry with a gap, from the top again after the last; False if there is none."""
        count = len(self._entries)
        for step in range(1, count + 1):
            place = (self._cursor + step) % count
            if self._entries[place].gaps:
                self.action_go(place)
                return True
        return False

    def on_click(self, event: events.Click) -> None:
        """Choose what is clicked; a click on the chosen one opens it."""
        place = event.y + self.scroll_offset.y
        if place >= len(self._entries):
            return
        if place == self._cursor:
            self.post_message(self.Opened())
        else:
            self.action_go(place)

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        self.virtual_size = Size(self.scrollable_content_region.width, len(self._entries))
        self.call_after_refresh(self.action_go, self._cursor)

    def on_focus(self) -> None:
        """The cursor's row tells who has the keyboard."""
        self.refresh()

    def on_blur(self) -> None:
        """As on focus."""
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """The row `y` of the window."""
        width = self.scrollable_content_region.width
        base = self.rich_style
        place = y + self.scroll_offset.y
        quiet = base + self.get_component_rich_style("entries--quiet", partial=True)
        if place >= len(self._entries):
            text = self.empty if y == 1 and not self._entries else ""
            return Strip([Segment(f"  {cut(text, width - 3)}", quiet)]).adjust_cell_length(width, base)
        entry = self._entries[place]
        plain = base + self.get_component_rich_style("entries--row", partial=True)
        lacking = base + self.get_component_rich_style("entries--missing", partial=True)
        if place == self._cursor:
            name = "entries--cursor" if self.has_focus else "entries--cursor-blurred"
            plain = quiet = lacking = self.get_component_rich_style(name)
        told = cut(entry.told, width // 2)
        room = width - LABEL_WIDTH - 5 - cell_len(told) - (2 if told else 0)
        text = cut(inert(entry.text.replace("\n", " ")), room)
        gap = " " * max(0, room - cell_len(text) + (2 if told else 0))
        return Strip(
            [
                Segment(f" {_sign(entry)} ", lacking if entry.gaps else quiet),
                Segment(f"{entry.label:>{LABEL_WIDTH}} ", quiet),
                Segment(text, plain),
                Segment(gap, plain),
                Segment(told, lacking),
            ]
        ).adjust_cell_length(width, plain)


def _sign(entry: Entry) -> str:
    if entry.gaps:
        return MISSING
    if entry.is_edited:
        return EDITED
    return RECORDED if entry.has_words else BARE
