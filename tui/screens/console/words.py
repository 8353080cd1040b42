"""The console's words for what the record holds: standings, outcomes, channels, kinds and what the log says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from language import current
from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from language import gettext as _
from meeting.areas import OTHER, UNCLASSIFIED
from meeting.dialogue.queue import Order, QuestionProgress
from meeting.model.profile import Phase
from meeting.model.question import Channel, Outcome, QuestionKind
from meeting.model.stage import View

if TYPE_CHECKING:
    from meeting.state import State

PROGRESS = {
    QuestionProgress.NEW: N_("new, not shown to anybody yet"),
    QuestionProgress.OPEN: N_("approved, waiting"),
    QuestionProgress.DECIDED: N_("decided"),
    QuestionProgress.HIDDEN: N_("hidden"),
    QuestionProgress.MERGED: N_("merged into another"),
    QuestionProgress.SPLIT: N_("split into parts"),
    QuestionProgress.ROUTED_OUT: N_("routed out by law"),
}

SIGNS = {
    QuestionProgress.NEW: "●",
    QuestionProgress.OPEN: "○",
    QuestionProgress.DECIDED: "✓",
    QuestionProgress.HIDDEN: "×",
    QuestionProgress.MERGED: "→",
    QuestionProgress.SPLIT: "÷",
    QuestionProgress.ROUTED_OUT: "■",
}
"""One cell each, so that a standing never hangs on colour alone."""

OUTCOMES = {
    Outcome.ANSWERED: N_("answered on the spot"),
    Outcome.EXPLAINED: N_("explained"),
    Outcome.WRITTEN_ANSWER: N_("to be answered in writing"),
    Outcome.ASSIGNED: N_("assigned to a lead unit"),
    Outcome.SUPERIOR: N_("recommended upward"),
    Outcome.SPECIALISED: N_("passed to a specialised unit"),
    Outcome.NOT_TAKEN_UP: N_("dismissed"),
    Outcome.OUT_OF_SCOPE: N_("out of scope"),
}

CHANNELS = {
    Channel.PHONE: N_("from a phone"),
    Channel.PAPER: N_("on paper"),
    Channel.TYPED: N_("typed at the desk"),
    Channel.IMPORTED: N_("from a file"),
}

KINDS = {
    QuestionKind.QUESTION: N_("question"),
    QuestionKind.OPINION: N_("opinion"),
    QuestionKind.RECOMMENDATION: N_("recommendation"),
}

PHASES = {
    Phase.PREPARED: N_("not opened yet"),
    Phase.OPEN: N_("open"),
    Phase.CLOSED: N_("closed"),
}

VIEWS = {
    View.JOIN: N_("How to join"),
    View.QUESTION: N_("One question"),
    View.BOARD: N_("Board of questions"),
    View.AREAS: N_("Questions by area"),
    View.PROMPT: N_("Prompt"),
    View.POLL: N_("Poll"),
    View.SURVEY: N_("Survey"),
    View.PLEDGES: N_("Pledges"),
    View.AGENDA: N_("Agenda"),
    View.CARRY_OVER: N_("Carried over"),
    View.ATTENDANCE: N_("Checking in"),
    View.CLOSING: N_("Closing summary"),
}

ORDERS = {
    Order.OLDEST: N_("oldest first"),
    Order.NEWEST: N_("newest first"),
    Order.VOTES: N_("most supported first"),
}

DID = {
    "ask": N_("received"),
    "import-questions": N_("brought in from a file"),
    "set-area": N_("area set"),
    "set-kind": N_("kind set"),
    "approve": N_("approved"),
    "hide": N_("hidden"),
    "edit-question": N_("wording corrected"),
    "mask-question": N_("private data covered"),
    "route-out": N_("routed out by law"),
    "merge": N_("gathered under another"),
    "separate": N_("separated again"),
    "split": N_("split"),
    "rejoin": N_("put together again"),
    "record-answer": N_("answer recorded"),
    "edit-answer": N_("answer's wording edited"),
    "promise-answer": N_("promised in writing"),
    "assign": N_("assigned"),
    "escalate": N_("escalated"),
    "dismiss": N_("dismissed"),
    "clear-outcome": N_("outcome taken back"),
    "stage-question": N_("shown on the projector"),
    "pin-next": N_("chosen as next"),
    "undo": N_("step undone"),
}
"""The log's commands about a question; any other shows by its name."""

ROLES = {
    "host": N_("host"),
    "secretary": N_("secretary"),
    "phone": N_("phone"),
    "system": N_("system"),
}


def area_name(state: State, area: str) -> str:
    """An area's name in the screen's language."""
    if area == UNCLASSIFIED:
        return _("unclassified")
    if area == OTHER:
        return _("not about reform")
    for known in state.meeting.settings.areas:
        if known.id == area:
            return known.name if current() == "vi" else known.name_en or known.name
    return area


def area_key(state: State, area: str) -> str:
    """The digit that sets an area; a dot for an unclassified question."""
    for known in state.meeting.settings.areas:
        if known.id == area:
            return str(known.key)
    return "·" if area == UNCLASSIFIED else "–"
