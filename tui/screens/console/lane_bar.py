"""The row of lanes: how many questions stand in each, which one is listed, and how many came since."""

from __future__ import annotations

from functools import partial
from itertools import accumulate
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content
from textual.geometry import Offset
from textual.message import Message

from language import gettext as _
from language import ngettext
from meeting.dialogue.lanes import Lane
from tui.widgets.line import Part, Rows
from wording.questions import LANES, SHORT_LANES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from textual import events


class LaneBar(Rows):
    """One row at every width: names give way to short ones before a count does."""

    DEFAULT_CSS = "LaneBar { background: $panel; }"

    _lanes_at: Mapping[Lane, int] = {}

    class Picked(Message):
        """A lane was clicked or jumped to."""

        def __init__(self, lane: Lane) -> None:
            super().__init__()
            self.lane = lane

    def show_lanes(self, counts: Mapping[Lane, int], listed: Lane | None, came: int) -> None:
        """Show these counts; `came` is how many new questions have come since the host last went to them."""
        right = []
        if came:
            message = ngettext("{count} new: J goes there", "{count} new: J goes there", came)
            right = [Part(message.format(count=came), "warning"), Part(" ")]
        room = self.size.width - sum(cell_len(part.text) for part in right)
        for names in (LANES, SHORT_LANES):
            left = [
                part for lane in Lane for part in self._lane(_(names[lane]), counts[lane], lane is listed)
            ]
            if sum(cell_len(part.text) for part in left) < room:
                break
        self._lanes_at = self._offsets(left)
        self.show((left, right))

    @staticmethod
    def _offsets(parts: Sequence[Part]) -> dict[Lane, int]:
        """Where each lane begins; a lane is two parts."""
        ends = list(accumulate(cell_len(part.text) for part in parts))
        return dict(zip(Lane, [0, *ends[1::2]], strict=False))

    def places(self) -> Iterator[tuple[Offset, Callable[[], object]]]:
        """The lanes, for jump mode."""
        for lane, at in self._lanes_at.items():
            yield Offset(at, 0), partial(self._list, lane)

    def _list(self, lane: Lane) -> None:
        self.post_message(self.Picked(lane))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Say what the lane under the pointer holds, in full words."""
        lane = self._under(event)
        self.tooltip = Content(_(LANES[lane])) if lane is not None else None

    def on_click(self, event: events.Click) -> None:
        """List the lane that is clicked."""
        if (lane := self._under(event)) is not None:
            self._list(lane)

    def _under(self, event: events.MouseEvent) -> Lane | None:
        return next((lane for lane, at in reversed(list(self._lanes_at.items())) if at <= event.x), None)

    @staticmethod
    def _lane(name: str, count: int, chosen: bool) -> list[Part]:  # noqa: FBT001
        if chosen:
            return [Part(f"▸{name} {count}", "accent"), Part(" ")]
        return [
            Part(f" {name} ", "text" if count else "quiet"),
            Part(f"{count} ", "strong" if count else "quiet"),
        ]
