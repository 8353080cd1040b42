"""The test before the meeting: a page as full as any, so that whoever reads it from the last row can read them all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from language import gettext as _
from meeting.model.stage import View
from wall.slide import Slide, Topic, Words

if TYPE_CHECKING:
    from wall.scene import Scene


def topic(scene: Scene) -> Topic:
    """Four lines beside the code, in the smallest letters of the main text, with letters that are easily confused."""
    slide = Slide(
        View.TEST,
        heading=_("Back-row test"),
        notes=(_("Whoever reads this from the last row can read every page."),),
        scan=scene.scan(said=_("Try the code from the last row")),
    )
    return Topic(slide, (Words(_("Last row: can you read this? B8 3E 690")),), opens_at=0)
