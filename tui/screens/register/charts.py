"""The register's counts as bars: how much of what each group owes is settled or explained."""

from __future__ import annotations

from typing import TYPE_CHECKING

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from meeting.register.view import GroupBy, shares
from minutes.register import group_name
from tui.terminal_filter import sanitize
from tui.widgets.bars import Bar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from meeting.register.view import RegisterEntry

GROUPS = {
    GroupBy.UNIT: N_("Per unit"),
    GroupBy.AREA: N_("Per area"),
    GroupBy.MEETING: N_("Per meeting"),
}
"""What is counted by, in the order the key goes through them."""

GROUPS_SHOWN = 30


def bars(rows: Sequence[RegisterEntry], by: GroupBy) -> list[Bar]:
    """One bar a group: the part of a hundred that is closed, with closed and all in figures, overdue marked."""
    drawn = []
    for counted in shares(rows, by)[:GROUPS_SHOWN]:
        late = f"  !!{counted.overdue}" if counted.overdue else ""
        closed = counted.settled + counted.explained
        figure = f"{counted.percent_settled:3} %  {closed}/{counted.total}{late}"
        drawn.append(Bar(sanitize(group_name(rows, by, counted.name)), counted.percent_settled, figure))
    return drawn
