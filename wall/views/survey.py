"""The survey view: the code to fill it in by while it is open; once revealed, a summary and then item by item."""

from __future__ import annotations

from typing import TYPE_CHECKING

from language import gettext as _
from language import ngettext
from meeting.model.stage import View
from meeting.model.vote import VotePhase
from meeting.phone_sections import Section
from meeting.votes.kinds import satisfied_answers
from meeting.votes.results import tenths
from wall.results import result
from wall.slide import Bar, Chart, ChartKind, Role, Slide, Topic, Words
from wall.views import board
from wording.figures import share

if TYPE_CHECKING:
    from collections.abc import Iterator

    from meeting.model.survey import Survey, SurveyResult
    from wall.scene import Scene
    from wall.slide import Block

WHOLE = 1000
"""A full bar, in tenths of a percent."""


def topic(scene: Scene) -> Topic:
    """The staged survey; the board if there is no such survey."""
    survey = scene.state.surveys.get(scene.state.stage.ref)
    if survey is None:
        return board.topic(scene)
    if survey.phase is VotePhase.OPEN:
        return _open(scene, survey)
    if survey.phase is not VotePhase.REVEALED or survey.result is None:
        begun = survey.phase is not VotePhase.PREPARED
        message = _("The survey is closed.") if begun else _("The survey has not begun.")
        blocks = (Words(survey.title), Words(message, Role.QUIET))
        return Topic(Slide(View.SURVEY, heading=_("Survey")), blocks)
    slide = Slide(
        View.SURVEY, heading=_("Survey"), title=survey.title, count=responses_message(survey.result.responses)
    )
    if not survey.result.responses:
        return Topic(slide, (Words(_("Nobody filled it in: there is no result.")),))
    return Topic(slide, (*_summary(survey, survey.result), *_item_by_item(survey, survey.result)))


def responses_message(count: int) -> str:
    """How many filled it in."""
    return ngettext("{count} survey filled in", "{count} surveys filled in", count).format(count=count)


def _open(scene: Scene, survey: Survey) -> Topic:
    progress = scene.state.survey_progress.get(survey.number)
    items = ngettext("{count} item", "{count} items", len(survey.items)).format(count=len(survey.items))
    slide = Slide(
        View.SURVEY,
        heading=_("Survey"),
        count=responses_message(progress.cast if progress else 0),
        notes=(f"{items}. " + _("Voluntary and anonymous."),),
        scan=scene.scan(Section.SURVEY, survey.number),
    )
    purpose = (Words(survey.purpose, Role.TEXT),) if survey.purpose else ()
    return Topic(slide, (Words(survey.title), *purpose))


def _summary(survey: Survey, found: SurveyResult) -> Iterator[Block]:
    """For all items on a scale together the share that is satisfied, to the same scale."""
    bars = []
    for item in survey.items:
        counted = found.item(item.id)
        satisfied = satisfied_answers(item.form, counted.tally) if counted is not None else None
        if counted is not None and satisfied is not None:
            valid = counted.tally.valid
            bars.append(Bar(item.text, tenths(satisfied, valid), share(satisfied, valid)))
    if bars:
        yield Words(_("Share satisfied or in agreement, of those who gave an opinion"), Role.ACCENT)
        yield Chart(ChartKind.BARS, tuple(bars), WHOLE)


def _item_by_item(survey: Survey, found: SurveyResult) -> Iterator[Block]:
    """Each item in its own words with its own chart."""
    for place, item in enumerate(survey.items, start=1):
        counted = found.item(item.id)
        if counted is not None:
            yield Words(f"{place}. {item.text}", opens=True)
            yield from result(item.form, counted.tally)
