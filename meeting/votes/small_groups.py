"""Which groups of a breakdown must be hidden so that nobody's answer can be worked out.

Ways to one person's answer that are closed: a group too small; a small group that answers alike; taking the groups
shown from the total, which leaves the hidden ones; and asking why a group is hidden. The last is why what is hidden
follows from the sizes of the groups alone, which a hall can see anyway: where answers alike would have to be hidden,
no group of the breakdown is shown, and that too happens only where it could have more than one reason.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from meeting import limits

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def hidden_groups(groups: Mapping[str, Sequence[int]]) -> frozenset[str]:
    """The names of the groups to hide; `groups` gives for each how many of it gave each answer.

    Hidden are groups below five, then the next smallest until the hidden ones together are at least two groups and
    more than five people; or all of them, where a group below ten that would be shown, or the hidden ones together,
    answer alike.
    """
    hidden = _too_small({name: sum(counts) for name, counts in groups.items()})
    parts = [counts for name, counts in groups.items() if name not in hidden]
    small = [counts for counts in parts if sum(counts) < limits.UNANIMOUS_GROUP]
    rest = _together([groups[name] for name in hidden])
    seen = [counts for counts in (*small, rest) if any(counts)]
    return frozenset(groups) if _tells(seen, _together([*groups.values()])) else hidden


def _too_small(sizes: Mapping[str, int]) -> frozenset[str]:
    """The groups below five, and the next smallest while the hidden ones would still be few people or a single group.

    More than five: whoever is among them can take away an answer, their own, and five must be left.
    """
    hidden = {name for name, people in sizes.items() if people < limits.SMALL_GROUP}
    for name in sorted(sizes.keys() - hidden, key=lambda name: (sizes[name], name)):
        inhabited = [people for other in hidden if (people := sizes[other])]
        if not inhabited or (len(inhabited) > 1 and sum(inhabited) > limits.SMALL_GROUP):
            break
        hidden.add(name)
    return frozenset(hidden)


def _tells(seen: Sequence[Sequence[int]], total: Sequence[int]) -> bool:
    """Whether one of `seen` answers alike; and whether, by the total, only one could, all giving one certain answer.

    In the second case hiding everything would say that it did, unless it is done whether or not it did.
    """
    sizes = [sum(counts) for counts in seen]
    possible = sum(people <= answers for people in sizes for answers in total)
    return possible == 1 or any(people in counts for people, counts in zip(sizes, seen, strict=True))


def _together(groups: Sequence[Sequence[int]]) -> tuple[int, ...]:
    return tuple(sum(column) for column in zip(*groups, strict=True))
