"""Ballots, responses and signatures as plain forms send them: fields by name become typed choices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from meeting.model.form import Choice, Form
from meeting.model.survey import Response
from meeting.refusal import Refusal
from meeting.text import numbers
from meeting.votes.kinds import Shape, kind_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from meeting.model.survey import Survey

Fields = dict[str, list[str]]
"""What a form sent: each field's values, in the order they stand on the page."""

ABSTAIN = "abstain"
CHOICE = "o"
"""The field of a poll's choice; a survey's items each have ``i.<item id>``."""


def first(fields: Mapping[str, list[str]], name: str) -> str:
    """The field's one value; empty where it was not sent."""
    return fields.get(name, [""])[0]


def item_field(item: str) -> str:
    """The name of a survey item's field."""
    return f"i.{item}"


def none_field(name: str) -> str:
    """The name of the box that says "no opinion" beside an answer that is no box: what is typed may be any word."""
    return f"none.{name}"


def choice_in(form: Form, fields: Mapping[str, list[str]], name: str) -> Choice | None:
    """The choice in the fields called `name`; None where nothing was chosen.

    Raises Refusal ``places-unclear``, or ``abstention-mixed`` where somebody has an opinion and none.
    """
    kind = kind_of(form)
    given = [value for value in fields.get(name, []) if value.strip()]
    if kind.shape is Shape.CHOICES:
        abstains, given = ABSTAIN in given, [value for value in given if value != ABSTAIN]
    else:
        abstains = bool(first(fields, none_field(name)))
    values = _ranked(form, fields, name) if kind.shape is Shape.ORDER else given
    if abstains and values:
        raise Refusal("abstention-mixed")
    if abstains:
        return Choice(abstain=True)
    return kind.choice(values) if values else None


def _ranked(form: Form, fields: Mapping[str, list[str]], name: str) -> tuple[str, ...]:
    """Option ids by the rank chosen for each; options without one are left out."""
    ranks: dict[int, str] = {}
    for option in form.options:
        rank = first(fields, f"{name}.{option.id}")
        if not rank:
            continue
        if not rank.isdecimal() or len(rank) > 3 or int(rank) in ranks:
            raise Refusal("places-unclear")
        ranks[int(rank)] = option.id
    return tuple(ranks[rank] for rank in sorted(ranks))


def response_in(survey: Survey, fields: Mapping[str, list[str]]) -> Response:
    """The response in a survey's fields; items left empty are left out. Raises Refusal naming the item at fault."""
    answers: dict[str, Choice] = {}
    for item in survey.items:
        try:
            choice = choice_in(item.form, fields, item_field(item.id))
        except Refusal as refusal:
            raise Refusal(refusal.code, **{**refusal.params, "item": item.id}) from None
        if choice is not None:
            answers[item.id] = choice
    return Response(answers, first(fields, "unit"))


def fields_of(form: Form, choice: Choice | None, name: str) -> Fields:
    """A choice as the fields it came in: what a form shown again is filled with."""
    if choice is None:
        return {}
    if choice.abstain:
        return {name: [ABSTAIN]} if kind_of(form).shape is Shape.CHOICES else {none_field(name): ["1"]}
    if choice.amount or choice.text:
        return {name: [numbers.plainly(choice.amount) or choice.text]}
    ranks = {f"{name}.{id_}": [str(rank)] for rank, id_ in enumerate(choice.options, start=1)}
    return {name: list(choice.options)} | ranks


def fields_of_response(survey: Survey, response: Response | None) -> Fields:
    """A response as the fields it came in."""
    if response is None:
        return {}
    fields: Fields = {"unit": [response.unit]}
    for item in survey.items:
        fields |= fields_of(item.form, response.answers.get(item.id), item_field(item.id))
    return fields
