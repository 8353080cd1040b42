"""The survey view: the code to fill it in by while it is open, one row of results an item once it is revealed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from language import gettext as _
from language import ngettext
from meeting.model.vote import VotePhase
from meeting.phone_sections import Section
from meeting.votes.kinds import satisfied_answers
from meeting.votes.results import tenths
from tui.screens.stage import board, scanning
from tui.screens.stage.bars import Bar, fitted
from tui.screens.stage.page import BLANK, Page, paragraph, says
from wording.figures import share

if TYPE_CHECKING:
    from meeting.model.survey import Survey
    from tui.screens.stage.scene import Scene

WHOLE = 1000
"""A full bar, in tenths of a percent."""


def page(scene: Scene) -> Page:
    """The staged survey; the board if there is no such survey."""
    survey = scene.state.surveys.get(scene.state.stage.ref)
    if survey is None:
        return board.page(scene)
    if survey.phase is VotePhase.OPEN:
        return _open(scene, survey)
    measure = scene.size.measure
    top = (
        BLANK,
        *paragraph(_("Survey"), measure, "accent"),
        *paragraph(survey.title, measure, "strong"),
        BLANK,
    )
    if survey.phase is not VotePhase.REVEALED or survey.result is None:
        message = (
            _("The survey has not begun.")
            if survey.phase is VotePhase.PREPARED
            else _("The survey is closed.")
        )
        return Page(body=paragraph(message, measure, "quiet"), top=top, measure=measure)
    filled = (says(_responses(survey.result.responses), "quiet"), BLANK)
    if not (rates := _rates(survey)):
        elsewhere = paragraph(_("The results stand in the minutes."), measure, "quiet")
        return Page(body=elsewhere, top=top, bottom=filled, measure=measure)
    rate = _("Share satisfied or in agreement, of those who gave an opinion")
    bottom = (*paragraph(rate, measure), *filled)
    room = scene.size.height - len(top) - len(bottom) - 1
    return Page(body=fitted(rates, WHOLE, measure, room), top=top, bottom=bottom, measure=measure)


def _responses(count: int) -> str:
    return ngettext("{count} survey filled in", "{count} surveys filled in", count).format(count=count)


def _open(scene: Scene, survey: Survey) -> Page:
    code, measure = scanning.code_beside(scene, Section.SURVEY, survey.number)
    progress = scene.state.survey_progress.get(survey.number)
    items = ngettext("{count} item", "{count} items", len(survey.items)).format(count=len(survey.items))
    about = (
        *paragraph(_("Survey"), measure, "accent"),
        BLANK,
        *paragraph(survey.title, measure, "strong"),
        *paragraph(survey.purpose, measure),
    )
    how = (
        BLANK,
        *paragraph(f"{items}. " + _("Voluntary and anonymous."), measure, "quiet"),
        BLANK,
        *scanning.how_to_answer(scene, measure),
        *paragraph(_responses(progress.cast if progress else 0), measure, "quiet"),
    )
    return Page(body=scanning.beside(about, how, scene.size.height), code=code, measure=measure)


def _rates(survey: Survey) -> list[Bar]:
    """For each item on a scale the share that is satisfied; other items are for the minutes."""
    results = [(item, survey.result.item(item.id)) for item in survey.items] if survey.result else []
    return [
        Bar(item.text, tenths(satisfied, result.tally.valid), share(satisfied, result.tally.valid))
        for item, result in results
        if result is not None and (satisfied := satisfied_answers(item.form, result.tally)) is not None
    ]
