"""What a played meeting came to, on one screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from language import gettext as _
from meeting.dialogue.fairness import OUTCOMES_IN_ORDER, fairness
from wording.areas import area_name
from wording.questions import NO_OUTCOME, OUTCOMES

if TYPE_CHECKING:
    from pathlib import Path

    from demonstration.phones import Report
    from meeting.dialogue.fairness import QuestionCounts
    from meeting.state import State


def _became(total: QuestionCounts) -> list[tuple[str, int]]:
    """What became of the items, in words, and of how many."""
    return [
        (_("Gathered under a like question"), total.merged),
        (_("Handled by another procedure"), total.routed_out),
        *((OUTCOMES[outcome].screen(), getattr(total, outcome.value)) for outcome in OUTCOMES_IN_ORDER),
        (NO_OUTCOME.screen(), total.unanswered),
    ]


def summary(state: State, report: Report, digest: str, out: Path, documents: int) -> str:
    """Questions by area and by outcome, people by phone, the digest and where the files are: one screen."""
    account = fairness(state)
    lines = [_("Questions by area")]
    lines += [
        f"  {area_name(state, area)[:52]:<54}{tally.items:>5}"
        for area, tally in account.by_area
        if tally.items
    ]
    lines.append(_("Questions by outcome"))
    lines += [f"  {label:<54}{count:>5}" for label, count in _became(account.total) if count]
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
