"""From responses to the results that the record keeps, and from two results to a comparison."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from meeting.model.form import Choice, Form, Tally
from meeting.model.survey import GroupResult, Item, ItemResult, Response, Survey, SurveyResult
from meeting.refusal import Refusal
from meeting.votes.kinds import check, count, kind_of, satisfied_answers
from meeting.votes.results import tenths
from meeting.votes.small_groups import hidden_groups

if TYPE_CHECKING:
    from collections.abc import Sequence


def check_response(survey: Survey, response: Response) -> Response:
    """`response` with every answer checked, in the order of the items. Raises Refusal naming the item at fault.

    At least one answer is needed: a page sent empty by mistake is not a response.
    """
    known = {item.id: item for item in survey.items}
    unknown = next((id_ for id_ in response.answers if id_ not in known), None)
    if unknown is not None:
        raise Refusal("no-such-survey-item")
    if not response.answers:
        raise Refusal("response-empty")
    missing = next((item for item in survey.items if item.required and item.id not in response.answers), None)
    if missing is not None:
        raise Refusal("item-required", item=missing.id)
    if response.unit and response.unit not in survey.units:
        raise Refusal("no-such-unit")
    answers = {id_: _checked(known[id_], response.answers[id_]) for id_ in known if id_ in response.answers}
    return Response(answers, response.unit)


def _checked(item: Item, choice: Choice) -> Choice:
    try:
        return check(item.form, choice)
    except Refusal as refusal:
        raise Refusal(refusal.code, **{**refusal.params, "item": item.id}) from None


def result(survey: Survey, responses: Sequence[Response]) -> SurveyResult:
    """The results of `responses`, each of which `check_response` has let pass."""
    return SurveyResult(len(responses), tuple(_item_result(survey, item, responses) for item in survey.items))


def _item_result(survey: Survey, item: Item, responses: Sequence[Response]) -> ItemResult:
    given = [
        (response.unit, response.answers[item.id]) for response in responses if item.id in response.answers
    ]
    tally = count(item.form, [choice for _, choice in given])
    groups = _groups(survey, item.form, given) if survey.units and kind_of(item.form).takes_one else ()
    return ItemResult(item.id, tally, len(responses) - len(given), groups)


def _groups(survey: Survey, form: Form, given: Sequence[tuple[str, Choice]]) -> tuple[GroupResult, ...]:
    """The breakdown by unit with the groups that must be hidden emptied. Only kinds with one answer are broken down."""
    tallies = {
        unit: count(form, [choice for own, choice in given if own == unit]) for unit in (*survey.units, "")
    }
    hidden = hidden_groups({unit: (*tally.counts, tally.abstained) for unit, tally in tallies.items()})
    return tuple(
        GroupResult(unit, hidden=True)
        if unit in hidden
        else GroupResult(unit, False, tally.counts, tally.abstained)
        for unit, tally in tallies.items()
    )


class Compared(NamedTuple):
    """One item now and then: means (None where there is none) and satisfaction in tenths of a percent."""

    item: str
    mean: Decimal | None
    mean_before: Decimal | None
    content: int | None
    content_before: int | None


def comparison(survey: Survey) -> tuple[Compared, ...]:
    """Each scored item beside the same item of the earlier meeting; items that were not asked then are left out.

    An item counts as the same only if its id is the same and its answers are as many.
    """
    if survey.result is None or survey.earlier is None:
        return ()
    pairs = []
    for item in survey.items:
        now, before = survey.result.item(item.id), survey.earlier.result.item(item.id)
        if now is None or before is None or len(now.tally.counts) != len(before.tally.counts):
            continue
        if kind_of(item.form).mean(item.form, now.tally) is not None:
            pairs.append(_compared(item, now.tally, before.tally))
    return tuple(pairs)


def _compared(item: Item, now: Tally, before: Tally) -> Compared:
    return Compared(
        item.id,
        kind_of(item.form).mean(item.form, now),
        kind_of(item.form).mean(item.form, before),
        _content_tenths(item.form, now),
        _content_tenths(item.form, before),
    )


def _content_tenths(form: Form, tally: Tally) -> int | None:
    satisfied = satisfied_answers(form, tally)
    return None if satisfied is None or not tally.valid else tenths(satisfied, tally.valid)
