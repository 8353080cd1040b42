"""What the console's actions on a question share: which one is chosen, and why none is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from language import gettext as _
from language import ngettext
from tui.screens.meeting_screen import unread
from tui.widgets.measure import cut

if TYPE_CHECKING:
    from collections.abc import Sequence

    from meeting.model.question import Question
    from tui.screens.console.screen import ConsoleScreen


ROW_CELLS = 68
"""Most cells of a question in what is asked first: one row, so that all the rest is seen too."""

ROWS_SHOWN = 4
"""Most questions shown above a form that is about many."""


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


def titled_all(title: str, questions: Sequence[Question]) -> str:
    """A dialog's title with the question it is about, or with how many."""
    if len(questions) == 1:
        return titled(title, questions[0])
    count = ngettext("{count} question", "{count} questions", len(questions)).format(count=len(questions))
    return f"{title} · {count}"


def texts(questions: Sequence[Question]) -> str:
    """What the questions say: one whole, of several a row each."""
    if len(questions) == 1:
        return questions[0].text
    rows = [cut(f"#{question.number}  {question.text}", ROW_CELLS) for question in questions[:ROWS_SHOWN]]
    return "\n".join([*rows, "…"] if len(questions) > ROWS_SHOWN else rows)
