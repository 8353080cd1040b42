"""Numbers: their bounds, their figures and the bars of their chart, all exact."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from meeting import limits
from meeting.model.form import AmountCount, Choice, Form, FormKind, Tally
from meeting.refusal import Refusal
from meeting.text import amounts, numbers
from meeting.text.clean import clean_line
from meeting.text.messages import Message, Number, deferred
from meeting.votes.kinds.kind import AnswerKind, Chart, Setting, Shape, whole_number
from meeting.votes.results import OptionRow, tenths

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

BARS = 8
"""Most bars a chart of numbers has."""


class Spread(NamedTuple):
    """The five figures of a set of numbers, exact."""

    answers: int
    least: Decimal
    greatest: Decimal
    mean: Decimal
    median: Decimal


def spread(given: Sequence[AmountCount]) -> Spread | None:
    """The figures of `given` (ascending); None of nothing."""
    answers = sum(one.count for one in given)
    if not answers:
        return None
    values = [amounts.parse(one.amount) for one in given]
    total = sum((value * one.count for value, one in zip(values, given, strict=True)), Decimal(0))
    lower, upper = _at(given, (answers - 1) // 2), _at(given, answers // 2)
    return Spread(answers, values[0], values[-1], total / answers, (lower + upper) / 2)


def _at(given: Sequence[AmountCount], place: int) -> Decimal:
    """The number at `place` (from 0) when all are written out in ascending order."""
    reached = accumulate(one.count for one in given)
    return amounts.parse(next(one.amount for one, up_to in zip(given, reached, strict=True) if place < up_to))


class HistogramBar(NamedTuple):
    """How many answers lie from `least` to `greatest`, both included."""

    least: str
    greatest: str
    answers: int


def bars(given: Sequence[AmountCount]) -> tuple[HistogramBar, ...]:
    """A bar for each number given, or, where these are too many, `BARS` equal ranges between least and greatest.

    A bar names the least and greatest number that was given in its range; empty ranges are left out.
    """
    if len(given) <= BARS:
        return tuple(HistogramBar(one.amount, one.amount, one.count) for one in given)
    first, last = amounts.parse(given[0].amount), amounts.parse(given[-1].amount)
    ranges: dict[int, list[AmountCount]] = {}
    for one in given:
        place = int((amounts.parse(one.amount) - first) * BARS / (last - first))
        ranges.setdefault(min(place, BARS - 1), []).append(one)
    return tuple(
        HistogramBar(inside[0].amount, inside[-1].amount, sum(one.count for one in inside))
        for inside in ranges.values()
    )


class Numeric(AnswerKind):
    """A number between bounds, with as many decimals as the form allows."""

    kind = FormKind.NUMERIC
    name = deferred("Number")
    shape = Shape.NUMBER
    chart = Chart.COUNTS
    readable = True

    def settings(self, form: Form, *, made: bool) -> tuple[Setting, ...]:
        typed = limits.NUMBER_TYPED_CHARACTERS
        return (
            Setting("lower", deferred("Least (empty: any)"), numbers.plainly(form.lower), typed),
            Setting("upper", deferred("Greatest (empty: any)"), numbers.plainly(form.upper), typed),
            Setting("decimals", deferred("Places after the point"), str(form.decimals), 1),
            Setting("unit", deferred("Unit"), form.unit),
        )

    def form(self, values: Mapping[str, str], before: Form) -> Form:
        lower, upper, unit = (values.get(name, "") for name in ("lower", "upper", "unit"))
        decimals = whole_number(values.get("decimals", ""), 0)
        return replace(before, lower=lower, upper=upper, decimals=decimals, unit=unit)

    def complete(self, form: Form) -> Form:
        unit = clean_line(form.unit, "unit", limit=limits.NAME_GRAPHEMES)
        lower, upper = (
            numbers.clean(typed, field, unit=unit, whole=not form.decimals)
            for typed, field in ((form.lower, "lower"), (form.upper, "upper"))
        )
        if lower and upper and amounts.parse(lower) >= amounts.parse(upper):
            raise Refusal("bounds-crossed", lower=lower, upper=upper)
        if form.decimals not in limits.DECIMALS:
            raise Refusal("number-unclear", field="decimals")
        return replace(super().complete(form), lower=lower, upper=upper, decimals=form.decimals, unit=unit)

    def choice(self, values: Sequence[str]) -> Choice:
        return Choice(amount=values[0])

    def typed(self, form: Form, text: str) -> Choice:
        return Choice(amount=text)

    def check(self, form: Form, choice: Choice) -> Choice:
        if not choice.amount:
            raise Refusal("choice-unclear")
        number = numbers.read(choice.amount, unit=form.unit, whole=not form.decimals)
        if amounts.places(number) > form.decimals:
            raise Refusal("too-many-decimals", decimals=form.decimals)
        below = form.lower and number < amounts.parse(form.lower)
        above = form.upper and number > amounts.parse(form.upper)
        if below or above:
            lower, upper = numbers.plainly(form.lower), numbers.plainly(form.upper)
            raise Refusal("number-out-of-range", lower=lower, upper=upper)
        return Choice(amount=amounts.canonical(number))

    def count(self, form: Form, valid: Sequence[Choice]) -> Tally:
        counted = Counter(choice.amount for choice in valid)
        ascending = sorted(counted, key=amounts.parse)
        return Tally(amounts=tuple(AmountCount(amount, counted[amount]) for amount in ascending))

    def figures(self, form: Form, tally: Tally) -> Message | None:
        """The mean rounded as every mean is, the others exact."""
        if (found := spread(tally.amounts)) is None:
            return None
        said = {
            "mean": amounts.rounded(found.mean),
            "median": amounts.canonical(found.median),
            "least": amounts.canonical(found.least),
            "greatest": amounts.canonical(found.greatest),
        }
        return Message(
            deferred("Mean: {mean}; median: {median}; least: {least}; greatest: {greatest}."),
            {name: Number(text, form.unit) for name, text in said.items()},
        )

    def rows(self, form: Form, tally: Tally) -> tuple[OptionRow, ...]:
        made = []
        for bar in bars(tally.amounts):
            ends = [bar.least] if bar.least == bar.greatest else [bar.least, bar.greatest]
            shown, english = " – ".join(map(numbers.shown, ends)), " – ".join(ends)
            share = tenths(bar.answers, tally.valid)
            made.append(OptionRow(shown, english, bar.answers, str(bar.answers), share))
        return tuple(made)
