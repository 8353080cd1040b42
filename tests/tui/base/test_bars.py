"""Bars in eighths: the longest fills the width, something is never nothing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tui.widgets.bars import EIGHTHS, FULL, eighths

COUNTS = st.integers(0, 10**6)


def length(drawn: str) -> int:
    """In eighths of a cell."""
    return 8 * drawn.count(FULL) + sum(EIGHTHS.index(cell) for cell in drawn if cell != FULL)


@given(COUNTS, COUNTS, st.integers(1, 200))
def test_a_longer_bar_never_stands_for_less(one: int, other: int, width: int) -> None:
    most = max(one, other)
    shorter, longer = sorted((one, other))
    assert length(eighths(shorter, most, width)) <= length(eighths(longer, most, width)) <= 8 * width


@given(st.integers(1, 10**6), st.integers(1, 200))
def test_the_longest_fills_the_width(count: int, width: int) -> None:
    assert length(eighths(count, count, width)) == 8 * width


@given(st.integers(1, 10**6), st.integers(1, 200))
def test_one_of_many_can_still_be_seen(most: int, width: int) -> None:
    assert length(eighths(1, most, width)) >= 1


def test_nothing_has_no_bar() -> None:
    assert eighths(0, 10, 20) == eighths(5, 0, 20) == eighths(5, 5, 0) == ""
