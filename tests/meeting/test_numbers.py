"""Numbers as people write them: what only one convention can have written is read; the rest is asked back."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meeting import limits
from meeting.model.form import Choice, Form, FormKind
from meeting.refusal import Refusal
from meeting.text import numbers
from meeting.text.amounts import canonical, parse
from meeting.votes.kinds import check, complete

exact = st.decimals(-(10**9), 10**9, allow_nan=False, allow_infinity=False, places=3)


def vietnamese(number: Decimal) -> str:
    return f"{number:,f}".translate(str.maketrans(",.", ".,"))


def english(number: Decimal) -> str:
    return f"{number:,f}"


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("12", "12"),
        ("3,5", "3.5"),
        ("3.5", "3.5"),
        (",5", "0.5"),
        ("1 000", "1000"),
        ("1\u00a0000\u202f000", "1000000"),
        ("1.234.567", "1234567"),
        ("1,234,567", "1234567"),
        ("1.234.567,5", "1234567.5"),
        ("1,000.5", "1000.5"),
        ("1.000,500", "1000.5"),
        ("1 234 567,25", "1234567.25"),
        ("0.125", "0.125"),
        ("0,000", "0"),
        ("1234.567", "1234.567"),
        ("1.2345", "1.2345"),
        ("-2", "-2"),
        ("\u22122", "-2"),
        ("+07,50", "7.5"),
        ("１２３", "123"),
        ("１，５", "1.5"),
        ("－２．５０", "-2.5"),
        ("50%", "50"),
        ("50 ％", "50"),
        (" 12 ", "12"),
    ],
)
def test_a_number_that_only_one_convention_can_have_written_is_read(typed: str, value: str) -> None:
    assert canonical(numbers.read(typed)) == value


@pytest.mark.parametrize(
    ("typed", "grouped", "pointed"),
    [
        ("1.000", "1000", "1"),
        ("500.000", "500000", "500"),
        ("1,000", "1000", "1"),
        ("1.200", "1200", "1,2"),
        ("-12.345", "-12345", "-12,3450"),
        ("１．０００", "1000", "1"),
        ("12.000 giờ", "12000", "12"),
    ],
)
def test_a_number_of_two_readings_is_asked_back_with_both(typed: str, grouped: str, pointed: str) -> None:
    with pytest.raises(Refusal) as refused:
        numbers.read(typed, unit="giờ")
    assert refused.value.code == "number-ambiguous"
    assert (refused.value.params["grouped"], refused.value.params["pointed"]) == (grouped, pointed)


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "",
            " ",
            "nhiều",
            "1e5",
            "٣",
            "5²",
            "½",
            "1.2.3",
            "1,2,3",
            "1.00.000",
            "1 00",
            "12 5",
            "1.000 000",
            "12.",
        ),
        *("01.000", "1..5", "1.,5", "--2", "1-2", "(5)", "NaN", "1" * 19, "1" * 41, "5 giờ"),
    ],
)
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(Refusal) as refused:
        numbers.read(typed, "plan")
    assert (refused.value.code, refused.value.params["field"]) == ("number-unclear", "plan")


@pytest.mark.parametrize(
    ("typed", "unit"),
    [
        ("95%", "%"),
        ("95 phần trăm", "%"),
        ("95%", "% hồ sơ"),
        ("95 Giờ", "giờ"),
        ("95m2", "m2"),
        ("95", "hồ sơ"),
    ],
)
def test_the_unit_asked_for_may_stand_behind(typed: str, unit: str) -> None:
    assert numbers.read(typed, unit=unit) == 95


@pytest.mark.parametrize(("typed", "unit"), [("95%", "hồ sơ"), ("95 ngày", "giờ"), ("1,5 triệu", "đồng")])
def test_another_unit_is_refused_by_its_name(typed: str, unit: str) -> None:
    with pytest.raises(Refusal) as refused:
        numbers.read(typed, unit=unit)
    assert refused.value.code == "number-in-other-unit"
    assert (refused.value.params["given"], refused.value.params["unit"]) == (
        typed.lstrip("0123456789, "),
        unit,
    )


def readings(typed: str) -> list[Decimal]:
    """All that `typed` may mean, as the rule says it."""
    try:
        return [numbers.read(typed)]
    except Refusal as refusal:
        return [numbers.read(str(refusal.params[reading])) for reading in ("grouped", "pointed")]


@given(exact)
def test_no_convention_is_ever_read_as_the_other(number: Decimal) -> None:
    for spelt in (
        vietnamese(number),
        english(number),
        canonical(number),
        canonical(number).replace(".", ","),
    ):
        assert number in readings(spelt)


@given(st.integers(-(10**12), 10**12))
def test_where_whole_numbers_are_asked_for_both_conventions_are_read(number: int) -> None:
    for spelt in (vietnamese(Decimal(number)), english(Decimal(number)), str(number)):
        assert numbers.read(spelt, whole=True) == number


@given(exact)
def test_what_a_field_is_filled_with_is_read_back_as_the_same(number: Decimal) -> None:
    plain = numbers.plainly(canonical(number))
    assert numbers.read(plain) == number
    assert numbers.clean(numbers.clean(plain)) == numbers.clean(plain)


@given(st.text(alphabet="0123456789.,- %１．，\u202f", max_size=12))
def test_whatever_is_typed_is_read_or_refused(typed: str) -> None:
    try:
        number = numbers.read(typed)
    except Refusal as refused:
        refusal = refused
    else:
        assert len(canonical(number)) <= limits.NUMBER_CHARACTERS
        return
    assert refusal.code in {"number-unclear", "number-ambiguous"}


@pytest.mark.parametrize(("kept", "shown"), [("1234567.5", "1.234.567,5"), ("-0.50", "-0,5"), ("12", "12")])
def test_a_number_is_shown_as_vietnamese_writes_it(kept: str, shown: str) -> None:
    assert numbers.shown(kept) == shown


@pytest.mark.parametrize("kept", ["1,5", " 1", "1e5", "", "1" * 19])
def test_the_record_has_one_spelling_and_no_other_is_taken_for_it(kept: str) -> None:
    with pytest.raises(Refusal, match="number-unclear"):
        parse(kept)


@pytest.mark.parametrize(("typed", "value"), [("1.000", 1000), ("２", 2), ("0", 0)])
def test_a_whole_number_is_read(typed: str, value: int) -> None:
    assert numbers.read_whole(typed) == value


@pytest.mark.parametrize("typed", ["-1", "1,5", "hai"])
def test_what_is_no_whole_number_is_refused(typed: str) -> None:
    with pytest.raises(Refusal):
        numbers.read_whole(typed)


def test_a_poll_for_whole_numbers_takes_thousands_and_one_for_decimals_asks_back() -> None:
    hours = complete(Form(FormKind.NUMERIC, unit="giờ", lower="0", upper="20.000"))
    assert hours.upper == "20000"
    assert check(hours, Choice(amount="12.000 giờ")).amount == "12000"
    with pytest.raises(Refusal, match="number-ambiguous"):
        check(complete(Form(FormKind.NUMERIC, decimals=2)), Choice(amount="12.000"))


def test_a_form_stays_the_same_when_it_passes_the_rules_again() -> None:
    form = complete(Form(FormKind.NUMERIC, lower="-1,1250", upper="1.000,5", decimals=3))
    assert complete(form) == form
