"""The question view: one question, large and calm, how long its answer may still take, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from language import gettext as _
from language import ngettext
from meeting.areas import UNCLASSIFIED
from meeting.dialogue import following
from meeting.model.stage import View
from wall.countdown import seconds_left
from wall.slide import Slide, Topic, Words
from wall.views import board
from wording import questions

if TYPE_CHECKING:
    from meeting.model.question import Question
    from wall.scene import Scene


def topic(scene: Scene) -> Topic:
    """The staged question; the board if it is no longer one that the hall may see."""
    question = shown(scene)
    if question is None:
        return board.topic(scene)
    heading = _("Question {number}").format(number=question.number)
    if question.area != UNCLASSIFIED:
        heading = f"{heading}  ·  {scene.area_name(question.area)}"
    support = scene.state.votes_for(question.number)
    supported = ngettext("{count} person supports it", "{count} people support it", support)
    notes = (
        questions.outcome(question.outcome),
        scene.asker(question),
        supported.format(count=support) if support else "",
    )
    slide = Slide(
        View.QUESTION,
        heading=heading,
        notes=tuple(note for note in notes if note),
        seconds_left=seconds_left(scene.state.stage, scene.now, scene.began),
    )
    return Topic(slide, (Words(question.text),), opens_at=0)


def shown(scene: Scene) -> Question | None:
    """The question that stands for the staged one; None where the hall may not see it."""
    question = scene.state.questions.get(scene.state.stage.ref)
    if question is None:
        return None
    standing = following.gathering(scene.state, question)
    return standing if standing.is_public else None
