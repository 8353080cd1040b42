"""The trained model as a small file: the weights of the features it met, and how to read a confidence from them."""

from __future__ import annotations

import sys
import zlib
from array import array
from bisect import bisect_left
from math import sqrt
from typing import TYPE_CHECKING

import msgspec

from meeting.areas import UNCLASSIFIED
from triage.features import features
from triage.learning import probabilities, read_off

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

MAGIC = b"DOITHOAI-AREAS-2\n"
LARGEST = 127
LARGEST_UNPACKED = 64 * 1024 * 1024
"""Bytes that a model may unpack to; the packaged one takes about one."""
NUMBER = 4
"""Bytes of a feature's number in the file, the lowest first."""


class ModelHeader(msgspec.Struct, frozen=True):
    """What stands before the weights: the areas, their scale, and the confidence curve.

    `inverse_temperature` (in the file: sharpness) turns scores into probabilities; `curve` maps the best one to the
    share of lines that were right at it; under `doubtful` a line is left unclassified, from `sure` on the model claims
    confidence.
    """

    areas: tuple[str, ...]
    scale: float
    inverse_temperature: float = msgspec.field(name="sharpness")
    curve: tuple[tuple[float, float], ...]
    doubtful: float
    sure: float
    lines: int = 0


class Suggestion(msgspec.Struct, frozen=True):
    """What the program would say about one question; never an action.

    `area` is an area's id, "other", or "unclassified" when the model is too unsure to name one; `second` the next
    choice; `confidence` how often such a suggestion is right (0 to 1); `confident` whether it claims to be sure.
    `ranking` holds every area with its probability, likeliest first, for reports.
    """

    area: str
    second: str | None
    confidence: float
    confident: bool
    ranking: tuple[tuple[str, float], ...] = ()


class AreaModel:
    """Hashed linear weights for a set of areas."""

    def __init__(self, header: ModelHeader, known: array[int], weights: bytes) -> None:
        """`known` are the features that have weights, ascending; `weights` holds a signed byte an area for each."""
        self.header = header
        self._known = known
        self._weights = memoryview(weights).cast("b")

    @classmethod
    def from_weights(cls, header: ModelHeader, weights: dict[int, list[float]]) -> AreaModel:
        """Pack learnt `weights`; `header.scale` is set so that the largest fits a signed byte."""
        largest = max((abs(value) for row in weights.values() for value in row), default=1.0) or 1.0
        scale = largest / LARGEST
        known, packed = array("I"), bytearray()
        for feature in sorted(weights):
            row = bytes(round(value / scale) & 0xFF for value in weights[feature])
            if any(row):
                known.append(feature)
                packed += row
        return cls(msgspec.structs.replace(header, scale=scale), known, bytes(packed))

    @classmethod
    def from_bytes(cls, stored: bytes) -> AreaModel:
        """Read what `to_bytes` wrote. Raises ValueError when it is not a whole model."""
        if not stored.startswith(MAGIC):
            raise ValueError("not a model of areas")
        first, _, packed = stored[len(MAGIC) :].partition(b"\n")
        try:
            header, unpacked = msgspec.json.decode(first, type=ModelHeader), _unpacked(packed)
        except (msgspec.MsgspecError, zlib.error) as error:
            raise ValueError("the model file is damaged") from error
        count, rest = divmod(len(unpacked), NUMBER + len(header.areas))
        if rest or not header.areas:
            raise ValueError("the model file is not whole")
        return cls(header, _numbers(unpacked[: count * NUMBER]), unpacked[count * NUMBER :])

    @classmethod
    def from_file(cls, path: Path) -> AreaModel:
        """The model stored at `path`. Raises ValueError when it is damaged, OSError when it cannot be read."""
        return cls.from_bytes(path.read_bytes())

    def to_bytes(self) -> bytes:
        """The model as stored; the same model always gives the same bytes."""
        packed = _numbers(self._known.tobytes()).tobytes() + self._weights.tobytes()
        return MAGIC + msgspec.json.encode(self.header) + b"\n" + zlib.compress(packed, 9)

    def scores(self, found: list[int]) -> list[float]:
        """The score of each area for a line with the features `found`, in the order of `header.areas`."""
        count, known, weights = len(self.header.areas), self._known, self._weights
        rows, place, last = [(0,) * count], 0, len(known)
        for feature in sorted(found):
            place = bisect_left(known, feature, place)
            if place == last:
                break
            if known[place] == feature:
                rows.append(tuple(weights[place * count : place * count + count]))
        factor = self.header.scale / sqrt(len(found))
        return [sum(column) * factor for column in zip(*rows, strict=True)]

    def ranked(
        self, text: str, pushes: Mapping[int, Mapping[int, float]] | None = None
    ) -> list[tuple[str, float]]:
        """Areas with their probabilities for `text`, likeliest first; `pushes` are corrections by feature and area."""
        found = features(text)
        scores = [score * self.header.inverse_temperature for score in self.scores(found)]
        for feature in found if pushes else ():
            for area, push in (pushes or {}).get(feature, {}).items():
                scores[area] += push
        shares = probabilities(scores)
        pairs = zip(self.header.areas, shares, strict=True)
        return sorted(pairs, key=lambda pair: (-pair[1], pair[0]))

    def judged(self, ranking: list[tuple[str, float]]) -> Suggestion:
        """What to say about a line with this ranking: a name only where it is right often enough."""
        (first, probability), second = ranking[0], ranking[1][0] if len(ranking) > 1 else None
        confidence = read_off(self.header.curve, probability)
        return Suggestion(
            area=first if confidence >= self.header.doubtful else UNCLASSIFIED,
            second=second,
            confidence=round(confidence, 3),
            confident=confidence >= self.header.sure,
            ranking=tuple(ranking),
        )


def _unpacked(packed: bytes) -> bytes:
    """The weights as they were before they were compressed. Raises zlib.error for less or far more than a model."""
    unpacking = zlib.decompressobj()
    unpacked = unpacking.decompress(packed, LARGEST_UNPACKED)
    if not unpacking.eof:
        raise zlib.error("cut short, or too large")
    return unpacked


def _numbers(stored: bytes) -> array[int]:
    """Feature numbers from bytes or, by the same swap, to the bytes that are stored."""
    numbers = array("I", stored)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
