"""How the hall is told what became of a question: the official words."""

from __future__ import annotations

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from language import gettext as _
from meeting.model.question import Outcome

WORDS = {
    Outcome.ANSWERED: N_("Answered on the spot"),
    Outcome.EXPLAINED: N_("Explained, informed"),
    Outcome.WRITTEN_ANSWER: N_("To be answered in writing"),
    Outcome.ASSIGNED: N_("Assigned to a unit"),
    Outcome.SUPERIOR: N_("Recommended to superior leadership"),
    Outcome.SPECIALISED: N_("Passed to a specialised unit"),
    Outcome.NOT_TAKEN_UP: N_("Not taken up, with the reason"),
    Outcome.OUT_OF_SCOPE: N_("Outside the scope of this dialogue"),
}


def outcome_words(outcome: Outcome | None) -> str:
    """The words for an outcome; empty while there is none."""
    return _(WORDS[outcome]) if outcome is not None else ""
