"""A form is whole or refused, and keeps nothing its kind has no use for."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given

from meeting import limits
from meeting.model.form import Form, FormKind, Option
from meeting.refusal import Refusal
from meeting.text.amounts import rounded
from meeting.text.lookalikes import lookalikes
from meeting.votes.kinds import complete
from meeting.votes.kinds.scale import SCALES
from tests.meeting.votes import options, raw_forms


@given(raw_forms())
def test_a_whole_form_stays_as_it_is(form: Form) -> None:
    whole = complete(form)
    assert complete(whole) == whole


def test_a_yes_no_vote_uses_the_words_of_an_assembly() -> None:
    whole = complete(Form(FormKind.YES_NO, options=options("Ừ", "Không")))
    assert [option.text for option in whole.options] == ["Tán thành", "Không tán thành"]


@pytest.mark.parametrize("scale", SCALES)
def test_a_graded_form_takes_the_official_wording_strongest_first(scale: str) -> None:
    whole = complete(Form(FormKind.LIKERT, scale=scale))
    scores = [option.score for option in whole.options]
    assert scores == sorted(scores, reverse=True)
    assert scores[-1] == 1
    assert "Không có ý kiến" not in [option.text for option in whole.options]


def test_satisfaction_is_the_scale_where_none_is_named() -> None:
    assert complete(Form(FormKind.LIKERT)).options[0].text == "Rất hài lòng"


def test_option_ids_are_given_here_whatever_was_sent() -> None:
    whole = complete(Form(FormKind.SINGLE, options=(Option("z", "Một"), Option("z", "Hai"))))
    assert [option.id for option in whole.options] == ["a", "b"]


def test_a_bound_left_open_lets_all_options_be_chosen() -> None:
    whole = complete(Form(FormKind.MULTIPLE, options=options("Một", "Hai", "Ba")))
    assert (whole.least, whole.most) == (1, 3)


@pytest.mark.parametrize(
    ("form", "code"),
    [
        (Form(FormKind.LIKERT, scale="happiness"), "no-such-scale"),
        (Form(FormKind.RATING, top=2), "rating-out-of-range"),
        (Form(FormKind.RATING, top=500), "rating-out-of-range"),
        (Form(FormKind.NUMERIC, lower="5", upper="5"), "bounds-crossed"),
        (Form(FormKind.NUMERIC, lower="năm"), "number-unclear"),
        (Form(FormKind.NUMERIC, decimals=-1), "number-unclear"),
        (Form(FormKind.SINGLE), "option-count"),
        (Form(FormKind.SINGLE, options=options(*map(str, range(500)))), "option-count"),
        (Form(FormKind.SINGLE, options=options("Một", " Một ")), "option-twice"),
        (Form(FormKind.SINGLE, options=options("Một", "\x00")), "empty"),
        (Form(FormKind.MULTIPLE, options=options("Một", "Hai"), most=3), "choice-bounds"),
        (Form(FormKind.MULTIPLE, options=options("Một", "Hai"), least=0), "choice-bounds"),
        (Form(FormKind.MULTIPLE, options=options("Một", "Hai", "Ba"), least=3, most=2), "choice-bounds"),
    ],
)
def test_an_unfit_form_is_refused_by_name(form: Form, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        complete(form)
    assert refused.value.code == code


def test_numeric_bounds_are_kept_in_one_spelling() -> None:
    whole = complete(Form(FormKind.NUMERIC, lower="-1,50", upper="+007", decimals=1, unit=" lần "))
    assert (whole.lower, whole.upper, whole.unit) == ("-1.5", "7", "lần")


def test_options_that_read_alike_are_named() -> None:
    assert lookalikes(["Đồng ý", "Đổng ý", "Phản đối"]) == (("Đồng ý", "Đổng ý"),)
    assert lookalikes(["Đồng ý", "Đồng\u00a0ý", "D\u043eng y"]) != ()
    assert lookalikes(["Phương án 1", "Phương án 2"]) == ()
    alike = ["Lam", "Iam", "Ｌam", "Lɑm.", "“Larn”", "lаm"]
    assert len(lookalikes(alike)) == 15
    assert lookalikes(["+", "–", "…"]) == ()


def test_the_limits_leave_letters_for_all_options() -> None:
    assert limits.OPTIONS[-1] <= 26


def test_an_option_is_found_by_its_id() -> None:
    whole = complete(Form(FormKind.YES_NO))
    yes = whole.option("yes")
    assert yes is not None
    assert yes.text == "Tán thành"
    assert whole.option("maybe") is None


def test_numbers_are_rounded_as_offices_round() -> None:
    assert [rounded(Decimal(number)) for number in ("2.005", "-2.005", "3")] == ["2.01", "-2.01", "3.00"]
