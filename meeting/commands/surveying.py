"""Surveys: made, changed until they open, filled in, counted, compared and revealed."""

from __future__ import annotations

import re
from typing import ClassVar

from msgspec.structs import replace

from meeting import limits
from meeting.changes import put, remove
from meeting.commands.balloting import SYSTEM, in_steps
from meeting.commands.obligations import require_day
from meeting.decision import ALWAYS, Command, Decision
from meeting.model.form import Tally
from meeting.model.profile import Phase
from meeting.model.survey import Earlier, Item, ItemResult, Survey, SurveyResult
from meeting.model.vote import VotePhase, VoteProgress
from meeting.moment import Moment, Role
from meeting.refusal import Refusal
from meeting.state import State
from meeting.text.clean import clean, clean_line, require_line
from meeting.votes.kinds import complete
from meeting.votes.open_answers import merged

_ID = re.compile(r"[a-z][a-z0-9_]{0,39}", re.ASCII)


def require_survey(state: State, number: int) -> Survey:
    """Survey `number`. Raises Refusal ``no-such-survey``."""
    try:
        return state.surveys[number]
    except KeyError:
        raise Refusal("no-such-survey", number=number) from None


def _in_phase(state: State, number: int, phase: VotePhase, code: str) -> Survey:
    survey = require_survey(state, number)
    if survey.phase is not phase:
        raise Refusal(code, number=number)
    return survey


def _changed(survey: Survey, result: dict[str, int] | None = None) -> Decision:
    return Decision((put("surveys", survey.number, survey),), (("surveys", survey.number),), result)


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
        return _changed(replace(whole_survey(self.survey), number=number), {"number": number})


class EditSurvey(Command, frozen=True):
    """Replace a survey that has not been opened; what it is compared with stays."""

    survey: Survey

    phases: ClassVar[frozenset[Phase]] = ALWAYS

    def rule(self, state: State, moment: Moment) -> Decision:
        before = _in_phase(state, self.survey.number, VotePhase.PREPARED, "survey-frozen")
        return _changed(replace(whole_survey(self.survey), earlier=before.earlier))


class RemoveSurvey(Command, frozen=True):
    """Take away a survey that was never opened."""

    number: int

    phases: ClassVar[frozenset[Phase]] = ALWAYS

    def rule(self, state: State, moment: Moment) -> Decision:
        _in_phase(state, self.number, VotePhase.PREPARED, "survey-frozen")
        return Decision((remove("surveys", self.number),), (("surveys", self.number),))


class CompareSurvey(Command, frozen=True):
    """Set the result of the same survey at an earlier meeting beside this one, or take it away with None."""

    number: int
    earlier: Earlier | None

    phases: ClassVar[frozenset[Phase]] = ALWAYS

    def rule(self, state: State, moment: Moment) -> Decision:
        survey = require_survey(state, self.number)
        if self.earlier is None:
            return _changed(replace(survey, earlier=None))
        earlier = replace(
            self.earlier,
            meeting=require_line(self.earlier.meeting, "meeting"),
            held_on=require_day(self.earlier.held_on, "held_on"),
            result=_without_words(self.earlier.result),
        )
        return _changed(replace(survey, earlier=earlier))


def _without_words(result: SurveyResult) -> SurveyResult:
    """What a comparison needs: figures. Words and breakdowns stay in the meeting they were said in."""
    return replace(
        result,
        items=tuple(replace(item, tally=replace(item.tally, texts=()), groups=()) for item in result.items),
    )


class OpenSurvey(Command, frozen=True):
    """Let it be filled in: before, during or after the meeting."""

    number: int

    phases: ClassVar[frozenset[Phase]] = ALWAYS

    def rule(self, state: State, moment: Moment) -> Decision:
        survey = _in_phase(state, self.number, VotePhase.PREPARED, "survey-opened-before")
        return _changed(replace(survey, phase=VotePhase.OPEN, opened_at=moment.stamp))


