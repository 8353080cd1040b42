"""Teaching a model: test each situation by a model that never saw it, set the confidence by that, learn from all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from triage.calibration import calibrated
from triage.features import features
from triage.learning import EPOCHS, learn, probabilities
from triage.model import AreaModel, ModelHeader
from triage.quality import Quality, measured
from triage.training_set import FOLDS, examples, folds

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from triage.lines import Line

FEWEST_LINES = 5
"""An area needs at least so many lines to be learnt at all."""
MOST_AREAS = 30
"""More ids than this are no set of areas: something else stands where the area should."""


class TooFewLinesError(ValueError):
    """An area has too few lines; `area` is its id, `lines` how many it has."""

    def __init__(self, area: str, lines: int) -> None:
        super().__init__(f"area {area} has {lines} lines, {FEWEST_LINES} are needed")
        self.area = area
        self.lines = lines


class TrainingResult(msgspec.Struct, frozen=True):
    """A model learnt from all lines, and how well models like it did on situations they never saw."""

    model: AreaModel
    quality: Quality


def teach(
    lines: Sequence[Line], areas: Sequence[str], progress: Callable[[int, int], None] | None = None
) -> TrainingResult:
    """Learn `areas` from `lines`. `progress` is told (steps done, steps in all). Raises TooFewLinesError."""
    for area in areas:
        count = sum(line.area == area for line in lines)
        if count < FEWEST_LINES:
            raise TooFewLinesError(area, count)
    steps = _Steps((FOLDS + 1) * EPOCHS, progress)
    header = ModelHeader(tuple(areas), 1.0, 1.0, (), 0.0, 1.0, len(lines))
    scored = _tested(lines, header, steps)
    header = calibrated(header, [(scores, header.areas.index(line.area)) for line, scores in scored])
    model = _learnt(lines, header, steps)
    return TrainingResult(
        model, measured([(line, model.judged(_ranking(scores, model.header))) for line, scores in scored])
    )


def _tested(lines: Sequence[Line], header: ModelHeader, steps: _Steps) -> list[tuple[Line, list[float]]]:
    """Each line with the scores of a model that never saw its situation."""
    scored = []
    dealt = folds(lines)
    for fold in range(FOLDS):
        rest = [line for line, own in zip(lines, dealt, strict=True) if own != fold]
        model = _learnt(rest, header, steps)
        scored += [
            (line, model.scores(features(line.text)))
            for line, own in zip(lines, dealt, strict=True)
            if own == fold
        ]
    return scored


def _ranking(scores: list[float], header: ModelHeader) -> list[tuple[str, float]]:
    shares = probabilities(scores, header.inverse_temperature)
    return sorted(zip(header.areas, shares, strict=True), key=lambda pair: (-pair[1], pair[0]))


def _learnt(lines: Sequence[Line], header: ModelHeader, steps: _Steps) -> AreaModel:
    weights = learn(examples(lines, header.areas), len(header.areas), progress=steps.one_more)
    return AreaModel.from_weights(header, weights)


class _Steps:
    """Counts rounds of learning over all the models of one lesson."""

    def __init__(self, whole: int, progress: Callable[[int, int], None] | None) -> None:
        self._whole = whole
        self._progress = progress
        self._done = 0

    def one_more(self) -> None:
        """Another round is done."""
        self._done += 1
        if self._progress:
            self._progress(self._done, self._whole)
