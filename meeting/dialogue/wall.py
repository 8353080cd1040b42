"""What the hall sees of a document: whether putting documents back would change the projector's picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from meeting.model.question import Question
from meeting.model.stage import Stage, View

if TYPE_CHECKING:
    from collections.abc import Iterable

    from meeting.state import DocumentStep, State

SHOWN_TABLES = {
    View.QUESTION: {"questions"},
    View.BOARD: {"questions"},
    View.AREAS: {"questions"},
    View.PROMPT: {"prompts"},
    View.PLEDGES: {"pledges", "signers", "results", "reviews"},
    View.AGENDA: {"agenda"},
    View.CARRY_OVER: {"carried"},
    View.ATTENDANCE: {"attendance"},
    View.CLOSING: {"questions", "referrals", "commitments", "conclusions"},
}
"""The tables whose documents a view shows. Votes are not among them: no step takes one back."""


def seen(document: msgspec.Struct | None) -> object:
    """What of a document can be on the wall."""
    if isinstance(document, Stage):
        return msgspec.structs.replace(document, next=0)
    if isinstance(document, Question):
        return (document.text, document.area, document.outcome) if document.is_public else None
    return document


def changes_wall(state: State, steps: Iterable[DocumentStep]) -> bool:
    """Whether putting back what stood before `steps` would show the hall something else than it sees now."""
    stage = state.stage
    if stage.blank:
        return False  # a covered wall stays covered
    for step in steps:
        if seen(step.before) == seen(step.after):
            continue
        if step.table == "stages":
            return True
        shows = step.table in SHOWN_TABLES.get(stage.view, ())
        if shows and (stage.view is not View.QUESTION or step.id == stage.ref):
            return True
    return False
