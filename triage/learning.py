"""Learning one linear model of areas from labelled lines, in plain Python so that any agency's laptop can do it.

Multinomial logistic regression over hashed features, trained by AdaGrad: each time a line is shown, half its features
are hidden, so that no single word is leant on. Order and hiding are fixed: the same lines always give the same weights.
"""

from __future__ import annotations

import random
from math import exp, sqrt
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

SEED = 76
EPOCHS = 14
RATE = 0.5
HIDDEN = 0.5
"""How likely each feature of a line is to be hidden when the line is shown."""


class Example(msgspec.Struct, frozen=True):
    """One line to learn from: its features, the share of each area in its label, and how much it counts."""

    features: list[int]
    target: tuple[float, ...]
    weight: float = 1.0


def probabilities(scores: Sequence[float], inverse_temperature: float = 1.0) -> list[float]:
    """Scores as probabilities that sum to 1 (softmax); `inverse_temperature` above 1 is bolder."""
    top = max(scores)
    raised = [exp((score - top) * inverse_temperature) for score in scores]
    total = sum(raised)
    return [value / total for value in raised]


def learn(
    examples: Sequence[Example],
    areas: int,
    *,
    epochs: int = EPOCHS,
    progress: Callable[[], None] | None = None,
) -> dict[int, list[float]]:
    """Weights by feature, one for each of `areas`. `progress` is called after each epoch."""
    order = list(range(len(examples)))
    chance = random.Random(SEED)  # noqa: S311 - an order to learn in, no secret
    weights: dict[int, list[float]] = {}
    slopes: dict[int, float] = {}
    each = range(areas)
    for _ in range(epochs):
        chance.shuffle(order)
        for index in order:
            example = examples[index]
            shown = [feature for feature in example.features if chance.random() >= HIDDEN]
            _step(example, shown or example.features, weights, slopes, each)
        if progress:
            progress()
    return weights


def _step(
    example: Example,
    shown: Sequence[int],
    weights: dict[int, list[float]],
    slopes: dict[int, float],
    each: range,
) -> None:
    """Move the weights of the features that are shown of one line towards its label."""
    scale = 1.0 / sqrt(len(shown))
    rows = [weights.setdefault(feature, [0.0] * len(each)) for feature in shown]
    guessed = probabilities([sum(column) * scale for column in zip(*rows, strict=True)])
    errors = [
        (wanted - given) * example.weight * scale
        for wanted, given in zip(example.target, guessed, strict=True)
    ]
    steepness = sum(error * error for error in errors)
    for feature, row in zip(shown, rows, strict=True):
        slope = slopes[feature] = slopes.get(feature, 1e-4) + steepness
        rate = RATE / sqrt(slope)
        for area in each:
            row[area] += rate * errors[area]


def read_off(curve: Sequence[tuple[float, float]], probability: float) -> float:
    """The share that was right at `probability`, on straight lines between the curve's points."""
    if not curve:
        return probability
    low_x, low_y = 0.0, 0.0
    for high_x, high_y in curve:
        if probability <= high_x:
            # Rounding may not carry the line past its own end, or a surer answer would seem less sure.
            return min(high_y, low_y + (high_y - low_y) * (probability - low_x) / (high_x - low_x))
        low_x, low_y = high_x, high_y
    return low_y
