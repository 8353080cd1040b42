"""Whether one person's choice fits a form: a whole choice is taken or refused, never a part of it."""

from __future__ import annotations

from meeting import limits
from meeting.model.form import ONE_OF, Choice, Form, FormKind
from meeting.refusal import Refusal
from meeting.text import amounts
from meeting.text.clean import require_text


def check(form: Form, choice: Choice) -> Choice:
    """`choice` as it is counted: numbers in one spelling, words cleaned. Raises Refusal saying what does not fit."""
    given = [bool(choice.options), bool(choice.amount), bool(choice.text), choice.abstain]
    if sum(given) != 1:
        raise Refusal("choice-unclear")
    if choice.abstain:
        if not form.abstain:
            raise Refusal("no-abstention")
        return Choice(abstain=True)
    if form.kind is FormKind.NUMERIC:
        return Choice(amount=_amount(form, choice.amount))
    if form.kind is FormKind.TEXT:
        return Choice(text=_text(choice.text))
    return Choice(options=_options(form, choice.options))


def _options(form: Form, chosen: tuple[str, ...]) -> tuple[str, ...]:
    if not chosen:
        raise Refusal("choice-unclear")
    known = [option.id for option in form.options]
    if not all(id_ in known for id_ in chosen):
        raise Refusal("no-such-option")
    if len(set(chosen)) != len(chosen):
        raise Refusal("option-chosen-twice")
    most = 1 if form.kind in ONE_OF else form.most
    if len(chosen) > most:
        raise Refusal("too-many-choices", most=most)
    if len(chosen) < form.least:
        raise Refusal("too-few-choices", least=form.least)
    if form.kind is FormKind.RANKING:
        return chosen
    return tuple(sorted(chosen, key=known.index))


def _amount(form: Form, text: str) -> str:
    if not text:
        raise Refusal("choice-unclear")
    number = amounts.parse(text)
    if amounts.places(number) > form.decimals:
        raise Refusal("too-many-decimals", decimals=form.decimals)
    below = form.lower and number < amounts.parse(form.lower)
    above = form.upper and number > amounts.parse(form.upper)
    if below or above:
        raise Refusal("number-out-of-range", lower=form.lower, upper=form.upper)
    return amounts.canonical(number)


def _text(text: str) -> str:
    if not text:
        raise Refusal("choice-unclear")
    return require_text(text, "text", limit=limits.TEXT_CHOICE_GRAPHEMES, lines=limits.TEXT_CHOICE_LINES).text
