"""Signatures drawn with a finger, as SVG path data of straight strokes and nothing else.

The data goes into documents and pages, so it is read back number by number: only absolute ``M`` and ``L`` with whole
numbers inside a box of 1000 by 400.
"""

from __future__ import annotations

import re

from meeting import limits
from meeting.refusal import Refusal

_PATH = re.compile(r"(?:M[0-9]{1,4} [0-9]{1,4}(?:L[0-9]{1,4} [0-9]{1,4})*)+", re.ASCII)
_POINT = re.compile(r"([ML])([0-9]+) ([0-9]+)", re.ASCII)

_SMALLEST = 40
"""Least width or height of a drawing that is meant: a tap is not a signature."""

Stroke = tuple[tuple[int, int], ...]
"""The points of one stroke, in the order drawn."""


def strokes(path: str) -> tuple[Stroke, ...]:
    """The strokes of a signature. Raises Refusal ``signature-unclear`` or ``signature-too-long``."""
    if len(path) > limits.SIGNATURE_CHARACTERS or path.count("M") > limits.SIGNATURE_STROKES:
        raise Refusal("signature-too-long")
    if not _PATH.fullmatch(path):
        raise Refusal("signature-unclear")
    drawn: list[list[tuple[int, int]]] = []
    for letter, x, y in _POINT.findall(path):
        if letter == "M":
            drawn.append([])
        drawn[-1].append((int(x), int(y)))
    points = [point for stroke in drawn for point in stroke]
    if any(x > limits.SIGNATURE_WIDTH or y > limits.SIGNATURE_HEIGHT for x, y in points):
        raise Refusal("signature-unclear")
    return tuple(tuple(stroke) for stroke in drawn)


def check(path: str) -> str:
    """`path` in one spelling. Raises Refusal also for a mere dot (``signature-too-small``)."""
    drawn = strokes(path)
    across = [x for stroke in drawn for x, _ in stroke]
    down = [y for stroke in drawn for _, y in stroke]
    if max(across) - min(across) < _SMALLEST and max(down) - min(down) < _SMALLEST:
        raise Refusal("signature-too-small")
    return "".join("M" + "L".join(f"{x} {y}" for x, y in stroke) for stroke in drawn)
