"""What the console's actions on a question share: which one is chosen, and why none is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from language import gettext as _
from tui.screens.meeting_screen import unread

if TYPE_CHECKING:
    from meeting.model.question import Question
    from tui.screens.console.screen import ConsoleScreen


def no_question(console: ConsoleScreen) -> str | None:
    """Why an action on the chosen question does not apply, for the `unavailable` of rows."""
    if reason := unread(console):
        return reason
    if console.chosen not in console.state.questions:
        return _("No question is chosen: the list is empty.")
    return None


def titled(title: str, question: Question) -> str:
    """A dialog's title with the question it is about."""
    return f"{title} · #{question.number}"
