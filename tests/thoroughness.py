"""How thorough a run is: CI repeats as often as there is reason to, a run at the desk a quarter of that, in minutes."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")

THOROUGH = os.environ.get("CI") == "true"
"""Whether this run repeats everything in full and measures the coverage of every room."""

SHARE_AT_THE_DESK = 4


def repeated(whole: int) -> int:
    """How often something is tried that CI tries `whole` times."""
    return whole if THOROUGH else whole // SHARE_AT_THE_DESK


def some_of(whole: Sequence[T]) -> Sequence[T]:
    """All of `whole` in CI; every fourth at the desk."""
    return whole if THOROUGH else whole[::SHARE_AT_THE_DESK]
