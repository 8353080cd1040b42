"""Polls and surveys as a phone sees them: what is asked, how many took part, and what is made public."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from meeting.model.form import Choice
from meeting.model.survey import Response
from meeting.model.vote import VotePhase
from meeting.votes.poll_view import known, shown_tally
from server.public.forms import FormView, ResultView, form_view, result_view
from server.public.vote_links import responses
from wording.votes import verdict

if TYPE_CHECKING:
    from meeting.model.form import Form
    from meeting.model.poll import Poll
    from meeting.model.survey import ItemResult, Survey
    from meeting.state import State


class PollView(msgspec.Struct, frozen=True):
    """A poll. `mine` is what this phone voted in this round, `result` what everybody may see now."""

    number: int
    text: str
    form: FormView
    binding: bool
    phase: str
    round: int
    cast: int
    edition: int = 1
    result: ResultView | None = None
    mine: Choice | None = None


class ItemView(msgspec.Struct, frozen=True):
    """An item of a survey, and its result once revealed."""

    id: str
    section: str
    text: str
    required: bool
    form: FormView
    result: ResultView | None = None


class SurveyView(msgspec.Struct, frozen=True):
    """A survey. `mine` is what this phone filled in while it is open."""

    number: int
    title: str
    purpose: str
    units: tuple[str, ...]
    items: tuple[ItemView, ...]
    phase: str
    cast: int
    mine: Response | None = None


def poll_view(state: State, poll: Poll, mine: Choice | None = None) -> PollView:
    """A poll as a phone sees it. A chart on the way has figures and no verdict."""
    tally = shown_tally(state, poll)
    verdict_text = ""
    if tally is not None and poll.phase is VotePhase.REVEALED:
        verdict_text = verdict(poll.form, tally, poll.majority)
    return PollView(
        number=poll.number,
        text=poll.text,
        form=form_view(poll.form),
        binding=poll.binding,
        phase=poll.phase.value,
        round=poll.round,
        cast=known(state, poll).cast,
        edition=poll.edition,
        result=None if tally is None else result_view(poll.form, tally, verdict_text),
        mine=mine,
    )


def survey_view(state: State, survey: Survey, mine: Response | None = None) -> SurveyView:
    """A survey as a phone sees it; results only once revealed, and never by unit."""
    revealed = survey.phase is VotePhase.REVEALED and survey.result is not None
    results = {held.item: held for held in survey.result.items} if revealed and survey.result else {}
    return SurveyView(
        number=survey.number,
        title=survey.title,
        purpose=survey.purpose,
        units=survey.units,
        items=tuple(
            ItemView(
                item.id,
                item.section,
                item.text,
                item.required,
                form_view(item.form),
                _item_result(item.form, results.get(item.id)),
            )
            for item in survey.items
        ),
        phase=survey.phase.value,
        cast=responses(state, survey),
        mine=mine,
    )


def _item_result(form: Form, held: ItemResult | None) -> ResultView | None:
    return None if held is None else result_view(form, held.tally)
