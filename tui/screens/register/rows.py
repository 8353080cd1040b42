"""The register's words, rows and counts: what is owed, by whom, by when, and how it stands, in a sign and in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from language import gettext as _
from meeting.register.deadlines import Urgency
from meeting.register.view import GroupBy, shares
from minutes.register import group_name
from tui.terminal_filter import sanitize
from tui.widgets.bars import Bar
from tui.widgets.plain import literal
from wording import register
from wording.dates import day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from meeting.model.register import Letter
    from meeting.register.view import RegisterEntry

SIGNS = {
    Urgency.OVERDUE: ("!!", "bold $error"),
    Urgency.DUE_SOON: ("! ", "bold $warning"),
    Urgency.OPEN: ("· ", "$foreground 75%"),
    Urgency.SETTLED: ("✓ ", "$success"),
}
"""Sign and style by urgency; the words beside them say the same, so that colour never stands alone."""


GROUPS = {GroupBy.UNIT: N_("Per unit"), GroupBy.AREA: N_("Per area"), GroupBy.MEETING: N_("Per meeting")}
"""What is counted by, in the order the key goes through them."""

GROUPS_SHOWN = 30


def label(entry: RegisterEntry) -> Content:
    """A row as it is drawn: two lines."""
    sign, style = SIGNS[entry.urgency]
    text = literal(entry.text.replace("\n", " "))
    about = f"{day(entry.deadline)}  {register.standing(entry.status, entry.urgency)}  ·  {entry.to}"
    return Content.assemble((sign, style), " ", text, "\n   ", literal(about).stylize("$foreground 75%"))


def whole(entry: RegisterEntry) -> Content:
    """Everything about an entry: what, from where, to whom, by when, letters and history."""
    parts: list[Content] = [
        Content.styled(register.OBLIGATIONS[entry.kind].screen(), "bold"),
        literal(entry.text),
        Content(""),
        *_lines(entry),
    ]
    if entry.letters:
        parts += [Content(""), Content.styled(_("Letters"), "bold"), *map(_letter, entry.letters)]
    if entry.notes:
        parts += [Content(""), Content.styled(_("History"), "bold")]
        for note in entry.notes:
            status = register.STATUSES[note.status].screen() if note.status else ""
            parts.append(literal(f"{day(note.at[:10])}  {'  '.join(filter(None, (status, note.text)))}"))
    return Content("\n").join(parts)


def _letter(letter: Letter) -> Content:
    message = (day(letter.on), register.LETTERS[letter.direction].screen(), letter.number, letter.note)
    return literal("  ".join(filter(None, message)))


def _lines(entry: RegisterEntry) -> list[Content]:
    """The facts, a line each, empty ones left out."""
    facts = (
        (_("Meeting"), f"{entry.title} ({day(entry.held_on)})"),
        (_("Question"), f"#{entry.question}" if entry.question else ""),
        (_("Area"), entry.area_name),
        (_("Addressee") if entry.book == "referrals" else _("Owner"), entry.to),
        (_("Followed by"), entry.owner if entry.owner != entry.to else ""),
        (_("Reason"), entry.reason),
        (_("Deadline"), day(entry.deadline)),
        (_("Status"), register.standing(entry.status, entry.urgency)),
        (_("Settled on"), day(entry.settled_on) if entry.settled_on else ""),
    )
    return [
        Content.assemble((f"{name}: ", "$foreground 75%"), literal(value)) for name, value in facts if value
    ]


def bars(rows: Sequence[RegisterEntry], by: GroupBy) -> list[Bar]:
    """One bar a group: the part of a hundred that is closed, with closed and all in figures, overdue marked."""
    drawn = []
    for counted in shares(rows, by)[:GROUPS_SHOWN]:
        late = f"  !!{counted.overdue}" if counted.overdue else ""
        closed = counted.settled + counted.explained
        figure = f"{counted.percent_settled:3} %  {closed}/{counted.total}{late}"
        drawn.append(Bar(sanitize(group_name(rows, by, counted.name)), counted.percent_settled, figure))
    return drawn
