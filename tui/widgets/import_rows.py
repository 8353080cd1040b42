"""The rows of a file that is being brought in: what becomes of each, where it stands, what it says and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip

from intake.preview import IN, PART, RowShown
from tui.terminal_filter import sanitize
from tui.widgets.measure import cut
from tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.style import Style

SIGNS = {IN: "✓", PART: "│"}
"""A row that is imported, and one that is part of the row above; one that is left out has none."""

PLACE_WIDTH = 6
WHY_SHARE = 3
"""The reason takes at most this part of a row."""


class ImportRows(VirtualList):
    """Every row of the file; the cursor stays where it is when they change."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"import--out"}
    DEFAULT_CSS = """
    ImportRows {
        & > .import--out { color: $warning; }
    }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  Textual's own word for it
        super().__init__(id=id)
        self._rows: Sequence[RowShown] = ()

    @property
    def count(self) -> int:
        """How many rows there are."""
        return len(self._rows)

    @property
    def chosen(self) -> RowShown | None:
        """The row under the cursor."""
        return self._rows[self.cursor] if self._rows else None

    def show(self, rows: Sequence[RowShown]) -> None:
        """List these rows."""
        self._rows = rows
        self.measure()
        self.go(self.cursor)
        self.refresh()

    def row(self, place: int, width: int, cursor: Style | None) -> Strip:
        """Sign, row number, text with unit, and why it is left out or what it is like."""
        shown = self._rows[place]
        plain, quiet, out = (
            cursor or self.row_style(name) for name in ("list--row", "list--quiet", "import--out")
        )
        why = cut(sanitize(shown.why), width // WHY_SHARE)
        room = max(0, width - 4 - PLACE_WIDTH - cell_len(why) - (2 if why else 0))
        said = " · ".join(" ".join(part.split()) for part in shown.said if part.strip())
        text = cut(sanitize(said), room)
        gap = " " * max(0, room - cell_len(text) + (2 if why else 0))
        is_in = shown.state == IN
        return Strip(
            [
                Segment(f" {SIGNS.get(shown.state, ' ')} ", plain if is_in else quiet),
                Segment(f"{shown.number:>{PLACE_WIDTH - 1}} ", quiet),
                Segment(text, plain if is_in else quiet),
                Segment(gap, plain),
                Segment(why, quiet if is_in else out),
            ]
        ).adjust_cell_length(width, plain)
