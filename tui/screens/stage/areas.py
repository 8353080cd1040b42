"""Questions by area: how many came in on each subject, as bars."""

from __future__ import annotations

from typing import TYPE_CHECKING

from language import gettext as _
from language import ngettext
from meeting.dialogue.fairness import fairness
from tui.screens.stage.bars import counting, fitted
from tui.screens.stage.page import BLANK, Page, paragraph, says

if TYPE_CHECKING:
    from tui.screens.stage.scene import Scene


def page(scene: Scene) -> Page:
    """One bar an area: the separate questions that stand in it, merged ones counted once."""
    by_area = [
        (scene.area_name(area), tally.items - tally.merged - tally.routed_out)
        for area, tally in fairness(scene.state).by_area
    ]
    total = sum(count for _name, count in by_area)
    top = (BLANK, says(_("Questions by area"), "title"), BLANK)
    measure = scene.size.measure
    if not total:
        return Page(
            body=paragraph(_("No question has come in yet."), measure, "quiet"), top=top, measure=measure
        )
    message = ngettext("{count} question in all", "{count} questions in all", total).format(count=total)
    bottom = (says(message, "quiet"), BLANK)
    bars = [counting(name, count) for name, count in by_area]
    room = scene.size.height - len(top) - len(bottom) - 1
    body = fitted(bars, max(bar.amount for bar in bars), measure, room)
    return Page(body=body, top=top, bottom=bottom, measure=measure)
