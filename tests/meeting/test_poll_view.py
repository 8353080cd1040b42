"""A result's rows say the same figures everywhere, and nothing before it may be seen."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from meeting.commands.balloting import ClosePoll, RecordProgress, RerunPoll, RevealPoll
from meeting.model.form import Choice, Form, FormKind, RankingMethod, Tally, TextGroup
from meeting.moment import Role
from meeting.votes.kinds import check, complete, count, rows
from meeting.votes.poll_view import known, shown_tally
from tests.meeting.test_polling import LIVE, counted, opened, votes
from tests.meeting.votes import act, choices, meeting, options, raw_forms


@given(st.data())
def test_the_rows_of_any_tally_add_up_to_it(data: st.DataObject) -> None:
    form = complete(data.draw(raw_forms()))
    tally = count(form, [check(form, choice) for choice in data.draw(st.lists(choices(form), max_size=9))])
    shown = rows(form, tally)
    ballots = sum(row.amount for row in shown if not row.abstention)
    if form.kind not in {FormKind.MULTIPLE, FormKind.RANKING}:
        assert ballots == tally.valid
    assert [row.amount for row in shown if row.abstention] == ([tally.abstained] if form.abstain else [])
    if form.kind is FormKind.RANKING:
        ranked = [(row.place, -row.amount) for row in shown if not row.abstention]
        assert ranked == sorted(ranked)
        if form.method is RankingMethod.POINTS:
            assert [less for _, less in ranked] == sorted(less for _, less in ranked)


def test_a_result_that_was_never_counted_has_rows_of_nothing() -> None:
    assert [row.amount for row in rows(complete(Form(FormKind.YES_NO)), Tally())] == [0, 0, 0]
    assert rows(complete(Form(FormKind.RANKING, options=options("Một", "Hai"), abstain=False)), Tally()) == ()


def test_hidden_words_have_no_row() -> None:
    tally = Tally(3, 0, texts=(TextGroup("một", 2), TextGroup("hai", 1, hidden=True)))
    assert [row.text for row in rows(Form(FormKind.TEXT, abstain=False), tally)] == ["một"]


def test_pairs_are_drawn_by_how_many_options_each_beats() -> None:
    form = complete(
        Form(FormKind.RANKING, options=options("Một", "Hai", "Ba"), method=RankingMethod.PAIRS, abstain=False)
    )
    shown = rows(form, count(form, [Choice(options=("b", "a", "c"))] * 3))
    assert [(row.text, row.amount, row.place) for row in shown] == [
        ("Hai", 2, 1),
        ("Một", 1, 2),
        ("Ba", 0, 3),
    ]


def test_an_option_that_no_pair_decides_stands_after_its_equals_that_beat_others() -> None:
    form = complete(
        Form(FormKind.RANKING, options=options("Một", "Hai", "Ba"), method=RankingMethod.PAIRS, abstain=False)
    )
    shown = rows(form, count(form, [Choice(options=("a",)), Choice(options=("b", "c"))]))
    assert [(row.text, row.amount, row.place) for row in shown] == [
        ("Hai", 1, 1),
        ("Một", 0, 1),
        ("Ba", 0, 2),
    ]


def test_numbers_are_drawn_in_ranges() -> None:
    form = complete(Form(FormKind.NUMERIC, decimals=1, abstain=False))
    amounts = [Choice(amount=str(number)) for number in range(20)]
    shown = rows(form, count(form, amounts))
    assert shown[0].text == "0 – 2"
    assert rows(form, count(form, [Choice(amount="1.5")]))[0].text == "1,5"


def test_only_what_may_be_seen_is_shown() -> None:
    state = opened(LIVE)
    assert shown_tally(state, state.polls[1]) is None
    act(state, RecordProgress(1, 1, 12, votes(4, 3)), Role.SYSTEM)
    assert shown_tally(state, state.polls[1]) == votes(4, 3)
    act(state, ClosePoll(1))
    assert shown_tally(state, state.polls[1]) == votes(4, 3)
    state = counted()
    assert shown_tally(state, state.polls[1]) is None
    act(state, RevealPoll(1))
    assert shown_tally(state, state.polls[1]) == votes(8, 3, 1)
    act(state, RerunPoll(1))
    assert shown_tally(state, state.polls[1]) is None
    prepared = meeting()
    act(prepared, LIVE)
    assert shown_tally(prepared, prepared.polls[1]) is None


def test_the_count_of_another_round_is_not_this_rounds() -> None:
    state = counted()
    assert known(state, state.polls[1]).cast == 12
    act(state, RerunPoll(1))
    assert known(state, state.polls[1]).cast == 0
