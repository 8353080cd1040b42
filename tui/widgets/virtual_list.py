"""A list that paints only the rows in sight, however many there are, and keeps its cursor in view."""

from __future__ import annotations

from functools import partial
from textwrap import wrap
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.binding import Binding
from textual.geometry import Offset, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rich.style import Style
    from textual import events
    from textual.binding import BindingType
    from textual.geometry import Region


FEWEST_CELLS = 10
STEP_INDENT = 3


def folded(text: str, width: int) -> list[str]:
    """`text` in rows of at most `width` cells; of several lines, steps, each goes on below itself."""
    lines = text.split("\n")
    indent = " " * STEP_INDENT if len(lines) > 1 else ""
    return [row for line in lines for row in wrap(line, width, subsequent_indent=indent)]


class VirtualList(ScrollView, can_focus=True):
    """Rows are counted from 0. A subclass says how many there are (`count`) and paints each (`row`)."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "list--row",
        "list--quiet",
        "list--cursor",
        "list--cursor-blurred",
    }
    DEFAULT_CSS = """
    VirtualList {
        background: $background;
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
        & > .list--row { color: $foreground; }
        & > .list--quiet { color: $foreground 60%; }
        & > .list--cursor {
            color: $block-cursor-foreground;
            background: $block-cursor-background;
            text-style: bold;
        }
        & > .list--cursor-blurred {
            color: $block-cursor-blurred-foreground;
            background: $block-cursor-blurred-background;
        }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", show=False),
        Binding("up", "move(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("home", "first", show=False),
        Binding("end", "last", show=False),
    ]

    class Chosen(Message):
        """Something else is under the cursor."""

    class Opened(Message):
        """What is under the cursor was clicked again."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  Textual's own word for it
        super().__init__(id=id)
        self.cursor = 0
        """The row of the cursor; 0 where there is none."""
        self._row_styles: dict[str, Style] = {}
        self.empty = ""
        """What to say where nothing is listed: what to do next."""

    @property
    def count(self) -> int:
        """How many rows there are."""
        raise NotImplementedError

    def row(self, place: int, width: int, cursor: Style | None) -> Strip:
        """The row at `place`, `width` cells wide, all in the style `cursor` if that is given."""
        raise NotImplementedError

    def put_cursor(self, place: int) -> None:
        """Set the cursor and tell of it; `go` also brings it into sight."""
        self.cursor = place
        self.post_message(self.Chosen())

    def measure(self) -> None:
        """Tell the scroll bar how many rows there are."""
        self.virtual_size = Size(self.scrollable_content_region.width, self.count)

    def go(self, place: int) -> None:
        """Put the cursor on a row, or on the nearest there is, and bring it into sight."""
        if not self.count:
            self.cursor = 0
            return
        before, place = self.cursor, max(0, min(self.count - 1, place))
        self.put_cursor(place)
        top, height = self.scroll_offset.y, max(1, self.scrollable_content_region.height)
        if place < top:
            self.scroll_to(y=place, animate=False, immediate=True)
        elif place >= top + height:
            self.scroll_to(y=place - height + 1, animate=False, immediate=True)
        for changed in (before, place):
            self.refresh_line(changed - self.scroll_offset.y)

    def action_move(self, step: int) -> None:
        """Move the cursor by so many rows."""
        self.go(self.cursor + step)

    def action_page(self, direction: int) -> None:
        """Move the cursor by a page."""
        self.go(self.cursor + direction * max(1, self.scrollable_content_region.height - 1))

    def action_first(self) -> None:
        """Go to the first row."""
        self.go(0)

    def action_last(self) -> None:
        """Go to the last row."""
        self.go(self.count - 1)

    def places(self) -> Iterator[tuple[Offset, Callable[[], object]]]:
        """The rows in sight, for jump mode."""
        top = self.scroll_offset.y
        for row in range(min(self.scrollable_content_region.height, self.count - top)):
            yield Offset(0, row), partial(self._jump, top + row)

    def _jump(self, place: int) -> None:
        self.focus()
        self.go(place)

    def on_click(self, event: events.Click) -> None:
        """Choose what is clicked; a click on the chosen one opens it."""
        place = event.y + self.scroll_offset.y
        if place >= self.count:
            return
        if place == self.cursor:
            self.post_message(self.Opened())
        else:
            self.go(place)

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        self.measure()
        # The cursor as it stands then: a key may have moved it meanwhile.
        self.call_after_refresh(lambda: self.go(self.cursor))

    def on_focus(self) -> None:
        """The cursor's row tells who has the keyboard."""
        self.refresh()

    def on_blur(self) -> None:
        """As on focus."""
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """The row `y` of the window."""
        width = self.scrollable_content_region.width
        place = y + self.scroll_offset.y
        if place >= self.count:
            return self._hint(y - 1, width)
        if place != self.cursor:
            return self.row(place, width, None)
        name = "list--cursor" if self.has_focus else "list--cursor-blurred"
        return self.row(place, width, self.get_component_rich_style(name))

    def _hint(self, line: int, width: int) -> Strip:
        """A line of what to do where the list is empty; blank below a list."""
        base = self.rich_style
        lines = [] if self.count else folded(self.empty, max(FEWEST_CELLS, width - 4))
        text = lines[line] if 0 <= line < len(lines) else ""
        return Strip([Segment(f"  {text}", self.row_style("list--quiet"))]).adjust_cell_length(width, base)

    def row_style(self, name: str) -> Style:
        """The style of a component class on this list's ground."""
        style = self._row_styles.get(name)
        if style is None:
            style = self.rich_style + self.get_component_rich_style(name, partial=True)
            self._row_styles[name] = style
        return style

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows to be painted now. A style is worked out once for all: it takes longer than a row."""
        self._row_styles.clear()
        return super().render_lines(crop)
