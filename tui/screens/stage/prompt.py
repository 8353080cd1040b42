"""The prompt view: one open question of the host to the hall, with its own code to scan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from language import gettext as _
from language import ngettext
from meeting.model.question import ModerationStatus
from meeting.phone_sections import Section
from tui.screens.stage import board, scanning
from tui.screens.stage.page import BLANK, Page, paragraph

if TYPE_CHECKING:
    from tui.screens.stage.scene import Scene


def page(scene: Scene) -> Page:
    """The staged prompt; the board if there is no such prompt."""
    prompt = scene.state.prompts.get(scene.state.stage.ref)
    if prompt is None:
        return board.page(scene)
    code, measure = None, scene.size.measure
    if prompt.open:
        code, measure = scanning.code_beside(scene, Section.PROMPT, prompt.number)
    count = sum(
        question.prompt == prompt.number and question.standing is not ModerationStatus.ROUTED_OUT
        for question in scene.state.questions.values()
    )
    answers = ngettext("{count} answer so far", "{count} answers so far", count).format(count=count)
    asked = (
        *paragraph(_("The chair asks the hall"), measure, "accent"),
        BLANK,
        *paragraph(prompt.text, measure, "strong"),
    )
    closed = paragraph(_("No more answers are taken"), measure)
    how = (
        BLANK,
        *(scanning.how_to_answer(scene, measure) if prompt.open else closed),
        BLANK,
        *paragraph(answers, measure, "quiet"),
    )
    return Page(body=scanning.beside(asked, how, scene.size.height), code=code, measure=measure)
