"""The list of what is left: all of it, its areas and questions with what is proposed; then what ends up secret."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip

from tui.screens.closing.proposals import REST, Scope
from tui.terminal_filter import sanitize
from tui.widgets.measure import cut, padded
from tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.style import Style

UNSEEN, SEEN, TO_APPROVE = "●", "○", "+"
"""The signs of the queue: not approved, approved; and what is approved along with what is recorded."""

NUMBER_WIDTH = 6
PROPOSAL_SHARE = 2
"""What is proposed takes at most this part of a row."""


class LeftRow(NamedTuple):
    """A row: what it is about, the questions within, its sign and words, what they get, and whether that is its own.

    One that `is_secret` is about what has an outcome already and was not approved.
    """

    scope: Scope
    numbers: tuple[int, ...]
    sign: str
    text: str
    proposal: str
    is_own: bool
    is_secret: bool = False

    @property
    def is_heading(self) -> bool:
        """Whether it stands for many."""
        return not self.scope.number


class LeftList(VirtualList):
    """The cursor stays on what it was on when rows come and go."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"left--heading", "left--own"}
    DEFAULT_CSS = """
    LeftList {
        height: 1fr;
        & > .left--heading { color: $primary; text-style: bold; }
        & > .left--own { color: $text-success; text-style: bold; }
    }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  Textual's own word for it
        super().__init__(id=id)
        self._rows: Sequence[LeftRow] = ()

    @property
    def count(self) -> int:
        """How many rows there are."""
        return len(self._rows)

    @property
    def chosen(self) -> LeftRow | None:
        """The row under the cursor."""
        return self._rows[self.cursor] if self.cursor < len(self._rows) else None

    def show(self, rows: Sequence[LeftRow]) -> None:
        """List these rows."""
        chosen = self.chosen
        self._rows = rows
        self.measure()
        places = {(row.scope, row.is_secret): place for place, row in enumerate(rows)}
        self.go(places.get((chosen.scope, chosen.is_secret), self.cursor) if chosen else 0)
        self.refresh()

    def row(self, place: int, width: int, cursor: Style | None) -> Strip:
        """Sign and number, words, and on the right what is proposed."""
        shown = self._rows[place]
        head = cursor or self.row_style("left--heading" if shown.is_heading else "list--row")
        told = cursor or self.row_style("left--own" if shown.is_own else "list--quiet")
        proposal = cut(sanitize(shown.proposal), width // PROPOSAL_SHARE)
        indent = "" if shown.scope == REST else " " if shown.is_heading else "   "
        number = f"#{shown.scope.number}".ljust(NUMBER_WIDTH) if shown.scope.number else ""
        count = f"  {len(shown.numbers)}" if shown.is_heading else ""
        start = f" {indent}{shown.sign} {number}"
        room = width - cell_len(start) - cell_len(proposal) - 3
        words = cut(sanitize(" ".join(shown.text.split())), room - len(count)) + count
        return Strip(
            [
                Segment(start, head),
                Segment(padded(words, max(0, room)), head),
                Segment(f"  {proposal} ", told),
            ]
        ).adjust_cell_length(width, head)
