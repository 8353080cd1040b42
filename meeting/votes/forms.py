"""Making a form whole: its options filled in from a scale or cleaned as the host wrote them, its bounds checked."""

from __future__ import annotations

from string import ascii_lowercase

from msgspec.structs import replace

from meeting import limits
from meeting.model.form import OWN_OPTIONS, Form, FormKind, Option
from meeting.refusal import Refusal
from meeting.text import amounts
from meeting.text.clean import clean_line, require_line
from meeting.votes.scales import SCALES, YES_NO


def complete(form: Form) -> Form:
    """`form` with the options it shows and nothing that its kind has no use for.

    Option ids are given here (a, b, c … or the score), whatever the sender wrote. Raises Refusal naming what is wrong.
    """
    plain = Form(kind=form.kind, abstain=form.abstain)
    if form.kind is FormKind.YES_NO:
        return replace(plain, options=YES_NO)
    if form.kind is FormKind.LIKERT:
        return _graded(plain, form.scale or "satisfaction")
    if form.kind is FormKind.RATING:
        return _rated(plain, form.top)
    if form.kind is FormKind.NUMERIC:
        return _bounded(plain, form)
    if form.kind is FormKind.TEXT:
        return plain
    return _own(plain, form)


def _graded(plain: Form, scale: str) -> Form:
    if scale not in SCALES:
        raise Refusal("no-such-scale", scale=scale)
    return replace(plain, scale=scale, options=SCALES[scale].options)


def _rated(plain: Form, top: int) -> Form:
    if top not in limits.RATING_TOPS:
        raise Refusal("rating-out-of-range", least=limits.RATING_TOPS[0], most=limits.RATING_TOPS[-1])
    options = tuple(Option(str(mark), str(mark), score=mark) for mark in range(1, top + 1))
    return replace(plain, top=top, options=options)


def _bounded(plain: Form, form: Form) -> Form:
    lower, upper = amounts.clean_amount(form.lower, "lower"), amounts.clean_amount(form.upper, "upper")
    if lower and upper and amounts.parse(lower) >= amounts.parse(upper):
        raise Refusal("bounds-crossed", lower=lower, upper=upper)
    if form.decimals not in limits.DECIMALS:
        raise Refusal("number-unclear", field="decimals")
    unit = clean_line(form.unit, "unit", limit=limits.NAME_GRAPHEMES)
    return replace(plain, lower=lower, upper=upper, decimals=form.decimals, unit=unit)


def _own(plain: Form, form: Form) -> Form:
    assert form.kind in OWN_OPTIONS
    if len(form.options) not in limits.OPTIONS:
        raise Refusal(
            "option-count", least=limits.OPTIONS[0], most=limits.OPTIONS[-1], given=len(form.options)
        )
    texts = [require_line(option.text, "option", limit=limits.OPTION_GRAPHEMES) for option in form.options]
    twice = next((text for text in texts if texts.count(text) > 1), None)
    if twice is not None:
        raise Refusal("option-twice", option=twice)
    options = tuple(
        Option(
            ascii_lowercase[place], text, clean_line(given.text_en, "option", limit=limits.OPTION_GRAPHEMES)
        )
        for place, (text, given) in enumerate(zip(texts, form.options, strict=True))
    )
    least, most = _how_many(form, len(options))
    return replace(plain, options=options, least=least, most=most, method=form.method)


def _how_many(form: Form, options: int) -> tuple[int, int]:
    """The bounds on the number of choices. A bound left at its default means: one (single), up to all (the others)."""
    if form.kind is FormKind.SINGLE:
        return 1, 1
    most = form.most if form.most > 1 else options
    if not 1 <= form.least <= most <= options:
        raise Refusal("choice-bounds", least=form.least, most=form.most, options=options)
    return form.least, most
