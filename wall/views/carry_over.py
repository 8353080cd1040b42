"""The carry-over view: what earlier meetings left, and how it stands today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from language import gettext as _
from meeting.model.stage import View
from meeting.register.carry_over import carry_over
from wall.slide import Role, Row, Slide, Topic, Words
from wording.dates import day

if TYPE_CHECKING:
    from meeting.model.carried import Carried
    from wall.scene import Scene

SETTLED, OPEN, OVERDUE = "✓", "·", "!"
"""Signs before an entry, so that its standing does not hang on colour."""


def topic(scene: Scene) -> Topic:
    """Three counts, then each matter: overdue first, then open, then settled."""
    left = carry_over(scene.state)
    slide = Slide(View.CARRY_OVER, heading=_("From earlier meetings"))
    if not left.total:
        return Topic(slide, (Words(_("Earlier meetings left nothing open."), Role.TEXT),))
    counts = (
        Row(_("Settled since then"), figure=str(len(left.settled)), role=Role.STRONG),
        Row(_("Still being worked on"), figure=str(len(left.still_open)), role=Role.STRONG),
        Row(_("Past their date"), figure=str(len(left.overdue)), role=Role.STRONG),
    )
    groups = ((OVERDUE, left.overdue), (OPEN, left.still_open), (SETTLED, left.settled))
    return Topic(slide, (*counts, *(_entry(sign, row) for sign, rows in groups for row in rows)))


def _entry(sign: str, row: Carried) -> Row:
    role = Role.ALARM if sign == OVERDUE else Role.TEXT
    below = "  ·  ".join(part for part in (row.to, day(row.deadline) if row.deadline else "") if part)
    return Row(row.text, sign=sign, below=below, role=role)
