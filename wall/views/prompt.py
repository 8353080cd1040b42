"""The prompt view: one open question of the host to the hall, with its own code to scan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from language import gettext as _
from meeting.model.stage import View
from meeting.phone_sections import Section
from wall.counts import answers_message, prompt_answers
from wall.slide import Slide, Topic, Words
from wall.views import board

if TYPE_CHECKING:
    from wall.scene import Scene


def topic(scene: Scene) -> Topic:
    """The staged prompt; the board if there is no such prompt."""
    prompt = scene.state.prompts.get(scene.state.stage.ref)
    if prompt is None:
        return board.topic(scene)
    slide = Slide(
        View.PROMPT,
        heading=_("The chair asks the hall"),
        count=answers_message(prompt_answers(scene.state, prompt.number)),
        notes=() if prompt.open else (_("No more answers are taken"),),
        scan=scene.scan(Section.PROMPT, prompt.number) if prompt.open else None,
    )
    return Topic(slide, (Words(prompt.text),))
