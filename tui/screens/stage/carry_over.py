"""The carry-over view: what earlier meetings left, and how it stands today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from language import gettext as _
from meeting.register.carry_over import carry_over
from tui.screens.stage.page import BLANK, Line, Page, Span, more, paragraph, says, spaced
from tui.widgets.measure import cut
from wording.dates import day

if TYPE_CHECKING:
    from meeting.model.carried import Carried
    from tui.screens.stage.scene import Scene

SETTLED, OPEN, OVERDUE = "✓", "·", "!"
"""Signs before an entry, so that its standing does not hang on colour."""


def page(scene: Scene) -> Page:
    """Three counts, and below them as many matters as fit: overdue first, then open, then settled."""
    measure = scene.size.measure
    left = carry_over(scene.state)
    top = (BLANK, says(_("From earlier meetings"), "title"), BLANK)
    if not left.total:
        body = paragraph(_("Earlier meetings left nothing open."), measure, "quiet")
        return Page(body=body, top=top, measure=measure)
    counts = (
        Line((Span(_("Settled since then")),), (Span(str(len(left.settled)), "strong"),)),
        Line((Span(_("Still being worked on")),), (Span(str(len(left.still_open)), "strong"),)),
        Line((Span(_("Past their date")),), (Span(str(len(left.overdue)), "strong"),)),
        BLANK,
    )
    room = scene.size.height - len(top) - len(counts) - 2
    signed = [
        (sign, row) for sign, rows in _groups(left.overdue, left.still_open, left.settled) for row in rows
    ]
    entries = [_entry(sign, row, measure) for sign, row in signed]
    fit = max(0, room // 2 if 2 * len(entries) <= room else (room - 1) // 2)
    rest = (more(len(entries) - fit),) if fit < len(entries) else ()
    return Page(body=(*counts, *spaced(entries[:fit], room - len(rest)), *rest), top=top, measure=measure)


def _groups(
    overdue: tuple[Carried, ...], still_open: tuple[Carried, ...], settled: tuple[Carried, ...]
) -> tuple[tuple[str, tuple[Carried, ...]], ...]:
    return (OVERDUE, overdue), (OPEN, still_open), (SETTLED, settled)


def _entry(sign: str, row: Carried, measure: int) -> tuple[Line, ...]:
    role = "alarm" if sign == OVERDUE else "text"
    by = day(row.deadline)
    who = cut(row.to, measure - len(by) - 6)
    return (
        Line((Span(f"{sign}  ", role), Span(cut(row.text, measure - 3)))),
        Line((Span(f"   {who}", "quiet"),), (Span(by, role if sign == OVERDUE else "quiet"),)),
    )
