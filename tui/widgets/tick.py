"""A yes or no that can be told without colour: the mark is there, or it is not."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Checkbox

from tui.widgets.plain import literal


class Tick(Checkbox):
    """A compact Checkbox whose box is empty when it is off. Space or Enter turns it."""

    DEFAULT_CSS = """
    Tick > .toggle--button, Tick.-on > .toggle--button {
        color: $foreground;
        background: $surface;
        text-style: bold;
    }
    """

    def __init__(self, label: str, value: bool = False, *, id: str | None = None) -> None:  # noqa: A002, FBT001, FBT002  as Checkbox
        super().__init__(literal(label), value, id=id, compact=True)

    @property
    def _button(self) -> Content:
        """The box; Textual's own has its sides in the colour of its ground, all but unseen."""
        return Content.styled("[x]" if self.value else "[ ]", self.get_visual_style("toggle--button"))
