"""What `meeting.votes.kinds` decides, by its earlier address."""

from decimal import Decimal

from meeting.model.form import Form, Tally
from meeting.votes.kinds import base as base
from meeting.votes.kinds import finding as finding
from meeting.votes.kinds import kind_of
from meeting.votes.kinds.scale import satisfied_answers as content
from meeting.votes.results import Finding as Finding
from meeting.votes.results import Verdict as Verdict

__all__ = ["Finding", "Verdict", "base", "content", "finding", "mean_score"]


def mean_score(form: Form, tally: Tally) -> Decimal | None:
    """The mean of a scale or rating; None for other kinds."""
    return kind_of(form).mean(form, tally)
