"""Which keys fit the pane and the chosen row: the footer's order, and why a key would do nothing to that row.

The reasons are the rules' own: what a key would send is decided on the state this window follows, and nothing is done.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from language import gettext as _
from meeting.areas import UNCLASSIFIED
from meeting.dialogue.queue import QuestionProgress, progress_of
from tui.screens.console.panes import DETAIL, MEETING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from meeting.decision import Command
    from tui.screens.console.screen import ConsoleScreen

TYPED = "…"
"""Stands for what a person would type."""

FIRST = ("help", "palette")
"""What stands first whatever is chosen, behind what gets the meeting going."""

GATES = ("outcome.answer", "outcome.escalate", "outcome.promise", "outcome.assign", "outcome.dismiss")

BY_PROGRESS: Mapping[QuestionProgress, tuple[str, ...]] = {
    QuestionProgress.NEW: (
        "question.approve",
        "stage.show",
        "question.hide",
        "area-suggested",
        "question.merge",
        "outcome.answer",
        "outcome.escalate",
        "question.route-out",
        "question.mark",
    ),
    QuestionProgress.OPEN: ("stage.show", *GATES, "stage.next", "question.merge"),
    QuestionProgress.DECIDED: ("stage.show", "outcome.clear", "outcome.answer", "question.edit"),
    QuestionProgress.HIDDEN: (
        "question.approve",
        "outcome.dismiss",
        "question.route-out",
        "question.mask",
        "stage.show",
    ),
    QuestionProgress.MERGED: ("question.separate", "stage.show", "outcome.answer"),
    QuestionProgress.SPLIT: ("question.separate", "stage.show", "outcome.answer"),
    QuestionProgress.ROUTED_OUT: ("stage.show", "outcome.answer"),
}
"""What is done with a row, by how far it is."""

MARKED = (
    "question.approve",
    "question.hide",
    "area-suggested",
    "outcome.promise",
    "outcome.assign",
    "outcome.dismiss",
    "question.merge",
)
"""What is done with all marked rows at once."""

NO_ROW = ("stage.show", "outcome.answer", "outcome.escalate")

MEETING_PANE = (
    "meeting.agenda",
    "meeting.votes",
    "meeting.attend",
    "meeting.prompt",
    "meeting.conclude",
    "meeting.intake",
    "meeting.moderation",
    "stage.view",
)

ALWAYS = ("stage.blank", "find.lane", "undo", "find.search", "find.filter", "meeting.type", "meeting.votes")


def order(console: ConsoleScreen, first: str) -> list[str]:
    """The ids of the footer's rows; `first` is what gets the meeting going, or empty."""
    return list(dict.fromkeys([*([first] if first else ()), *FIRST, *_about_the_row(console), *ALWAYS]))


def _about_the_row(console: ConsoleScreen) -> tuple[str, ...]:
    if console.pane == MEETING:
        return (*MEETING_PANE, "pane")
    if console.marked:
        return (*MARKED, "back")
    question = console.state.questions.get(console.chosen)
    by_row = NO_ROW if question is None else BY_PROGRESS[progress_of(question)]
    if console.advisor.cluster(console.chosen) is None:
        by_row = tuple(each for each in by_row if each != "question.merge")
    return ("back", *by_row) if console.pane == DETAIL else by_row


def why_not(console: ConsoleScreen, action: str) -> str | None:
    """Why an action would do nothing to the chosen row, in the screen's language; None where it would do something."""
    state = console.known
    if state is None or console.marked or console.chosen not in state.questions:
        return None
    if action == "area-suggested" and state.questions[console.chosen].suggestion is None:
        return _("No area is suggested for this question.")
    probe = _probe(action, console.chosen)
    if probe is None:
        return None
    from meeting.decision import decide
    from meeting.moment import Moment, Role
    from meeting.refusal import Refusal
    from tui.desk import refusal_message

    try:
        decision = decide(state, probe, Moment(console.clock(), Role.HOST))
    except Refusal as refusal:
        return refusal_message(refusal)
    if decision.changes or action not in SO_ALREADY:
        return None
    return _("It is so already.")


SO_ALREADY = frozenset({"question.approve", "question.hide", "stage.show"})
"""Keys that would change nothing where what they bring about is so."""


def _probe(action: str, number: int) -> Command | None:
    """A command like the one the action would send; its texts stand for whatever would be typed."""
    from meeting.commands import outcomes, privacy, sorting, staging
    from meeting.model.register import Destination

    match action:
        case "question.approve":
            return sorting.Approve(number)
        case "question.hide":
            return sorting.Hide(number)
        case "question.route-out":
            return privacy.RouteOut(number)
        case "question.mask" | "question.edit" | "question.kind" | "question.split" | "area-suggested":
            return sorting.SetArea(number, UNCLASSIFIED)
        case "stage.show":
            return staging.StageQuestion(number)
        case "stage.next":
            return staging.PinNext(number)
        case "outcome.answer":
            return outcomes.RecordAnswer(number, TYPED)
        case "outcome.escalate":
            return outcomes.Escalate(number, Destination.SUPERIOR, TYPED, TYPED)
        case "outcome.promise":
            return outcomes.PromiseAnswer(number)
        case "outcome.assign":
            return outcomes.Assign(number, TYPED)
        case "outcome.dismiss":
            return outcomes.Dismiss(number, TYPED)
        case _:
            return None
