"""The footer: the keys of the screen in front, as many as fit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from language import gettext as _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.geometry import Size

    from tui.actions import Action

GAP = 2


class KeyBar(Widget):
    """Shows actions; a click does what the key does. The last ones give way where the row is short."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"key-bar--key", "key-bar--label"}
    DEFAULT_CSS = """
    KeyBar {
        height: auto;
        dock: bottom;
        background: $panel;
        color: $foreground;
        & > .key-bar--key { color: $footer-key-foreground; text-style: bold; }
        & > .key-bar--label { color: $foreground; }
    }
    """

    def __init__(
        self,
        actions: Sequence[Action[Any]],
        *,
        rows: int = 1,
        id: str | None = None,  # noqa: A002  Textual's own word
    ) -> None:
        """`rows` is how many rows of keys there may be at most."""
        super().__init__(id=id)
        self._actions = list(actions)
        self._most_rows = rows
        self._places: list[tuple[int, range, Action[Any]]] = []

    def show(self, actions: Sequence[Action[Any]]) -> None:
        """Show the keys of `actions` from now on."""
        shown = list(actions)
        if shown != self._actions:
            self._actions = shown
            self.refresh(layout=self._most_rows > 1)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002  Textual's own
        """As many rows as the keys need, up to the most."""
        return len(self._laid(width))

    def _laid(self, width: int) -> list[list[Action[Any]]]:
        """The actions row by row; what finds no room in the last row is left out."""
        rows: list[list[Action[Any]]] = [[]]
        used = 1
        for action in self._actions:
            needed = cell_len(f" {action.key} {_(action.label)}") + GAP
            if used + needed > width and rows[-1]:
                if len(rows) == self._most_rows:
                    break
                rows.append([])
                used = 1
            if used + needed <= width:
                rows[-1].append(action)
                used += needed
        return rows

    def render_line(self, y: int) -> Strip:
        """A row of keys."""
        base = self.rich_style
        rows = self._laid(self.size.width)
        if y >= len(rows):
            return Strip.blank(self.size.width, base)
        key_style = base + self.get_component_rich_style("key-bar--key", partial=True)
        label_style = base + self.get_component_rich_style("key-bar--label", partial=True)
        segments = [Segment(" ", base)]
        self._places = [place for place in self._places if place[0] != y]
        used = 1
        for action in rows[y]:
            key, label = f" {action.key} ", _(action.label)
            width = cell_len(key) + cell_len(label)
            self._places.append((y, range(used, used + width), action))
            segments += [Segment(key, key_style), Segment(label, label_style), Segment(" " * GAP, base)]
            used += width + GAP
        return Strip(segments).adjust_cell_length(self.size.width, base)

    async def on_click(self, event: events.Click) -> None:
        """Do what the key under the pointer does."""
        for row, place, action in self._places:
            if event.y == row and event.x in place:
                await self.screen.run_action(action.method)
                return
