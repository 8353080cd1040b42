"""The check-in view: the code to scan, what checking in means, and how many have come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from language import gettext as _
from language import ngettext
from meeting.dialogue.roll import roll
from meeting.model.stage import View
from meeting.phone_sections import Section
from wall.slide import Role, Slide, Topic, Words

if TYPE_CHECKING:
    from wall.scene import Scene


def topic(scene: Scene) -> Topic:
    """How to check in while it is open, and the counts at any time; never a name."""
    is_open = scene.state.meeting.check_in_open
    said = _("Scan the code to check in")
    scan = scene.scan(Section.ATTENDANCE, 0, said) if is_open else None
    counted = roll(scene.state)
    here = ngettext("{count} person is here", "{count} people are here", counted.present)
    blocks = [Words(here.format(count=counted.present))]
    if counted.invited:
        words = _("{arrived} of {invited} invited have come")
        come = words.format(arrived=counted.arrived, invited=counted.invited)
        blocks.append(Words(come, Role.TEXT))
    if not is_open:
        blocks.append(Words(_("Attendance is not being taken just now"), Role.TEXT))
    note = _("Voluntary. Your name stands in the minutes, never beside a question.")
    slide = Slide(View.ATTENDANCE, heading=scene.state.meeting.title, notes=(note,), scan=scan)
    return Topic(slide, tuple(blocks))
