"""The secretary's list: one row an entry, the chosen one kept in place."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.binding import Binding
from textual.strip import Strip

from tui.terminal_filter import sanitize
from tui.widgets.measure import cut
from tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.style import Style
    from textual.binding import BindingType

    from tui.screens.secretary.entries import MinutesEntry

MISSING, EDITED, RECORDED, BARE = "!", "~", "✓", "·"
"""Signs: something is missing; the wording was edited; words stand as taken down; nothing to write."""

LABEL_WIDTH = 5


class EntryList(VirtualList):
    """What the minutes need, in their order."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"entries--missing"}
    DEFAULT_CSS = """
    EntryList {
        & > .entries--missing { color: $warning; text-style: bold; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "move(1)", show=False),
        Binding("i", "move(-1)", show=False),
    ]

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  Textual's own word for it
        super().__init__(id=id)
        self._entries: Sequence[MinutesEntry] = ()

    @property
    def count(self) -> int:
        """How many entries are listed."""
        return len(self._entries)

    @property
    def chosen(self) -> MinutesEntry | None:
        """The entry under the cursor."""
        return self._entries[self.cursor] if self._entries else None

    @property
    def entries(self) -> Sequence[MinutesEntry]:
        """What is listed."""
        return self._entries

    def show(self, entries: Sequence[MinutesEntry]) -> None:
        """List these. The chosen one stays chosen; if it went, the one now in its place is."""
        if entries == self._entries:
            return
        before = self.chosen.key if self.chosen else None
        self._entries = entries
        self.measure()
        self.go(next((at for at, entry in enumerate(entries) if entry.key == before), self.cursor))
        self.refresh()

    def next_missing(self) -> bool:
        """Go to the next entry with a gap, from the top again after the last; False if there is none."""
        count = len(self._entries)
        for step in range(1, count + 1):
            place = (self.cursor + step) % count
            if self._entries[place].gaps:
                self.go(place)
                return True
        return False

    def row(self, place: int, width: int, cursor: Style | None) -> Strip:
        """Sign, label, text, and what is missing."""
        entry = self._entries[place]
        plain, quiet, lacking = (
            cursor or self.row_style(name) for name in ("list--row", "list--quiet", "entries--missing")
        )
        gap_names = cut(entry.gap_names, width // 2)
        room = width - LABEL_WIDTH - 5 - cell_len(gap_names) - (2 if gap_names else 0)
        text = cut(sanitize(entry.text.replace("\n", " ")), room)
        gap = " " * max(0, room - cell_len(text) + (2 if gap_names else 0))
        return Strip(
            [
                Segment(f" {_sign(entry)} ", lacking if entry.gaps else quiet),
                Segment(f"{entry.label:>{LABEL_WIDTH}} ", quiet),
                Segment(text, plain),
                Segment(gap, plain),
                Segment(gap_names, lacking),
            ]
        ).adjust_cell_length(width, plain)


def _sign(entry: MinutesEntry) -> str:
    if entry.gaps:
        return MISSING
    if entry.is_edited:
        return EDITED
    return RECORDED if entry.has_words else BARE
