"""Options in order, counted from one table of pairs: who is preferred to whom, and by how many."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec.structs import replace

from meeting.model.form import Choice, Form, FormKind, RankingMethod, Tally
from meeting.text.messages import deferred
from meeting.votes.kinds.choice import OwnOptions
from meeting.votes.kinds.kind import Chart, Setting, Shape
from meeting.votes.results import Finding, OptionRow, first

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from meeting.model.poll import Majority

Pairs = tuple[tuple[int, ...], ...]
"""`pairs[i][j]` is how many ballots prefer option i to option j."""

METHODS = {
    RankingMethod.POINTS: deferred(
        "counted by points (Borda): a ballot gives an option one point for each option it stands above"
    ),
    RankingMethod.PAIRS: deferred(
        "counted by pairs (Schulze): each two options are compared, majorities decide"
    ),
}


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


def mean_places(table: Pairs, ballots: int) -> tuple[Decimal, ...]:
    """The mean place of each option over the ballots, from 1 to how many there are.

    Options a ballot leaves out share the places left over: each has the middle one. The same figure as the points,
    told as a place: the best is the option with the smallest.
    """
    last = len(table)
    if not ballots:
        return (Decimal(1 + last) / 2,) * last
    return tuple(last - Decimal(halves) / (2 * ballots) for halves in half_points(table, ballots))


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


def beaten(table: Pairs) -> tuple[int, ...]:
    """How many other options each stands above."""
    width = strongest_paths(table)
    everyone = range(len(width))
    return tuple(sum(width[i][j] > width[j][i] for j in everyone) for i in everyone)


class Ranking(OwnOptions):
    """The options put in order, the best first."""

    kind = FormKind.RANKING
    name = deferred("Ranking")
    shape = Shape.ORDER
    chart = Chart.PLACES

    def settings(self, form: Form, *, made: bool) -> tuple[Setting, ...]:
        points = "" if made and form.method is RankingMethod.PAIRS else "1"
        tick = Setting("points", deferred("Count by points (otherwise by pairs)"), points, tick=True)
        return (*super().settings(form, made=made), tick)

    def form(self, values: Mapping[str, str], before: Form) -> Form:
        method = RankingMethod.POINTS if values.get("points", "1") else RankingMethod.PAIRS
        return replace(super().form(values, before), method=method)

    def complete(self, form: Form) -> Form:
        return replace(super().complete(form), method=form.method)

    def method(self, form: Form) -> str:
        return METHODS[form.method]

    def count(self, form: Form, valid: Sequence[Choice]) -> Tally:
        """First preferences, and the table of pairs that everything else follows from."""
        firsts = Counter(choice.options[0] for choice in valid)
        ids = [option.id for option in form.options]
        return Tally(
            counts=tuple(firsts[id_] for id_ in ids), pairs=pairs(ids, [choice.options for choice in valid])
        )

    def finding(self, form: Form, tally: Tally, majority: Majority) -> Finding:
        return first(form.options, places(tally.pairs, tally.valid, form.method))

    def rows(self, form: Form, tally: Tally) -> tuple[OptionRow, ...]:
        """By place; of those that share one, the one that stands above more options comes first."""
        if not tally.pairs:
            return ()
        order = places(tally.pairs, tally.valid, form.method)
        if form.method is RankingMethod.POINTS:
            halves = half_points(tally.pairs, tally.valid)
            counted = [(half, f"{half // 2}{'.5' * (half % 2)}") for half in halves]
        else:
            counted = [(above, str(above)) for above in beaten(tally.pairs)]
        means = mean_places(tally.pairs, tally.valid)
        made = [
            OptionRow(
                option.text, option.text_en or option.text, amount, figure, place=place, mean_place=mean
            )
            for option, (amount, figure), place, mean in zip(form.options, counted, order, means, strict=True)
        ]
        return tuple(sorted(made, key=lambda row: (row.place, -row.amount)))
