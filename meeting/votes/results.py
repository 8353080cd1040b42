"""What may be said of a tally, whatever its kind: a verdict, rows to draw or print, percentages and means.

Percentages follow one rule, in whole numbers, so that no float decides what the minutes print: each is rounded by
itself to one decimal, halves up. Equal counts always print equal percentages; a column of them may therefore add up to
a little more or less than 100.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from meeting.model.form import Option


class Verdict(StrEnum):
    """The only things a result is called. `COUNTED` is for kinds that have no winner: scales, numbers, words."""

    NO_BALLOTS = "no_ballots"
    ALL_ABSTAINED = "all_abstained"
    CARRIED = "carried"
    NOT_CARRIED = "not_carried"
    LEADING = "leading"
    TIE = "tie"
    COUNTED = "counted"


class Finding(NamedTuple):
    """A verdict and the option ids it is about (one that leads, all that tie)."""

    verdict: Verdict
    options: tuple[str, ...] = ()


def first(options: Sequence[Option], order: Sequence[int]) -> Finding:
    """Who comes first when the smallest number of `order` is best. Never invents a winner."""
    best = min(order)
    ids = tuple(option.id for option, place in zip(options, order, strict=True) if place == best)
    return Finding(Verdict.LEADING if len(ids) == 1 else Verdict.TIE, ids)


class OptionRow(NamedTuple):
    """One row: its words, how long its bar is, its share in tenths of a percent and its place, where it has them.

    `figure` is what is printed of `amount`, a decimal number in ASCII: `amount` counts ballots, but half points in a
    ranking by points and options beaten in a ranking by pairs. `mean_place` is a ranking's alone.
    """

    text: str
    text_en: str
    amount: int
    figure: str
    share: int | None = None
    place: int = 0
    abstention: bool = False
    mean_place: Decimal | None = None


def tenths(part: int, whole: int) -> int:
    """`part` of `whole` in tenths of a percent; 0 of nothing is 0."""
    return (2000 * part + whole) // (2 * whole) if whole else 0


def mean(scores: Sequence[int], counts: Sequence[int]) -> Decimal | None:
    """The mean of `scores`, each as often as `counts` says; None of nothing."""
    answers = sum(counts)
    if not answers:
        return None
    return Decimal(sum(score * count for score, count in zip(scores, counts, strict=True))) / answers
