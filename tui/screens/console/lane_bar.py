"""The row of lanes: how many questions stand in each, which one is listed, and how many came since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from language import gettext as _
from language import ngettext
from meeting.dialogue.lanes import Lane
from tui.widgets.line import Part, Rows
from wording.questions import LANES, SHORT_LANES

if TYPE_CHECKING:
    from collections.abc import Mapping


class LaneBar(Rows):
    """One row at every width: names give way to short ones before a count does."""

    DEFAULT_CSS = "LaneBar { background: $panel; }"

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
        self.show((left, right))

    @staticmethod
    def _lane(name: str, count: int, chosen: bool) -> list[Part]:  # noqa: FBT001
        if chosen:
            return [Part(f"▸{name} {count}", "accent"), Part(" ")]
        return [
            Part(f" {name} ", "text" if count else "quiet"),
            Part(f"{count} ", "strong" if count else "quiet"),
        ]
