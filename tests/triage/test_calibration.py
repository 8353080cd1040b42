"""The confidence never falls as the probability rises, and sureness is claimed only where it was earned."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from triage.calibration import SURE, rising_curve, sure_from
from triage.learning import read_off

PAIRS = st.lists(st.tuples(st.floats(0.15, 1.0), st.sampled_from([0.0, 1.0])), min_size=1, max_size=200)


@given(PAIRS)
def test_confidence_never_falls_and_stays_between_0_and_1(pairs: list[tuple[float, float]]) -> None:
    curve = rising_curve(pairs)
    read = [read_off(curve, step / 50) for step in range(51)]
    assert all(0.0 <= value <= 1.0 for value in read)
    assert read == sorted(read)


@given(PAIRS)
def test_where_it_is_sure_it_was_right_often_enough(pairs: list[tuple[float, float]]) -> None:
    confident = sorted(pairs, reverse=True)
    sure = sure_from(confident)
    claimed = [right for confidence, right in confident if confidence >= sure]
    assert not claimed or sum(claimed) / len(claimed) >= SURE


def test_without_a_test_the_probability_stands() -> None:
    assert read_off((), 0.4) == 0.4
