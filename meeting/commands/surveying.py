"""Preparing surveys: made and changed until they open, and set beside an earlier one."""

from __future__ import annotations

import re
from typing import ClassVar

from msgspec.structs import replace

from meeting import limits
from meeting.commands.balloting import SURVEYS
from meeting.commands.obligations import require_day
from meeting.decision import ALWAYS, Command, Decision
from meeting.model.profile import Phase
from meeting.model.survey import Earlier, Item, Survey, SurveyResult
from meeting.moment import Moment
from meeting.refusal import Refusal
from meeting.state import State
from meeting.text.clean import clean, clean_line, require_line
from meeting.votes.kinds import complete

_ID = re.compile(r"[a-z][a-z0-9_]{0,39}", re.ASCII)


require_survey = SURVEYS.require
"""A survey by its number. Raises Refusal ``no-such-survey``."""


def _clean_item(item: Item, place: int) -> Item:
    """The item with its form whole. Raises Refusal naming its place in the survey, from 1."""
    if not _ID.fullmatch(item.id):
        raise Refusal("item-id-unclear", place=place)
    try:
        return Item(
            id=item.id,
            text=require_line(item.text, "text", limit=limits.QUESTION_GRAPHEMES),
            form=complete(item.form),
            section=clean_line(item.section, "section"),
            required=item.required,
        )
    except Refusal as refusal:
        raise Refusal(refusal.code, **{**refusal.params, "place": place}) from None


def whole_survey(survey: Survey) -> Survey:
    """`survey` as prepared and never opened, every text cleaned and every form whole. Raises Refusal."""
    if len(survey.items) not in limits.SURVEY_ITEMS:
        raise Refusal(
            "item-count", least=limits.SURVEY_ITEMS[0], most=limits.SURVEY_ITEMS[-1], given=len(survey.items)
        )
    items = tuple(_clean_item(item, place) for place, item in enumerate(survey.items, start=1))
    ids = [item.id for item in items]
    twice = next((place for place, id_ in enumerate(ids, start=1) if ids.index(id_) < place - 1), None)
    if twice is not None:
        raise Refusal("item-twice", place=twice)
    units = tuple(require_line(unit, "unit", limit=limits.NAME_GRAPHEMES) for unit in survey.units)
    if len(units) > limits.SURVEY_UNITS or len(set(units)) != len(units):
        raise Refusal("units-unclear", limit=limits.SURVEY_UNITS)
    return Survey(
        number=survey.number,
        title=require_line(survey.title, "title"),
        items=items,
        purpose=clean(survey.purpose).text,
        template=clean_line(survey.template, "template"),
        units=units,
    )


class AddSurvey(Command, frozen=True):
    """Prepare a survey; its number is given here."""

    survey: Survey

    phases: ClassVar[frozenset[Phase]] = ALWAYS

    def rule(self, state: State, moment: Moment) -> Decision:
        number = max(state.surveys, default=0) + 1
        if number > limits.SURVEYS_PER_MEETING:
            raise Refusal("too-many-surveys", limit=limits.SURVEYS_PER_MEETING)
        made = replace(whole_survey(self.survey), number=number)
        return SURVEYS.changed(made, result={"number": number})


class EditSurvey(Command, frozen=True):
    """Replace a survey that has not been opened; what it is compared with stays."""

    survey: Survey

    phases: ClassVar[frozenset[Phase]] = ALWAYS

    def rule(self, state: State, moment: Moment) -> Decision:
        before = SURVEYS.prepared(state, self.survey.number)
        return SURVEYS.changed(replace(whole_survey(self.survey), earlier=before.earlier))


class CompareSurvey(Command, frozen=True):
    """Set the result of the same survey at an earlier meeting beside this one, or take it away with None."""

    number: int
    earlier: Earlier | None

    phases: ClassVar[frozenset[Phase]] = ALWAYS

    def rule(self, state: State, moment: Moment) -> Decision:
        survey = require_survey(state, self.number)
        if self.earlier is None:
            return SURVEYS.changed(replace(survey, earlier=None))
        earlier = replace(
            self.earlier,
            meeting=require_line(self.earlier.meeting, "meeting"),
            held_on=require_day(self.earlier.held_on, "held_on"),
            result=_without_words(self.earlier.result),
        )
        return SURVEYS.changed(replace(survey, earlier=earlier))


def _without_words(result: SurveyResult) -> SurveyResult:
    """What a comparison needs: figures. Words and breakdowns stay in the meeting they were said in."""
    return replace(
        result,
        items=tuple(replace(item, tally=replace(item.tally, texts=()), groups=()) for item in result.items),
    )
