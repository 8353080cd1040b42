"""From a breakdown with its total nobody's answer can be worked out, not even by who knows the rule and every size."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from meeting import limits
from meeting.votes.small_groups import hidden_groups

if TYPE_CHECKING:
    from collections.abc import Iterator

Groups = dict[str, list[int]]

GROUPS = st.dictionaries(
    st.sampled_from([f"Đội {n}" for n in range(7)]),
    st.lists(st.integers(0, 12), min_size=3, max_size=3),
    max_size=7,
)


@given(GROUPS)
def test_no_group_shown_is_small_or_small_and_of_one_mind(groups: Groups) -> None:
    for name in groups.keys() - hidden_groups(groups):
        people = sum(groups[name])
        assert people >= limits.SMALL_GROUP
        assert people >= limits.UNANIMOUS_GROUP or people not in groups[name]


@given(GROUPS)
def test_the_rest_left_when_shown_groups_are_taken_from_the_total_tells_nothing(groups: Groups) -> None:
    hidden = hidden_groups(groups)
    inhabited = [groups[name] for name in hidden if any(groups[name])]
    if not inhabited or hidden == groups.keys():
        return
    rest = [sum(column) for column in zip(*inhabited, strict=True)]
    assert len(inhabited) > 1
    assert sum(rest) > limits.SMALL_GROUP
    assert sum(rest) not in rest


def splits(people: int, left: list[int]) -> Iterator[list[int]]:
    """Every way `people` can have taken their answers from those `left`."""
    if len(left) == 1:
        yield from [[people]] if people <= left[0] else []
        return
    for first in range(min(people, left[0]) + 1):
        yield from ([first, *others] for others in splits(people - first, left[1:]))


def worlds(sizes: list[int], left: list[int]) -> Iterator[list[list[int]]]:
    """Every way groups of these sizes can have given exactly the answers `left`."""
    if not sizes:
        yield []
        return
    for one in splits(sizes[0], left):
        rest = [answers - taken for answers, taken in zip(left, one, strict=True)]
        yield from ([one, *others] for others in worlds(sizes[1:], rest))


def reconstructed(groups: Groups) -> Groups:
    """The hidden groups whose answers an attacker is sure of.

    The attacker has the total and the groups shown, saw in the hall how many of each group answered, and tries
    everything the hidden ones can have said, keeping what this very program would have published in the same way.
    """
    hidden = sorted(name for name in hidden_groups(groups) if any(groups[name]))
    left = [sum(column) for column in zip(*(groups[name] for name in hidden), strict=True)]
    sizes = [sum(groups[name]) for name in hidden]
    sure: dict[str, list[int] | None] = {}
    for world in worlds(sizes, left):
        supposed = dict(zip(hidden, world, strict=True))
        if hidden_groups({**groups, **supposed}) != hidden_groups(groups):
            continue
        sure = {name: said if sure.get(name, said) == said else None for name, said in supposed.items()}
        if not any(sure.values()):
            break
    return {name: said for name, said in sure.items() if said is not None}


@st.composite
def halls(draw: st.DrawFn) -> Groups:
    """A few small groups, often of one mind, and perhaps a large one."""
    answers = draw(st.integers(2, 3))
    mixed = st.lists(st.integers(0, 3), min_size=answers, max_size=answers)
    alike = st.tuples(st.integers(0, answers - 1), st.integers(1, 8)).map(
        lambda one: [one[1] if place == one[0] else 0 for place in range(answers)]
    )
    small = draw(st.lists(st.one_of(mixed, alike), min_size=2, max_size=3))
    large = draw(st.sampled_from([[], [[4] * answers], [[5, 7, 0][:answers]]]))
    return {f"Đội {place}": counts for place, counts in enumerate([*small, *large])}


@given(halls())
@example({"Đội 1": [0, 3, 0], "Đội 2": [1, 3, 3], "Đội 3": [0, 5, 0], "Đội 4": [4, 4, 4]})
@example({"Đội 1": [0, 3, 0], "Đội 2": [0, 3, 0], "Đội 3": [4, 3, 5], "Đội 4": [4, 4, 4]})
@example({"Đội 1": [1, 2, 0], "Đội 2": [3, 2, 2], "Đội 3": [0, 7, 0], "Đội 4": [4, 4, 4]})
@settings(max_examples=25)
def test_no_hidden_group_can_be_reconstructed_by_asking_why_it_is_hidden(groups: Groups) -> None:
    total = [sum(column) for column in zip(*groups.values(), strict=True)]
    assume(sum(total) not in total and sum(map(any, groups.values())) > 1)
    assert reconstructed(groups) == {}


def test_one_small_group_takes_the_next_smallest_with_it() -> None:
    groups = {"Đội 1": [2, 1], "Đội 2": [4, 4], "Đội 3": [6, 3], "Đội 4": [10, 9]}
    assert hidden_groups(groups) == {"Đội 1", "Đội 2"}


def test_one_of_the_hidden_who_takes_away_their_own_answer_is_left_with_five() -> None:
    groups = {"Đội 1": [1, 0], "Đội 2": [1, 3], "Đội 3": [6, 3], "Đội 4": [10, 9]}
    assert hidden_groups(groups) == {"Đội 1", "Đội 2", "Đội 3"}


def test_where_a_small_group_is_of_one_mind_no_group_is_shown() -> None:
    assert hidden_groups({"Đội 1": [7, 0], "Đội 2": [4, 4], "Đội 3": [6, 9]}) == {"Đội 1", "Đội 2", "Đội 3"}


def test_where_only_one_group_could_be_of_one_mind_hiding_does_not_say_whether_it_is() -> None:
    assert hidden_groups({"Đội 1": [5, 0], "Đội 2": [9, 2]}) == {"Đội 1", "Đội 2"}
    assert hidden_groups({"Đội 1": [4, 1], "Đội 2": [10, 1]}) == {"Đội 1", "Đội 2"}


def test_large_groups_are_all_shown() -> None:
    assert hidden_groups({"Đội 1": [10, 0], "Đội 2": [3, 8]}) == frozenset()
    assert hidden_groups({"Đội 1": [4, 1], "Đội 2": [7, 5]}) == frozenset()
    assert hidden_groups({}) == frozenset()


def test_two_groups_of_which_one_is_small_are_both_hidden() -> None:
    assert hidden_groups({"Đội 1": [3, 0], "Đội 2": [30, 9]}) == {"Đội 1", "Đội 2"}


def test_empty_units_protect_nobody() -> None:
    assert hidden_groups({"Đội 1": [0, 0], "Đội 2": [8, 0], "Đội 3": [8, 9]}) == {"Đội 1", "Đội 2", "Đội 3"}
