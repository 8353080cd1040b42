"""What a result means: not met, met or exceeded, against the indicator, the plan and the registered level."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import NamedTuple

from meeting.model.pledge import Direction, Target
from meeting.text import amounts


class Reached(StrEnum):
    """chưa đạt, đạt, vượt; and no level to compare with."""

    NOT_MET = "not_met"
    MET = "met"
    EXCEEDED = "exceeded"
    NO_LEVEL = "no_level"


class Achievement(NamedTuple):
    """A result against the three levels. `percent` of the plan in tenths of a percent; None where it has no meaning.

    `indicator`: vượt chỉ tiêu; `plan`: vượt mức so với kế hoạch; `registered`: the level the team itself set.
    """

    indicator: Reached
    plan: Reached
    registered: Reached
    percent: int | None


def reached(direction: Direction, level: str, value: str) -> Reached:
    """`value` against one `level`. Where lower is better, staying under the level exceeds it."""
    if not level:
        return Reached.NO_LEVEL
    difference = amounts.parse(value) - amounts.parse(level)
    better = -difference if direction is Direction.LOWER else difference
    if better == 0:
        return Reached.MET
    return Reached.EXCEEDED if better > 0 else Reached.NOT_MET


def percent_of_plan(direction: Direction, plan: str, value: str) -> int | None:
    """Result over plan in tenths of a percent, or plan over result where lower is better, halves up.

    None where there is no plan, the divisor is zero, or a sign makes the quotient meaningless.
    """
    if not plan:
        return None
    result, planned = amounts.parse(value), amounts.parse(plan)
    part, whole = (planned, result) if direction is Direction.LOWER else (result, planned)
    if whole <= 0 or part < 0:
        return None
    return int((part * 1000 / whole).quantize(Decimal(1), ROUND_HALF_UP))


def achievement(target: Target, registered: str, value: str) -> Achievement:
    """What `value` means for `target`, where the team registered the level `registered` (empty: none)."""
    return Achievement(
        reached(target.direction, target.indicator, value),
        reached(target.direction, target.plan, value),
        reached(target.direction, registered, value),
        percent_of_plan(target.direction, target.plan, value),
    )
