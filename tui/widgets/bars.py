"""Bars in eighths of a cell, each with its label and figure: counts compared at a glance, never by colour alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from tui.widgets.measure import padded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.style import Style

EIGHTHS = " ▏▎▍▌▋▊▉"
FULL = "█"
LABEL_SHARE = 0.6
"""Most of the width that labels take."""


class Bar(NamedTuple):
    """One bar: its label, its amount, and the figure written at its end (the amount if empty)."""

    label: str
    amount: float
    figure: str = ""


def eighths(count: float, most: float, width: int) -> str:
    """A bar for `count` where `most` fills `width` cells; anything above nothing can be seen."""
    if count <= 0 or most <= 0 or width <= 0:
        return ""
    filled = min(8 * width, max(1, round(8 * width * count / most)))
    whole, rest = divmod(filled, 8)
    return FULL * whole + (EIGHTHS[rest] if rest else "")


class Bars(Widget):
    """One row a bar, as high as there are bars."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"bars--label", "bars--bar", "bars--figure"}
    DEFAULT_CSS = """
    Bars {
        height: auto;
        & > .bars--label { color: $foreground; }
        & > .bars--bar { color: $primary; }
        & > .bars--figure { color: $foreground; text-style: bold; }
    }
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002  Textual's own word
        super().__init__(id=id, classes=classes)
        self._bars: tuple[Bar, ...] = ()
        self._most = 0.0

    def show(self, bars: Sequence[Bar], most: float = 0) -> None:
        """Draw `bars`; `most` is what fills the width, by default the longest."""
        new = tuple(bars)
        if new == self._bars and most == self._most:
            return
        layout = len(new) != len(self._bars)
        self._bars, self._most = new, most
        self.refresh(layout=layout)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002  Textual's own
        """One row a bar."""
        return len(self._bars)

    def render_line(self, y: int) -> Strip:
        """The row of the bar `y`."""
        base = self.rich_style
        width = self.size.width
        if y >= len(self._bars):
            return Strip.blank(width, base)
        bar = self._bars[y]
        most = self._most or max(each.amount for each in self._bars)
        figures = max(cell_len(self._figure(each)) for each in self._bars) + 1
        labels = min(max(cell_len(each.label) for each in self._bars), int(width * LABEL_SHARE))
        room = width - labels - figures - 2
        drawn = eighths(bar.amount, most, room)
        return Strip(
            [
                Segment(padded(bar.label, labels) + " ", self._style("label")),
                Segment(drawn + " " * (room - len(drawn)), self._style("bar")),
                Segment(" " + self._figure(bar).rjust(figures), self._style("figure")),
            ]
        ).adjust_cell_length(width, base)

    def _style(self, part: str) -> Style:
        return self.rich_style + self.get_component_rich_style(f"bars--{part}", partial=True)

    @staticmethod
    def _figure(bar: Bar) -> str:
        return bar.figure or f"{bar.amount:g}"
