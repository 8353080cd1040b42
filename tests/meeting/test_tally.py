"""A tally equals the ballots, whatever their order, and says no more than they do."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise, permutations
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meeting.model.form import AmountCount, Choice, Form, FormKind, RankingMethod, Tally
from meeting.model.poll import Majority
from meeting.text.messages import Number
from meeting.votes.kinds import KINDS, base, check, complete, count, finding, kind_of, satisfied_answers
from meeting.votes.kinds.numeric import BARS, bars, spread
from meeting.votes.kinds.ranking import half_points, mean_places, pairs, places
from meeting.votes.results import Finding, Verdict, mean, tenths
from tests.meeting.votes import choices, options, raw_forms


@given(st.data())
def test_a_tally_equals_the_ballots_in_any_order(data: st.DataObject) -> None:
    form = complete(data.draw(raw_forms()))
    ballots = [check(form, choice) for choice in data.draw(st.lists(choices(form), max_size=12))]
    tally = count(form, ballots)
    assert tally == count(form, data.draw(st.permutations(ballots)))
    assert tally.cast == len(ballots)
    assert tally.abstained == sum(ballot.abstain for ballot in ballots)
    parts = (sum(tally.counts), sum(a.count for a in tally.amounts), sum(t.count for t in tally.texts))
    if form.kind is FormKind.MULTIPLE:
        assert parts[0] == sum(len(ballot.options) for ballot in ballots)
    else:
        assert sum(parts) == tally.valid
    for place, option in enumerate(form.options):
        chosen = sum(
            ballot.options[: 1 if form.kind is FormKind.RANKING else None].count(option.id)
            for ballot in ballots
        )
        assert tally.counts[place] == chosen


@given(st.data())
def test_every_finding_can_be_made_of_any_tally(data: st.DataObject) -> None:
    form = complete(data.draw(raw_forms()))
    tally = count(form, [check(form, choice) for choice in data.draw(st.lists(choices(form), max_size=8))])
    said = finding(form, tally, data.draw(st.sampled_from(Majority)))
    assert set(said.options) <= {option.id for option in form.options}
    assert (said.verdict is Verdict.NO_BALLOTS) == (tally.cast == 0)
    assert (said.verdict is Verdict.TIE) == (len(said.options) > 1)
    if said.verdict is Verdict.LEADING and form.kind is not FormKind.RANKING:
        assert tally.counts.count(max(tally.counts)) == 1
    assert base(form, tally) == (tally.cast if form.kind is FormKind.YES_NO else tally.valid)
    satisfied = satisfied_answers(form, tally)
    assert satisfied is None or 0 <= satisfied <= tally.valid


VOTE = complete(Form(FormKind.YES_NO))


@pytest.mark.parametrize(
    ("yes", "no", "abstained", "majority", "said"),
    [
        (0, 0, 0, Majority.MORE, Finding(Verdict.NO_BALLOTS)),
        (0, 0, 7, Majority.MORE, Finding(Verdict.ALL_ABSTAINED)),
        (5, 5, 3, Majority.MORE, Finding(Verdict.TIE, ("yes", "no"))),
        (5, 4, 30, Majority.MORE, Finding(Verdict.CARRIED, ("yes",))),
        (4, 5, 0, Majority.MORE, Finding(Verdict.NOT_CARRIED, ("no",))),
        (5, 5, 0, Majority.HALF, Finding(Verdict.NOT_CARRIED, ("no",))),
        (5, 2, 3, Majority.HALF, Finding(Verdict.NOT_CARRIED, ("no",))),
        (6, 2, 3, Majority.HALF, Finding(Verdict.CARRIED, ("yes",))),
        (6, 3, 0, Majority.TWO_THIRDS, Finding(Verdict.CARRIED, ("yes",))),
        (6, 3, 1, Majority.TWO_THIRDS, Finding(Verdict.NOT_CARRIED, ("no",))),
    ],
)
def test_a_vote_is_carried_exactly_when_its_majority_is_reached(
    yes: int, no: int, abstained: int, majority: Majority, said: Finding
) -> None:
    tally = Tally(yes + no + abstained, abstained, (yes, no))
    assert finding(VOTE, tally, majority) == said


def test_a_choice_that_ties_has_no_winner() -> None:
    form = complete(Form(FormKind.SINGLE, options=options("Một", "Hai", "Ba")))
    assert finding(form, Tally(5, 0, (2, 1, 2))) == Finding(Verdict.TIE, ("a", "c"))
    assert finding(form, Tally(6, 0, (2, 1, 3))) == Finding(Verdict.LEADING, ("c",))


def test_no_opinion_is_kept_out_of_the_mean_and_the_satisfaction_rate() -> None:
    form = complete(Form(FormKind.LIKERT))
    tally = count(
        form, [Choice(options=("5",)), Choice(options=("4",)), Choice(options=("1",)), Choice(abstain=True)]
    )
    assert kind_of(form).mean(form, tally) == Decimal(10) / 3
    assert satisfied_answers(form, tally) == 2
    assert tally.valid == 3


def test_kinds_without_scores_have_no_mean() -> None:
    assert kind_of(VOTE).mean(VOTE, Tally(1, 0, (1, 0))) is None
    assert satisfied_answers(VOTE, Tally(1, 0, (1, 0))) is None
    assert mean([5, 4], [0, 0]) is None


@given(st.integers(0, 5000), st.integers(1, 5000))
def test_a_percentage_is_the_nearest_tenth_halves_up(part: int, whole: int) -> None:
    exact = Fraction(1000 * part, whole)
    assert -Fraction(1, 2) < tenths(part, whole) - exact <= Fraction(1, 2)


@given(st.lists(st.integers(0, 300), min_size=1, max_size=8))
def test_equal_counts_have_equal_percentages_and_a_column_adds_up_to_nearly_a_hundred(
    counts: list[int],
) -> None:
    whole = sum(counts)
    printed = [tenths(part, whole) for part in counts]
    assert all(
        (a < b) <= (x <= y)
        for a, x in zip(counts, printed, strict=True)
        for b, y in zip(counts, printed, strict=True)
    )
    assert not whole or abs(sum(printed) - 1000) * 2 <= len(counts)


def reference_borda(ids: list[str], ballots: list[list[str]]) -> dict[str, Fraction]:
    """Points by position; options left out share the places left over."""
    points = {id_: Fraction(0) for id_ in ids}
    for ballot in ballots:
        for place, id_ in enumerate(ballot):
            points[id_] += len(ids) - 1 - place
        rest = [id_ for id_ in ids if id_ not in ballot]
        for id_ in rest:
            points[id_] += Fraction(len(rest) - 1, 2)
    return points


def reference_schulze(ids: list[str], ballots: list[list[str]]) -> set[str]:
    """Winners by looking at every simple path, one by one."""

    def prefers(ballot: list[str], a: str, b: str) -> bool:
        return a in ballot and (b not in ballot or ballot.index(a) < ballot.index(b))

    def edge(a: str, b: str) -> int:
        one, other = sum(prefers(x, a, b) for x in ballots), sum(prefers(x, b, a) for x in ballots)
        return one if one > other else 0

    def strength(a: str, b: str) -> int:
        others = [id_ for id_ in ids if id_ not in {a, b}]
        paths = [(a, *middle, b) for n in range(len(others) + 1) for middle in permutations(others, n)]
        return max(min(edge(x, y) for x, y in pairwise(path)) for path in paths)

    return {a for a in ids if all(strength(a, b) >= strength(b, a) for b in ids if b != a)}


@st.composite
def rankings(draw: st.DrawFn) -> tuple[list[str], list[list[str]]]:
    ids = list("abcde"[: draw(st.integers(2, 5))])
    ballot = st.lists(st.sampled_from(ids), min_size=1, max_size=len(ids), unique=True)
    return ids, draw(st.lists(ballot, min_size=1, max_size=9))


@given(rankings())
def test_points_agree_with_counting_places_one_by_one(case: tuple[list[str], list[list[str]]]) -> None:
    ids, ballots = case
    table = pairs(ids, ballots)
    reference = reference_borda(ids, ballots)
    assert [Fraction(points, 2) for points in half_points(table, len(ballots))] == [
        reference[id_] for id_ in ids
    ]
    first = {
        id_
        for id_, place in zip(ids, places(table, len(ballots), RankingMethod.POINTS), strict=True)
        if place == 1
    }
    assert first == {id_ for id_ in ids if reference[id_] == max(reference.values())}


@given(rankings())
def test_mean_places_order_options_as_points_do(case: tuple[list[str], list[list[str]]]) -> None:
    ids, ballots = case
    table = pairs(ids, ballots)
    means = mean_places(table, len(ballots))
    by_points = places(table, len(ballots), RankingMethod.POINTS)
    assert [1 + sum(other < own for other in means) for own in means] == list(by_points)
    assert all(1 <= mean_place <= len(ids) for mean_place in means)
    every_place = Fraction(len(ids) * (len(ids) + 1), 2)
    assert abs(sum(map(Fraction, means)) - every_place) < Fraction(1, 10**20)


@given(rankings())
def test_pairwise_winners_agree_with_looking_at_every_path(case: tuple[list[str], list[list[str]]]) -> None:
    ids, ballots = case
    order = places(pairs(ids, ballots), len(ballots), RankingMethod.PAIRS)
    assert {id_ for id_, place in zip(ids, order, strict=True) if place == 1} == reference_schulze(
        ids, ballots
    )


def test_an_option_preferred_to_every_other_wins_by_pairs_even_without_most_points() -> None:
    ids, ballots = ["a", "b", "c"], [["a", "b", "c"]] * 3 + [["b", "c", "a"]] * 2
    table = pairs(ids, ballots)
    assert places(table, 5, RankingMethod.PAIRS)[0] == 1
    assert places(table, 5, RankingMethod.POINTS)[1] == 1


@given(st.lists(st.decimals(-50, 50, places=1), min_size=1, max_size=30))
def test_the_figures_of_numbers_are_exact(numbers: list[Decimal]) -> None:
    form = complete(Form(FormKind.NUMERIC, decimals=1))
    tally = count(form, [check(form, Choice(amount=f"{number:f}")) for number in numbers])
    figures = spread(tally.amounts)
    assert figures is not None
    assert (figures.answers, figures.least, figures.greatest) == (len(numbers), min(numbers), max(numbers))
    assert figures.median == median(numbers)
    assert abs(figures.mean - sum(numbers, Decimal(0)) / len(numbers)) < Decimal("1e-20")
    drawn = bars(tally.amounts)
    assert sum(bar.answers for bar in drawn) == len(numbers)
    assert len(drawn) <= BARS


def test_a_mean_just_below_nothing_is_not_a_negative_zero() -> None:
    tally = Tally(10, 0, amounts=(AmountCount("-0.01", 1), AmountCount("0", 9)))
    found = KINDS[FormKind.NUMERIC].figures(complete(Form(FormKind.NUMERIC, decimals=2, unit="giờ")), tally)
    assert found is not None
    figures = {"mean": "0.00", "median": "0", "least": "-0.01", "greatest": "0"}
    assert found.params == {name: Number(text, "giờ") for name, text in figures.items()}


def test_no_numbers_have_no_figures_and_many_share_bars() -> None:
    assert spread(()) is None
    assert bars(()) == ()
    many = tuple(AmountCount(str(number), 1) for number in range(100))
    assert [bar.answers for bar in bars(many)] == [13, 12, 13, 12, 12, 13, 12, 13]
    assert bars(many)[-1].greatest == "99"


def test_a_ballot_box_of_scales_numbers_or_words_has_no_winner() -> None:
    for form in (Form(FormKind.LIKERT), Form(FormKind.NUMERIC), Form(FormKind.TEXT)):
        assert finding(complete(form), Tally(3, 1, (1, 1, 0, 0, 0))) == Finding(Verdict.COUNTED)


def test_a_ranking_is_led_by_who_comes_first_in_it() -> None:
    form = complete(Form(FormKind.RANKING, options=options("Một", "Hai")))
    tally = count(form, [Choice(options=("b", "a"))])
    assert finding(form, tally) == Finding(Verdict.LEADING, ("b",))