class CloseSurvey(Command, frozen=True):
    """Take no more responses, for good; the result follows as a line of its own."""

    number: int

    phases: ClassVar[frozenset[Phase]] = ALWAYS

    def rule(self, state: State, moment: Moment) -> Decision:
        survey = _in_phase(state, self.number, VotePhase.OPEN, "survey-not-open")
        return _changed(replace(survey, phase=VotePhase.CLOSED, closed_at=moment.stamp))


class RecordSurveyResult(Command, frozen=True):
    """Enter the result of a closed survey."""

    number: int
    result: SurveyResult

    roles: ClassVar[frozenset[Role]] = SYSTEM
    phases: ClassVar[frozenset[Phase]] = ALWAYS

    def rule(self, state: State, moment: Moment) -> Decision:
        survey = require_survey(state, self.number)
        if not survey.is_being_counted:
            raise Refusal("survey-not-counting", number=self.number)
        exact = put("survey_progress", self.number, VoteProgress(self.result.responses))
        changed = put("surveys", self.number, replace(survey, result=self.result))
        return Decision((changed, exact), (("surveys", self.number),))


class RecordSurveyProgress(Command, frozen=True):
    """Make known how many have responded, in whole steps of five."""

    number: int
    responses: int

    roles: ClassVar[frozenset[Role]] = SYSTEM
    phases: ClassVar[frozenset[Phase]] = ALWAYS

    def rule(self, state: State, moment: Moment) -> Decision:
        survey = require_survey(state, self.number)
        known = state.survey_progress.get(self.number, VoteProgress(0))
        if survey.phase is not VotePhase.OPEN or in_steps(self.responses) <= known.cast:
            return Decision(())
        return Decision((put("survey_progress", self.number, VoteProgress(in_steps(self.responses))),))


class RevealSurvey(Command, frozen=True):
    """Let the result be shown on the projector and on phones."""

    number: int

    phases: ClassVar[frozenset[Phase]] = ALWAYS

    def rule(self, state: State, moment: Moment) -> Decision:
        survey = _in_phase(state, self.number, VotePhase.CLOSED, "survey-not-counted")
        if survey.result is None:
            raise Refusal("survey-not-counted", number=self.number)
        return _changed(replace(survey, phase=VotePhase.REVEALED))


class MergeSurveyTexts(Command, frozen=True):
    """Bring answers in words to one item together: `others` join the one at place `into` (from 0)."""

    number: int
    item: str
    into: int
    others: tuple[int, ...]

    phases: ClassVar[frozenset[Phase]] = ALWAYS

    def rule(self, state: State, moment: Moment) -> Decision:
        survey, held = _texts(state, self.number, self.item, (self.into, *self.others))
        texts = merged(held.tally.texts, self.into, self.others)
        return _changed(_with_tally(survey, held, replace(held.tally, texts=texts)))


class HideSurveyText(Command, frozen=True):
    """Take an answer in words off every screen and document, or bring it back; it stays counted."""

    number: int
    item: str
    place: int
    hidden: bool = True

    phases: ClassVar[frozenset[Phase]] = ALWAYS

    def rule(self, state: State, moment: Moment) -> Decision:
        survey, held = _texts(state, self.number, self.item, (self.place,))
        texts = list(held.tally.texts)
        texts[self.place] = replace(texts[self.place], hidden=self.hidden)
        return _changed(_with_tally(survey, held, replace(held.tally, texts=tuple(texts))))


def _texts(state: State, number: int, item: str, places: tuple[int, ...]) -> tuple[Survey, ItemResult]:
    survey = require_survey(state, number)
    held = survey.result.item(item) if survey.result else None
    if held is None:
        raise Refusal("survey-not-counted", number=number)
    if not all(0 <= place < len(held.tally.texts) for place in places):
        raise Refusal("no-such-text")
    return survey, held


def _with_tally(survey: Survey, held: ItemResult, tally: Tally) -> Survey:
    assert survey.result is not None
    items = tuple(replace(one, tally=tally) if one is held else one for one in survey.result.items)
    return replace(survey, result=replace(survey.result, items=items))
