"""A choice is taken whole or refused; what is taken is in one spelling."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meeting.model.form import Choice, Form, FormKind
from meeting.refusal import Refusal
from meeting.votes.kinds import check, complete
from tests.meeting.votes import choices, options, raw_forms

SINGLE = complete(Form(FormKind.SINGLE, options=options("Một", "Hai", "Ba"), abstain=False))
TWO = complete(Form(FormKind.MULTIPLE, options=options("Một", "Hai", "Ba", "Bốn"), least=2, most=3))
RANKING = complete(Form(FormKind.RANKING, options=options("Một", "Hai", "Ba")))
NUMERIC = complete(Form(FormKind.NUMERIC, lower="0", upper="10", decimals=1))
UNBOUNDED = complete(Form(FormKind.NUMERIC))
TEXT = complete(Form(FormKind.TEXT))
VOTE = complete(Form(FormKind.YES_NO))


@given(st.data())
def test_a_fitting_choice_is_taken_and_stays_as_it_is(data: st.DataObject) -> None:
    form = complete(data.draw(raw_forms()))
    taken = check(form, data.draw(choices(form)))
    assert check(form, taken) == taken


@pytest.mark.parametrize(
    ("form", "choice", "code"),
    [
        (VOTE, Choice(), "choice-unclear"),
        (VOTE, Choice(options=("yes",), abstain=True), "choice-unclear"),
        (VOTE, Choice(text="yes"), "choice-unclear"),
        (VOTE, Choice(options=("yes", "no")), "too-many-choices"),
        (VOTE, Choice(options=("abstain",)), "no-such-option"),
        (SINGLE, Choice(abstain=True), "no-abstention"),
        (SINGLE, Choice(options=("d",)), "no-such-option"),
        (TWO, Choice(options=("a",)), "too-few-choices"),
        (TWO, Choice(options=("a", "b", "c", "d")), "too-many-choices"),
        (TWO, Choice(options=("a", "a")), "option-chosen-twice"),
        (RANKING, Choice(options=("b", "b")), "option-chosen-twice"),
        (NUMERIC, Choice(amount="11"), "number-out-of-range"),
        (NUMERIC, Choice(amount="-0.1"), "number-out-of-range"),
        (NUMERIC, Choice(amount="1.25"), "too-many-decimals"),
        (NUMERIC, Choice(amount="1e1"), "number-unclear"),
        (NUMERIC, Choice(amount="٣"), "number-unclear"),
        (NUMERIC, Choice(amount="NaN"), "number-unclear"),
        (NUMERIC, Choice(amount="1" * 19), "number-unclear"),
        (NUMERIC, Choice(options=("a",)), "choice-unclear"),
        (TEXT, Choice(amount="1"), "choice-unclear"),
        (TEXT, Choice(text="\u200b"), "empty"),
        (TEXT, Choice(text="dài " * 300), "too-long"),
    ],
)
def test_what_does_not_fit_is_refused_whole(form: Form, choice: Choice, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        check(form, choice)
    assert refused.value.code == code


def test_a_set_of_choices_is_kept_in_the_order_of_the_options_and_a_ranking_in_its_own() -> None:
    assert check(TWO, Choice(options=("c", "a"))).options == ("a", "c")
    assert check(RANKING, Choice(options=("c", "a"))).options == ("c", "a")


def test_a_number_is_kept_in_one_spelling() -> None:
    assert check(NUMERIC, Choice(amount=" +07,50 ")).amount == "7.5"
    assert check(UNBOUNDED, Choice(amount="-0")).amount == "0"


def test_words_are_cleaned() -> None:
    assert check(TEXT, Choice(text="mạng \x1b[2Jchậm")).text == "mạng [2Jchậm"
