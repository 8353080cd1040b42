"""An honest confidence: how often the model was right, at each probability it gave, on lines it never saw."""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING

import msgspec

from triage.learning import probabilities, read_off

if TYPE_CHECKING:
    from collections.abc import Sequence

    from triage.model import ModelHeader

SURE = 0.95
"""How often the model must have been right, in all, from the confidence on that it claims to be sure."""
DOUBTFUL = 0.30
"""A suggestion right less often than this is not worth naming: the question stays unclassified."""
INVERSE_TEMPERATURES = tuple(step / 20 for step in range(2, 121))
SMALLEST_BIN = 20


def calibrated(header: ModelHeader, scored: Sequence[tuple[list[float], int]]) -> ModelHeader:
    """`header` with the temperature and confidence curve read from held-aside scores and the true areas' places."""
    if not scored:
        return header
    inverse_temperature = min(INVERSE_TEMPERATURES, key=lambda tried: (_loss(scored, tried), tried))
    pairs = []
    for scores, truth in scored:
        shares = probabilities(scores, inverse_temperature)
        best = max(range(len(shares)), key=shares.__getitem__)
        pairs.append((shares[best], float(best == truth)))
    curve = rising_curve(pairs)
    confident = sorted(((read_off(curve, share), right) for share, right in pairs), reverse=True)
    return msgspec.structs.replace(
        header,
        inverse_temperature=inverse_temperature,
        curve=curve,
        doubtful=DOUBTFUL,
        sure=sure_from(confident),
    )


def _loss(scored: Sequence[tuple[list[float], int]], inverse_temperature: float) -> float:
    return -sum(log(max(probabilities(scores, inverse_temperature)[truth], 1e-9)) for scores, truth in scored)


def rising_curve(pairs: Sequence[tuple[float, float]]) -> tuple[tuple[float, float], ...]:
    """Points (probability, share right) that never fall: pooled neighbours (isotonic regression) of at least a bin.

    Each share is drawn towards the middle by one right and one wrong line, so that a small bin never claims certainty.
    """
    pools: list[tuple[float, float, int]] = []
    ordered = sorted(pairs)
    for start in range(0, len(ordered), SMALLEST_BIN):
        part = ordered[start : start + SMALLEST_BIN]
        pools.append((sum(p for p, _ in part), sum(right for _, right in part), len(part)))
        while len(pools) > 1 and _share(pools[-2]) >= _share(pools[-1]):
            last, before = pools.pop(), pools.pop()
            pools.append((before[0] + last[0], before[1] + last[1], before[2] + last[2]))
    return tuple((round(pool[0] / pool[2], 4), round(_share(pool), 4)) for pool in pools)


def _share(pool: tuple[float, float, int]) -> float:
    return (pool[1] + 1.0) / (pool[2] + 2.0)


def sure_from(confident: Sequence[tuple[float, float]]) -> float:
    """The lowest confidence from which on the lines, most confident first, were right often enough; above 1 if none."""
    lowest, right = 1.01, 0.0
    for count, (confidence, was_right) in enumerate(confident, 1):
        right += was_right
        following = confident[count][0] if count < len(confident) else -1.0
        if count >= SMALLEST_BIN and right / count >= SURE and following < confidence:
            lowest = confidence
    return lowest
