"""The steps of a meeting in words: what each command of the log did, and to what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from language import gettext, ngettext
from meeting.model.agenda import AgendaItem, Conclusion, Prompt
from meeting.model.attendance import AttendanceEntry
from meeting.model.call import Call
from meeting.model.pledge import Pledge
from meeting.model.poll import Poll
from meeting.model.profile import Meeting
from meeting.model.question import Question
from meeting.model.register import Commitment, Referral
from meeting.model.stage import Stage, View
from meeting.model.survey import Survey
from wording import profile
from wording.areas import area_name
from wording.dates import day
from wording.meetings import VIEWS

if TYPE_CHECKING:
    import msgspec

    from meeting.dialogue.steps import Step
    from meeting.state import State

DONE = {
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
    "call-hall": N_("hall called"),
    "end-call": N_("hall's turn ended"),
    "undo": N_("step undone"),
    "correct-own-question": N_("corrected by its asker"),
    "withdraw-own-question": N_("withdrawn by its asker"),
    "take-back-own-name": N_("name taken back by its asker"),
    "create-meeting": N_("meeting made"),
    "change-profile": N_("meeting's details changed"),
    "change-settings": N_("settings changed"),
    "open-meeting": N_("meeting opened"),
    "close-meeting": N_("meeting closed"),
    "reopen-meeting": N_("meeting opened again"),
    "set-intake": N_("taking questions switched"),
    "set-moderation": N_("approval switched"),
    "plan-agenda": N_("agenda planned"),
    "start-item": N_("part begun"),
    "end-item": N_("part ended"),
    "change-item": N_("part changed"),
    "record-content": N_("contents of a part written"),
    "record-attendance": N_("attendance recorded"),
    "remove-attendance": N_("attendance entry removed"),
    "mark-present": N_("marked present or absent"),
    "set-check-in": N_("check-in switched"),
    "check-in": N_("checked in by phone"),
    "withdraw-check-in": N_("check-in taken back"),
    "confirm-arrivals": N_("arrivals confirmed"),
    "add-prompt": N_("prompt put to the hall"),
    "edit-prompt": N_("prompt's wording corrected"),
    "close-prompt": N_("prompt closed"),
    "show-view": N_("projector switched"),
    "unstage": N_("question taken off the projector"),
    "blank": N_("projector covered or uncovered"),
    "start-timer": N_("countdown started"),
    "turn-page": N_("page on the projector turned"),
    "arrange-board": N_("board of questions arranged"),
    "take-step": N_("run of show gone on"),
    "stop-timer": N_("countdown stopped"),
    "set-status": N_("status in the register set"),
    "add-letter": N_("letter noted"),
    "add-note": N_("note added"),
    "change-entry": N_("entry of the register changed"),
    "conclude": N_("conclusion taken down"),
    "assign-conclusion": N_("conclusion given to a unit"),
    "edit-conclusion": N_("conclusion's wording edited"),
    "write-reply": N_("written answer drafted"),
    "count-votes": N_("support counted"),
    "count-satisfaction": N_("satisfaction counted"),
    "add-poll": N_("poll made"),
    "edit-poll": N_("poll changed"),
    "correct-poll": N_("poll's wording corrected"),
    "remove-poll": N_("poll removed"),
    "issue-slips": N_("voting slips issued"),
    "open-poll": N_("poll opened"),
    "close-poll": N_("poll closed"),
    "record-tally": N_("poll counted"),
    "reveal-poll": N_("result shown to the hall"),
    "rerun-poll": N_("asked again as a new round"),
    "record-progress": N_("votes so far made known"),
    "merge-texts": N_("answers in words gathered"),
    "hide-text": N_("answer in words hidden or shown"),
    "add-survey": N_("survey made"),
    "edit-survey": N_("survey changed"),
    "remove-survey": N_("survey removed"),
    "compare-survey": N_("survey set beside an earlier one"),
    "open-survey": N_("survey opened"),
    "close-survey": N_("survey closed"),
    "record-survey-result": N_("survey counted"),
    "record-survey-progress": N_("responses so far made known"),
    "reveal-survey": N_("survey's result shown to the hall"),
    "merge-survey-texts": N_("survey answers gathered"),
    "hide-survey-text": N_("survey answer hidden or shown"),
    "add-pledge": N_("pledge made"),
    "edit-pledge": N_("pledge changed"),
    "remove-pledge": N_("pledge removed"),
    "add-signer": N_("signer added"),
    "set-levels": N_("registered levels set"),
    "remove-signer": N_("signer removed"),
    "open-signing": N_("signing opened"),
    "sign-pledge": N_("signed at the desk"),
    "take-signature": N_("signature taken"),
    "refuse-signature": N_("signature turned down"),
    "withdraw-signature": N_("signature withdrawn"),
    "close-signing": N_("signing closed"),
    "record-result": N_("result of a target recorded"),
    "verify-result": N_("result of a target confirmed"),
    "hold-review": N_("review of the pledges recorded"),
    "set-calendar": N_("holidays set"),
    "bring-carry-over": N_("matters of earlier meetings brought in"),
    "merge-register": N_("another laptop's register joined"),
    "together": N_("several things at once"),
    "redo": N_("step done again"),
}
"""What each command did, whatever it was about."""

NUMBERS_NAMED = 4
"""Most questions that a step names one by one."""

NAMED_GRAPHEMES = 40
"""Most characters of a text that stands for its document."""


def done(command: str) -> str:
    """What a command of the log did, in the current language; its bare name in a record of a later version."""
    return gettext(DONE.get(command, command))


def step_words(state: State, step: Step) -> str:
    """A step with its object and what it came to: "#36: escalated → Director of the province's police"."""
    what = (
        f"{subject}: {done(step.entry.did)}" if (subject := _subject(state, step)) else done(step.entry.did)
    )
    return f"{what} → {detail}" if (detail := _detail(state, step)) else what


def _subject(state: State, step: Step) -> str:
    numbers = [id_ for table, id_ in step.entry.about if table == "questions"]
    if len(numbers) > NUMBERS_NAMED:
        return ngettext("{count} question", "{count} questions", len(numbers)).format(count=len(numbers))
    if numbers:
        return ", ".join(f"#{number}" for number in numbers)
    for table, id_ in step.entry.about:
        if named := _named(state.tables.get(table, {}).get(id_)):
            return f"“{named[:NAMED_GRAPHEMES]}”"
    return ""


def _named(document: msgspec.Struct | None) -> str:
    """What a document is known by; empty for one that needs no name."""
    if isinstance(document, Call):
        return document.hall
    if isinstance(document, AgendaItem | Pledge | Survey):
        return document.title
    if isinstance(document, Prompt | Poll | Conclusion | Referral | Commitment):
        return document.text
    return (document.name or document.organisation) if isinstance(document, AttendanceEntry) else ""


def _detail(state: State, step: Step) -> str:
    """What the step came to, where its documents are known: an area, an addressee, a view, a reason."""
    owed = [change for change in step.documents if isinstance(change.after, Referral | Commitment)]
    found = dict.fromkeys(_came_to(state, change.before, change.after) for change in owed or step.documents)
    found.pop("", None)
    return next(iter(found)) if len(found) == 1 else ""


def _came_to(state: State, before: msgspec.Struct | None, after: msgspec.Struct | None) -> str:
    if isinstance(after, Referral):
        return after.addressee
    if isinstance(after, Commitment):
        return f"{after.owner}, {day(after.deadline)}"
    if isinstance(after, Stage) and isinstance(before, Stage | None):
        return _shown(before or Stage(), after)
    if isinstance(after, Meeting) and isinstance(before, Meeting):
        return profile.changed(before, after)
    if isinstance(after, Question) and isinstance(before, Question):
        if after.area != before.area:
            return area_name(state, after.area)
        if after.merged_into != before.merged_into and after.merged_into:
            return f"#{after.merged_into}"
        return after.reason if after.reason != before.reason else ""
    return ""


def _shown(before: Stage, after: Stage) -> str:
    """What the stage came to show; empty for a question, which the step is about, and where the view is the same."""
    if after.view is View.QUESTION:
        return ""
    return gettext(VIEWS[after.view]) if after.view is not before.view else ""
