"""What the home screen says: a meeting in two rows, how to begin, and what is owed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from language import gettext as _
from language import ngettext
from meeting.model.profile import Phase
from tui.terminal_filter import sanitize
from wording.dates import day
from wording.meetings import PHASES

if TYPE_CHECKING:
    from tui.summaries import Owed, Summary

SIGNS = {
    Phase.PREPARED: ("○", "$foreground 75%"),
    Phase.OPEN: ("●", "bold $success"),
    Phase.CLOSED: ("✓", "$foreground 75%"),
}
"""Sign and style of each phase; the words beside them say the same, so that colour never stands alone."""


def meeting_row(summary: Summary) -> Content:
    """A meeting on two rows: its title; day, place, phase and questions."""
    meeting = summary.meeting
    if meeting is None:
        return Content.assemble(sanitize(summary.id), "\n", (sanitize(summary.problem or "?"), "$warning"))
    sign, style = SIGNS[meeting.phase]
    asked = ngettext("{count} question", "{count} questions", summary.questions).format(
        count=summary.questions
    )
    rest = [day(meeting.planned_on), meeting.place, asked, _("rehearsal") if meeting.rehearsal else ""]
    message = "   ".join(part for part in rest if part)
    return Content.assemble(
        (sanitize(meeting.title), "bold"),
        "\n",
        (f"{sign} {_(PHASES[meeting.phase])}", style),
        (f"   {sanitize(message)}", "$foreground 70%"),
    )


def beginning() -> Content:
    """What a newcomer reads first."""
    return Content.assemble(
        (_("There is no meeting on this laptop yet."), "bold"),
        "\n\n",
        (" Enter ", "bold $block-cursor-foreground on $block-cursor-background"),
        "  ",
        _("Make the first one. It takes less than a minute."),
        "\n\n",
        (_("To watch one first: press Ctrl+Q, then run “doithoai demo”."), "$foreground 65%"),
    )


def owed_words(owing: Owed) -> Content:
    """What all meetings together still owe."""
    if not owing.open:
        return Content("")
    message = ngettext("Register: {count} matter open", "Register: {count} matters open", owing.open)
    parts: list[Content] = [Content.styled(message.format(count=owing.open), "$foreground 75%")]
    if owing.overdue:
        late = ngettext("{count} overdue", "{count} overdue", owing.overdue).format(count=owing.overdue)
        parts.append(Content.styled(f"! {late}", "bold $error"))
    return Content("   ").join(parts)
