"""Percentages and means by one stated rule, in whole numbers: no float decides what the minutes print.

The rule: a percentage is rounded by itself to one decimal, halves up. Equal counts always print equal percentages; a
column of them may therefore add up to a little more or less than 100.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def tenths(part: int, whole: int) -> int:
    """`part` of `whole` in tenths of a percent; 0 of nothing is 0."""
    return (2000 * part + whole) // (2 * whole) if whole else 0


def percent(part: int, whole: int, mark: str = ",") -> str:
    """`part` of `whole` as printed, without the sign: ``33,3``. `mark` is the decimal mark of the language."""
    whole_percents, tenth = divmod(tenths(part, whole), 10)
    return f"{whole_percents}{mark}{tenth}" if tenth else str(whole_percents)


def mean(scores: Sequence[int], counts: Sequence[int]) -> Decimal | None:
    """The mean of `scores`, each as often as `counts` says; None of nothing."""
    answers = sum(counts)
    if not answers:
        return None
    return Decimal(sum(score * count for score, count in zip(scores, counts, strict=True))) / answers
