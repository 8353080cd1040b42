"""What a played meeting came to, on one screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from language import gettext as _
from meeting.areas import OTHER, UNCLASSIFIED
from meeting.dialogue.fairness import fairness

if TYPE_CHECKING:
    from pathlib import Path

    from demonstration.phones import Report
    from meeting.state import State

LABELS = (
    ("merged", N_("merged")),
    ("routed_out", N_("routed out")),
    ("answered", N_("answered")),
    ("explained", N_("explained")),
    ("written_answer", N_("written answer promised")),
    ("assigned", N_("assigned to a unit")),
    ("superior", N_("recommended to superior leadership")),
    ("specialised", N_("passed to a specialised unit")),
    ("not_taken_up", N_("not taken up")),
    ("out_of_scope", N_("out of scope")),
    ("unanswered", N_("unanswered")),
)


def summary(state: State, report: Report, digest: str, out: Path, documents: int) -> str:
    """Questions by area and by outcome, people by phone, the digest and where the files are: one screen."""
    account = fairness(state)
    names = {area.id: area.name for area in state.meeting.settings.areas}
    names |= {OTHER: _("other"), UNCLASSIFIED: _("unclassified")}
    lines = [_("Questions by area")]
    lines += [f"  {names[area][:52]:<54}{tally.items:>5}" for area, tally in account.by_area if tally.items]
    lines.append(_("Questions by outcome"))
    for field, label in LABELS:
        if count := getattr(account.total, field):
            lines.append(f"  {_(label):<54}{count:>5}")
    in_all = _("Items in all")
    lines.append(f"{in_all:<56}{account.total.items:>5}")
    lines.append(
        _("By phone: {phones} joined, {asked} asked, {votes} votes of support").format(
            phones=report.phones, asked=report.asked, votes=report.votes
        )
    )
    lines.append(_("Record digest {digest}").format(digest=digest))
    lines.append(
        _("Written to {out}: {documents} documents, the record, and record.zip").format(
            out=out, documents=documents
        )
    )
    return "\n".join(lines)
