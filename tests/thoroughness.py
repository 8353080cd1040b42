"""How thorough a run is: a whole one repeats as often as there is reason to, an everyday one a quarter of that."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")

WHOLE = "DOITHOAI_TESTS_WHOLE"
"""What `python -m tests --whole` sets for every process of its tests; CI need not."""

THOROUGH = "true" in {os.environ.get("CI"), os.environ.get(WHOLE)}
"""Whether this run repeats everything in full and measures the coverage of every room."""

EVERYDAY_SHARE = 4


def repeated(whole: int) -> int:
    """How often something is tried that a whole run tries `whole` times."""
    return whole if THOROUGH else whole // EVERYDAY_SHARE


def some_of(whole: Sequence[T]) -> Sequence[T]:
    """All of `whole` in a whole run; the first and every fourth after it in an everyday one."""
    return whole if THOROUGH else whole[::EVERYDAY_SHARE]
