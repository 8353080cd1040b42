"""Counting rankings from one table of pairs: who is preferred to whom, and by how many."""

from __future__ import annotations

from typing import TYPE_CHECKING

from meeting.model.form import RankingMethod

if TYPE_CHECKING:
    from collections.abc import Sequence

Pairs = tuple[tuple[int, ...], ...]
"""`pairs[i][j]` is how many ballots prefer option i to option j."""


def pairs(options: Sequence[str], ballots: Sequence[Sequence[str]]) -> Pairs:
    """The table of pairs. What a ballot leaves out stands below all that it ranks, level with the rest left out."""
    place = {option: index for index, option in enumerate(options)}
    table = [[0] * len(options) for _ in options]
    for ballot in ballots:
        below = set(range(len(options)))
        for option in ballot:
            above = place[option]
            below.discard(above)
            for other in below:
                table[above][other] += 1
    return tuple(tuple(row) for row in table)


def half_points(table: Pairs, ballots: int) -> tuple[int, ...]:
    """Borda points of each option, in halves.

    A ballot gives an option one point for each option it stands above and half a point for each it is level with
    (so options left out share the points of the places left over, as tournament-style Borda does).
    """
    everyone = range(len(table))
    return tuple(sum(ballots + table[i][j] - table[j][i] for j in everyone if j != i) for i in everyone)


def strongest_paths(table: Pairs) -> Pairs:
    """For each pair, the widest path of majorities from one to the other (Schulze 2011, winning votes)."""
    everyone = range(len(table))
    width = [[table[i][j] if table[i][j] > table[j][i] else 0 for j in everyone] for i in everyone]
    for middle in everyone:
        for start in everyone:
            for end in everyone:
                if len({start, middle, end}) == 3:
                    through = min(width[start][middle], width[middle][end])
                    width[start][end] = max(width[start][end], through)
    return tuple(tuple(row) for row in width)


def places(table: Pairs, ballots: int, method: RankingMethod) -> tuple[int, ...]:
    """The place of each option, from 1; options that cannot be told apart share a place (1, 2, 2, 4)."""
    if method is RankingMethod.POINTS:
        points = half_points(table, ballots)
        return tuple(1 + sum(other > own for other in points) for own in points)
    width = strongest_paths(table)
    everyone = range(len(table))
    # The Schulze relation is a strict order but not always a weak one, so places come from how many options stand
    # above: an option never gets a better place than one that beats it, because the relation is transitive.
    return tuple(1 + sum(width[j][i] > width[i][j] for j in everyone) for i in everyone)
