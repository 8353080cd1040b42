"""What a set of numbers looks like: least, greatest, mean, median, and the bars of its chart."""

from __future__ import annotations

from decimal import Decimal
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from meeting.text import amounts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from meeting.model.form import AmountCount

BARS = 8
"""Most bars a chart of numbers has."""


class Spread(NamedTuple):
    """The five figures of a numeric poll, exact."""

    answers: int
    least: Decimal
    greatest: Decimal
    mean: Decimal
    median: Decimal

    def as_text(self) -> tuple[str, str, str, str]:
        """Mean, median, least and greatest in ASCII; the mean rounded as every mean is, the others exact."""
        exact = amounts.canonical
        return amounts.rounded(self.mean), exact(self.median), exact(self.least), exact(self.greatest)


def spread(given: Sequence[AmountCount]) -> Spread | None:
    """The figures of `given` (ascending); None of nothing."""
    answers = sum(one.count for one in given)
    if not answers:
        return None
    numbers = [amounts.parse(one.amount) for one in given]
    total = sum((number * one.count for number, one in zip(numbers, given, strict=True)), Decimal(0))
    lower, upper = _at(given, (answers - 1) // 2), _at(given, answers // 2)
    return Spread(answers, numbers[0], numbers[-1], total / answers, (lower + upper) / 2)


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
