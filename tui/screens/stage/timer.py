"""The countdown at the foot of the stage: large figures while it runs, words when it has run out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from language import gettext as _
from tui.countdown import remaining
from tui.screens.stage.figures import countdown, figures
from tui.screens.stage.page import BLANK, Line, Span, says

if TYPE_CHECKING:
    from tui.screens.stage.scene import Scene

WARNING_SECONDS = 30
"""The last seconds, in which the figures change their colour and gain a word."""

ROOMY_HEIGHT = 16
"""On fewer rows the countdown is one line of plain figures."""


def rows(scene: Scene, *, large: bool = True) -> tuple[Line, ...]:
    """The countdown's rows, few where there is no room for `large` ones; none where no timer runs."""
    left = remaining(scene.state.stage, scene.now)
    if left is None:
        return ()
    if left <= 0:
        return (says(_("Time is up"), "alarm"), BLANK)
    role = "alarm" if left <= WARNING_SECONDS else "figure"
    if not large or scene.size.height < ROOMY_HEIGHT:
        return (Line((Span(countdown(left), role),)),)
    return (*figures(countdown(left), role), BLANK)
