"""One painted row: parts from the left and parts that end at the right edge; the left gives way."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from tui.widgets.measure import cut

if TYPE_CHECKING:
    from collections.abc import Iterable


class Part(NamedTuple):
    """A run of text in a role: text, strong, quiet, accent, good, warning or alarm."""

    text: str
    role: str = "text"


class Rows(Widget):
    """As many rows as it has height, each painted from parts. Text is never markup."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "rows--text",
        "rows--strong",
        "rows--quiet",
        "rows--accent",
        "rows--good",
        "rows--warning",
        "rows--alarm",
    }
    DEFAULT_CSS = """
    Rows {
        height: 1;
        & > .rows--text { color: $foreground; }
        & > .rows--strong { color: $foreground; text-style: bold; }
        & > .rows--quiet { color: $foreground 65%; }
        & > .rows--accent { color: $primary; text-style: bold; }
        & > .rows--good { color: $success; text-style: bold; }
        & > .rows--warning { color: $warning; text-style: bold; }
        & > .rows--alarm { color: $error; text-style: bold reverse; }
    }
    """

    def __init__(
        self,
        *,
        id: str | None = None,  # noqa: A002  Textual's own word for it
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._rows: list[tuple[tuple[Part, ...], tuple[Part, ...]]] = []

    def show(self, *rows: tuple[Iterable[Part], Iterable[Part]]) -> None:
        """Paint these rows, each its left and its right parts; repaints only where something is different."""
        painted = [(tuple(left), tuple(right)) for left, right in rows]
        if painted != self._rows:
            self._rows = painted
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The row `y`."""
        base = self.rich_style
        width = self.size.width
        if y >= len(self._rows):
            return Strip.blank(width, base)
        left, right = self._rows[y]
        room = max(0, width - sum(cell_len(part.text) for part in right) - (1 if right else 0))
        segments = []
        used = 0
        for part in left:
            text = cut(part.text, room - used)
            used += cell_len(text)
            segments.append(self._segment(Part(text, part.role)))
        segments.append(Segment(" " * (width - used - sum(cell_len(part.text) for part in right)), base))
        segments += [self._segment(part) for part in right]
        return Strip(segments).adjust_cell_length(width, base)

    def _segment(self, part: Part) -> Segment:
        style = self.get_component_rich_style(f"rows--{part.role}", partial=True)
        return Segment(part.text, self.rich_style + style)
