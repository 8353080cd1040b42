"""The check-in view: the code to scan, what checking in means, and how many have come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from language import gettext as _
from language import ngettext
from meeting.dialogue.roll import roll
from meeting.phone_sections import Section
from tui.screens.stage import scanning
from tui.screens.stage.page import BLANK, Page, paragraph

if TYPE_CHECKING:
    from tui.screens.stage.scene import Scene


def page(scene: Scene) -> Page:
    """How to check in while it is open, and the counts at any time; never a name."""
    is_open = scene.state.meeting.check_in_open
    code, measure = None, scene.size.measure
    if is_open:
        code, measure = scanning.code_beside(scene, Section.ATTENDANCE, 0)
    counted = roll(scene.state)
    here = ngettext("{count} person is here", "{count} people are here", counted.present)
    message = [here.format(count=counted.present)]
    if counted.invited:
        words = _("{arrived} of {invited} invited have come")
        message.append(words.format(arrived=counted.arrived, invited=counted.invited))
    closed = paragraph(_("Attendance is not being taken just now"), measure)
    how = (
        BLANK,
        *(scanning.how_to_answer(scene, measure, _("Scan the code to check in")) if is_open else closed),
        BLANK,
        *(line for words in message for line in paragraph(words, measure, "accent")),
        BLANK,
        *paragraph(
            _("Voluntary. Your name stands in the minutes, never beside a question."), measure, "quiet"
        ),
    )
    title = paragraph(scene.state.meeting.title, measure, "title")
    return Page(body=scanning.beside(title, how, scene.size.height), code=code, measure=measure)
