"""The register's words and rows: what is owed, by whom, by when, and how it stands, in a sign and in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from language import gettext as _
from meeting.model.register import CommitmentKind, Destination, Status
from meeting.register.deadlines import Urgency
from minutes.wording import day_of
from tui.widgets.plain import literal

if TYPE_CHECKING:
    from meeting.model.register import Letter
    from meeting.register.view import RegisterEntry

STATUSES = {
    Status.UNSETTLED: N_("Not settled yet"),
    Status.IN_PROGRESS: N_("Being settled"),
    Status.EXPLAINED: N_("Explained, informed"),
    Status.SETTLED: N_("Settled"),
}
"""The official words, in the order a matter usually goes."""

URGENCIES = {
    Urgency.OVERDUE: ("!!", N_("overdue"), "bold $error"),
    Urgency.DUE_SOON: ("! ", N_("due soon"), "bold $warning"),
    Urgency.OPEN: ("· ", N_("in time"), "$foreground 75%"),
    Urgency.SETTLED: ("✓ ", "", "$success"),
}
"""Sign, words and style; sign and words say the same, so that colour never stands alone."""

KINDS: dict[str, str] = {
    Destination.SUPERIOR.value: N_("Recommended to superior leadership"),
    Destination.SPECIALISED.value: N_("Passed to a specialised unit"),
    CommitmentKind.WRITTEN_ANSWER.value: N_("To be answered in writing"),
    CommitmentKind.ASSIGNMENT.value: N_("Assigned to a unit"),
    CommitmentKind.CONCLUSION.value: N_("Conclusion of the chair"),
}

DIRECTIONS = {"sent": N_("Letter sent"), "received": N_("Reply received")}


def status_line(entry: RegisterEntry) -> str:
    """How it stands, and how it stands against its deadline."""
    words = URGENCIES[entry.urgency][1]
    return ", ".join(filter(None, (_(STATUSES[entry.status]), _(words) if words else "")))


def label(entry: RegisterEntry) -> Content:
    """A row as it is drawn: two lines."""
    sign, _words, style = URGENCIES[entry.urgency]
    text = literal(entry.text.replace("\n", " "))
    about = f"{day_of(entry.deadline)}  {status_line(entry)}  ·  {entry.to}"
    return Content.assemble((sign, style), " ", text, "\n   ", literal(about).stylize("$foreground 75%"))


def whole(entry: RegisterEntry) -> Content:
    """Everything about an entry: what, from where, to whom, by when, letters and history."""
    parts: list[Content] = [
        Content.styled(_(KINDS[entry.kind]), "bold"),
        literal(entry.text),
        Content(""),
        *_lines(entry),
    ]
    if entry.letters:
        parts += [Content(""), Content.styled(_("Letters"), "bold"), *map(_letter, entry.letters)]
    if entry.notes:
        parts += [Content(""), Content.styled(_("History"), "bold")]
        for note in entry.notes:
            status = _(STATUSES[note.status]) if note.status else ""
            parts.append(literal(f"{day_of(note.at[:10])}  {'  '.join(filter(None, (status, note.text)))}"))
    return Content("\n").join(parts)


def _letter(letter: Letter) -> Content:
    message = (day_of(letter.on), _(DIRECTIONS[letter.direction]), letter.number, letter.note)
    return literal("  ".join(filter(None, message)))


def _lines(entry: RegisterEntry) -> list[Content]:
    """The facts, a line each, empty ones left out."""
    facts = (
        (_("Meeting"), f"{entry.title} ({day_of(entry.held_on)})"),
        (_("Question"), f"#{entry.question}" if entry.question else ""),
        (_("Area"), entry.area_name),
        (_("Addressee") if entry.book == "referrals" else _("Owner"), entry.to),
        (_("Followed by"), entry.owner if entry.owner != entry.to else ""),
        (_("Reason"), entry.reason),
        (_("Deadline"), day_of(entry.deadline)),
        (_("Status"), status_line(entry)),
        (_("Settled on"), day_of(entry.settled_on) if entry.settled_on else ""),
    )
    return [
        Content.assemble((f"{name}: ", "$foreground 75%"), literal(value)) for name, value in facts if value
    ]
