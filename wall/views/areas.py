"""Questions by area: how many came in on each subject, as bars."""

from __future__ import annotations

from typing import TYPE_CHECKING

from language import gettext as _
from language import ngettext
from meeting.dialogue.fairness import fairness
from meeting.model.stage import View
from wall.slide import Bar, Chart, ChartKind, Slide, Topic, Words

if TYPE_CHECKING:
    from wall.scene import Scene


def topic(scene: Scene) -> Topic:
    """One bar an area: the separate questions that stand in it, merged ones counted once."""
    by_area = [
        (scene.area_name(area), tally.items - tally.merged - tally.routed_out)
        for area, tally in fairness(scene.state).by_area
    ]
    total = sum(count for _name, count in by_area)
    if not total:
        empty = Slide(View.AREAS, heading=_("Questions by area"))
        return Topic(empty, (Words(_("No question has come in yet.")),))
    count = ngettext("{count} question in all", "{count} questions in all", total).format(count=total)
    bars = tuple(Bar(name, counted, str(counted)) for name, counted in by_area)
    chart = Chart(ChartKind.BARS, bars, max(bar.amount for bar in bars))
    return Topic(Slide(View.AREAS, heading=_("Questions by area"), count=count), (chart,))
