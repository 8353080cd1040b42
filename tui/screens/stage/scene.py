"""What every stage view is made from: the record as it stands, the way in for phones, the time, and the space."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tui.screens.stage.page import Size
from wording.areas import area_name

if TYPE_CHECKING:
    from datetime import datetime

    from link.live import Live
    from meeting.model.question import Question
    from meeting.state import State


class Scene(NamedTuple):
    """The input of a view. `live` is None while no server runs; `now` is aware; `digest` is the record's, if known."""

    state: State
    live: Live | None
    now: datetime
    size: Size
    digest: str = ""

    def area_name(self, area: str) -> str:
        """The name of an area in the language of the screen."""
        return area_name(self.state, area)

    def asker(self, question: Question) -> str:
        """Who asked, only if they offered it and the host lets names be shown; otherwise empty."""
        if not self.state.meeting.settings.names_on_stage:
            return ""
        return ", ".join(part for part in (question.name, question.unit) if part)
