"""From a breakdown with its total nobody's answer can be worked out."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from meeting.votes.small_groups import hidden_groups

GROUPS = st.dictionaries(
    st.sampled_from([f"Đội {n}" for n in range(7)]),
    st.lists(st.integers(0, 12), min_size=3, max_size=3),
    max_size=7,
)


@given(GROUPS)
def test_no_group_shown_is_small_or_small_and_of_one_mind(groups: dict[str, list[int]]) -> None:
    for name in groups.keys() - hidden_groups(groups):
        people = sum(groups[name])
        assert people >= 5
        assert people >= 10 or people not in groups[name]


@given(GROUPS)
def test_the_rest_left_when_shown_groups_are_taken_from_the_total_tells_nothing(
    groups: dict[str, list[int]],
) -> None:
    hidden = hidden_groups(groups)
    inhabited = [groups[name] for name in hidden if any(groups[name])]
    if not inhabited or hidden == groups.keys():
        return
    rest = [sum(column) for column in zip(*inhabited, strict=True)]
    assert len(inhabited) > 1
    assert sum(rest) >= 5
    assert sum(rest) >= 10 or sum(rest) not in rest


def test_one_small_group_takes_the_next_smallest_with_it() -> None:
    groups = {"Đội 1": [2, 1], "Đội 2": [4, 4], "Đội 3": [6, 3], "Đội 4": [10, 9]}
    assert hidden_groups(groups) == {"Đội 1", "Đội 2"}


def test_a_small_unanimous_group_is_not_given_away_by_the_total() -> None:
    groups = {"Đội 1": [7, 0], "Đội 2": [4, 4], "Đội 3": [6, 9]}
    assert hidden_groups(groups) == {"Đội 1", "Đội 2"}


def test_large_groups_are_all_shown() -> None:
    assert hidden_groups({"Đội 1": [10, 0], "Đội 2": [3, 2]}) == frozenset()
    assert hidden_groups({}) == frozenset()


def test_two_groups_of_which_one_is_small_are_both_hidden() -> None:
    assert hidden_groups({"Đội 1": [3, 0], "Đội 2": [30, 9]}) == {"Đội 1", "Đội 2"}


def test_empty_units_protect_nobody() -> None:
    assert hidden_groups({"Đội 1": [0, 0], "Đội 2": [8, 0], "Đội 3": [8, 9]}) == {"Đội 1", "Đội 2", "Đội 3"}
