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


def choice_in(form: Form, fields: Mapping[str, list[str]], name: str) -> Choice | None:
    """The choice in the fields called `name`; None where nothing was chosen. Raises Refusal ``choice-unclear``."""
    given = [value for value in fields.get(name, []) if value.strip()]
    if ABSTAIN in given:
        return Choice(abstain=True)
    kind = kind_of(form)
    values = _ranked(form, fields, name) if kind.shape is Shape.ORDER else given
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
    """The response in a survey's fields; items left empty are left out."""
    answers = {
        item.id: choice
        for item in survey.items
        if (choice := choice_in(item.form, fields, item_field(item.id))) is not None
    }
    return Response(answers, first(fields, "unit"))


def fields_of(choice: Choice | None, name: str) -> Fields:
    """A choice as the fields it came in: what a form shown again is filled with."""
    if choice is None:
        return {}
    if choice.abstain:
        return {name: [ABSTAIN]}
    if choice.amount or choice.text:
        return {name: [numbers.plainly(choice.amount) or choice.text]}
    ranks = {f"{name}.{id_}": [str(rank)] for rank, id_ in enumerate(choice.options, start=1)}
    return {name: list(choice.options)} | ranks


def fields_of_response(response: Response | None) -> Fields:
    """A response as the fields it came in."""
    if response is None:
        return {}
    fields: Fields = {"unit": [response.unit]}
    for item, choice in response.answers.items():
        fields |= fields_of(choice, item_field(item))
    return fields
