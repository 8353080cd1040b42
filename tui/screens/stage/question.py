"""The question view: one question, large and calm, and how long the answer may still take."""

from __future__ import annotations

from typing import TYPE_CHECKING

from language import gettext as _
from language import ngettext
from meeting.areas import UNCLASSIFIED
from meeting.dialogue import following
from tui.screens.stage import board, timer
from tui.screens.stage.outcome_words import outcome_words
from tui.screens.stage.page import BLANK, Line, Page, Size, Span, paragraph, shortened
from tui.widgets.measure import cut

MARK = "▌ "
"""Stands before each row of the question, so that the eye finds it at once."""

if TYPE_CHECKING:
    from meeting.model.question import Question
    from tui.screens.stage.scene import Scene


def page(scene: Scene) -> Page:
    """The staged question; the board if it is no longer one that the hall may see."""
    question = _shown(scene)
    if question is None:
        return board.page(scene)
    top = _heading(scene, question)
    bottom = timer.rows(scene)
    room = scene.size.height - len(top) - len(bottom) - 3
    body, measure = _text(scene.size, question.text, room)
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


def _text(size: Size, text: str, room: int) -> tuple[tuple[Line, ...], int]:
    """The text at the reading measure; wider only where it would not fit, and never more than the screen holds."""
    for measure in (size.measure, max(1, size.width - 4)):
        lines = paragraph(text, measure - len(MARK), "strong")
        if len(lines) <= room:
            break
    kept = shortened(lines, room, "strong")
    return tuple(Line((Span(MARK, "accent"), *line.left)) for line in kept), measure


def _closing(scene: Scene, question: Question, measure: int) -> tuple[Line, ...]:
    """Who asked (if that may be shown), how many share the question, and what became of it."""
    support = scene.state.votes_for(question.number)
    parts = [scene.asker(question)]
    if support:
        parts.append(
            ngettext("{count} person supports it", "{count} people support it", support).format(count=support)
        )
    lines = paragraph("  ·  ".join(part for part in parts if part), measure, "quiet") if any(parts) else ()
    told = outcome_words(question.outcome)
    return (*lines, *paragraph(told, measure, "accent")) if told else lines
