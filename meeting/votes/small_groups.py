"""Which groups of a breakdown must be hidden so that nobody's answer can be worked out.

Three ways to one person's answer are closed: a group too small; a small group that answers alike; and taking the
groups shown from the total, which leaves the hidden ones.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from meeting import limits

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def hidden_groups(groups: Mapping[str, Sequence[int]]) -> frozenset[str]:
    """The names of the groups to hide; `groups` gives for each how many of it gave each answer.

    Hidden are groups below five, and unanimous ones below ten. Then the next smallest follow until the hidden ones
    together are at least two groups, five people, and not unanimous below ten.
    """
    hidden = {name for name, counts in groups.items() if _tells(counts)}
    for name in sorted(groups.keys() - hidden, key=lambda name: (sum(groups[name]), name)):
        if _is_safe([groups[other] for other in hidden]):
            break
        hidden.add(name)
    return frozenset(hidden)


def _tells(counts: Sequence[int]) -> bool:
    """Whether these answers, shown as one group, say what one of its people answered."""
    people = sum(counts)
    return people < limits.SMALL_GROUP or (people < limits.UNANIMOUS_GROUP and people in counts)


def _is_safe(hidden: Sequence[Sequence[int]]) -> bool:
    """Whether the sum of the hidden groups, which anybody can work out, tells nothing."""
    inhabited = [counts for counts in hidden if any(counts)]
    if not inhabited:
        return True
    together = [sum(column) for column in zip(*inhabited, strict=True)]
    return len(inhabited) > 1 and not _tells(together)
