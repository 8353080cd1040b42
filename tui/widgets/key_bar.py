"""The footer: the keys of the screen in front, as many as fit, painted in one row."""

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

    from tui.actions import Action

GAP = 2


class KeyBar(Widget):
    """Shows actions; a click does what the key does. The last ones give way where the row is short."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"key-bar--key", "key-bar--label"}
    DEFAULT_CSS = """
    KeyBar {
        height: 1;
        dock: bottom;
        background: $panel;
        color: $foreground;
        & > .key-bar--key { color: $footer-key-foreground; text-style: bold; }
        & > .key-bar--label { color: $foreground; }
    }
    """

    def __init__(self, actions: Sequence[Action[Any]], *, id: str | None = None) -> None:  # noqa: A002  Textual's own word
        super().__init__(id=id)
        self._actions = list(actions)
        self._places: list[tuple[range, Action[Any]]] = []

    def show(self, actions: Sequence[Action[Any]]) -> None:
        """Show the keys of `actions` from now on."""
        shown = list(actions)
        if shown != self._actions:
            self._actions = shown
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The row of keys."""
        base = self.rich_style
        if y:
            return Strip.blank(self.size.width, base)
        key_style = base + self.get_component_rich_style("key-bar--key", partial=True)
        label_style = base + self.get_component_rich_style("key-bar--label", partial=True)
        segments = [Segment(" ", base)]
        self._places = []
        used = 1
        for action in self._actions:
            key, label = f" {action.key} ", _(action.label)
            width = cell_len(key) + cell_len(label)
            if used + width + GAP > self.size.width:
                break
            self._places.append((range(used, used + width), action))
            segments += [Segment(key, key_style), Segment(label, label_style), Segment(" " * GAP, base)]
            used += width + GAP
        return Strip(segments).adjust_cell_length(self.size.width, base)

    async def on_click(self, event: events.Click) -> None:
        """Do what the key under the pointer does."""
        for place, action in self._places:
            if event.x in place:
                await self.screen.run_action(action.method)
                return
