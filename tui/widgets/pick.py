"""One of a few values, on one row: the arrows or the space bar go to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.binding import Binding
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui.terminal_filter import sanitize
from tui.widgets.measure import cut

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.binding import BindingType

BEFORE, AFTER = "‹", "›"


class Pick(Widget, can_focus=True):
    """Shows the value taken, between signs that tell there are others, and which of how many it is."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"pick--signs"}
    DEFAULT_CSS = """
    Pick {
        height: 1;
        background: $panel;
        &:focus { background: $block-cursor-background; color: $block-cursor-foreground; text-style: bold; }
        & > .pick--signs { text-style: bold; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,space", "step(1)", show=False),
        Binding("left", "step(-1)", show=False),
    ]

    class Changed(Message):
        """Another value is taken."""

    def __init__(
        self,
        choices: Sequence[tuple[str, str]],
        value: str = "",
        *,
        id: str | None = None,  # noqa: A002  Textual's own word for it
    ) -> None:
        """`choices` are values with what they are called; the first is taken where `value` is none of them."""
        super().__init__(id=id)
        self._choices = list(choices)
        values = [one for one, _label in self._choices]
        self._place = values.index(value) if value in values else 0

    @property
    def value(self) -> str:
        """The value taken; empty where there is nothing to choose from."""
        return self._choices[self._place][0] if self._choices else ""

    def action_step(self, step: int) -> None:
        """Take the value so many further on; after the last comes the first."""
        if self._choices:
            self._place = (self._place + step) % len(self._choices)
            self.post_message(self.Changed())
            self.refresh()

    def on_click(self, event: events.Click) -> None:
        """The left sign goes back, anything else on."""
        self.action_step(-1 if event.x < len(BEFORE) + 1 else 1)

    def render_line(self, y: int) -> Strip:
        """The value between its signs, and its place on the right."""
        base, width = self.rich_style, self.size.width
        if y or not self._choices:
            return Strip.blank(width, base)
        signs = base + self.get_component_rich_style("pick--signs", partial=True)
        place = f"{self._place + 1}/{len(self._choices)} "
        label = cut(sanitize(self._choices[self._place][1]), width - len(place) - 6)
        left = Strip([Segment(f" {BEFORE} ", signs), Segment(label, base), Segment(f" {AFTER}", signs)])
        return Strip.join([left.adjust_cell_length(width - len(place), base), Strip([Segment(place, base)])])
