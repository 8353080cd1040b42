"""The question view: one question, large and calm, and how long the answer may still take."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from language import gettext as _
from language import ngettext
from meeting.areas import UNCLASSIFIED
from meeting.dialogue import following
from tui.screens.stage import board, timer
from tui.screens.stage.page import BLANK, Line, Page, Span, paragraph, says, shortened
from tui.widgets.measure import cut
from wording import questions

MARK = "▌ "
"""Stands before each row of the question, so that the eye finds it at once."""

MARGIN = 3
"""Rows kept free below the heading and above the countdown."""

BETWEEN = "  ·  "

if TYPE_CHECKING:
    from meeting.model.question import Question
    from tui.screens.stage.scene import Scene


def page(scene: Scene) -> Page:
    """The staged question; the board if it is no longer one that the hall may see."""
    question = _shown(scene)
    if question is None:
        return board.page(scene)
    top = _heading(scene, question)
    bottom, body, measure = _laid_out(scene, question, scene.size.height - len(top) - MARGIN)
    room = scene.size.height - len(top) - len(bottom) - MARGIN
    closing = (BLANK, *_closing(scene, question, measure))
    if len(body) + len(closing) <= room + 1:
        body = (*body, *closing)
    return Page(body=body, top=top, bottom=bottom, measure=measure)


def _shown(scene: Scene) -> Question | None:
    question = scene.state.questions.get(scene.state.stage.ref)
    if question is None:
        return None
    standing = following.gathering(scene.state, question)
    return standing if standing.is_public else None


def _heading(scene: Scene, question: Question) -> tuple[Line, ...]:
    """The question's number and its area, once somebody has filed it."""
    number = _("Question {number}").format(number=question.number)
    spans = [Span(number, "accent")]
    if question.area != UNCLASSIFIED:
        area = cut(scene.area_name(question.area), scene.size.measure - len(number) - 5)
        spans.append(Span(f"  ·  {area}", "quiet"))
    return (BLANK, Line(tuple(spans)), BLANK)


def _laid_out(scene: Scene, question: Question, room: int) -> tuple[tuple[Line, ...], tuple[Line, ...], int]:
    """The countdown, the text and its measure, in `room` rows.

    Where the text would not fit at the reading measure the countdown gets smaller, then the asker's own line breaks
    go, then the lines get longer; only what the screen cannot hold at all is left out.
    """
    reading, widest = scene.size.measure, max(1, scene.size.width - 4)
    one_paragraph = " ".join(question.text.split())
    for is_large, text, measure in (
        (True, question.text, reading),
        (False, question.text, reading),
        (False, one_paragraph, reading),
        (False, one_paragraph, widest),
    ):
        countdown = timer.rows(scene, large=is_large)
        lines = paragraph(text, measure - len(MARK), "strong")
        if len(lines) <= room - len(countdown):
            break
    kept = shortened(lines, room - len(countdown))
    return countdown, tuple(Line((Span(MARK, "accent"), *line.left)) for line in kept), measure


def _closing(scene: Scene, question: Question, measure: int) -> tuple[Line, ...]:
    """Who asked (if that may be shown), how many share the question, and what became of it."""
    support = scene.state.votes_for(question.number)
    parts = [scene.asker(question)]
    if support:
        parts.append(
            ngettext("{count} person supports it", "{count} people support it", support).format(count=support)
        )
    lines = _side_by_side([part for part in parts if part], measure)
    message = questions.outcome(question.outcome)
    return (*lines, *paragraph(message, measure, "accent")) if message else lines


def _side_by_side(parts: list[str], measure: int) -> tuple[Line, ...]:
    """The parts in one row, or a row each: none is broken to stand beside another."""
    joined = BETWEEN.join(parts)
    if cell_len(joined) <= measure:
        return (says(joined, "quiet"),) if parts else ()
    return tuple(line for part in parts for line in paragraph(part, measure, "quiet"))
