"""The cleaner: words stay, whatever could steer a terminal or hide text goes, and cleaning twice changes nothing."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import iter_graphemes

from meeting import limits
from meeting.refusal import Refusal
from meeting.text.clean import (
    Cleaned,
    check_length,
    clean,
    clean_line,
    graphemes,
    require_line,
    require_text,
)


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("Đề nghị  tăng\tphụ cấp ", "Đề nghị tăng phụ cấp"),
        (unicodedata.normalize("NFD", "hoà giải"), "hoà giải"),
        ("\x1b[2Jxoá", "[2Jxoá"),
        ("\x1b\u200b[31m", "[31m"),
        ("\u009b31mđỏ\u009d0;a\u0090", "31mđỏ0;a"),
        ("abc \u202efdp.exe", "abc fdp.exe"),
        ("Đồng ý\rPhản đối", "Đồng ý\nPhản đối"),
        ("a\u2028b\u2029c\x85d", "a\nb\nc\nd"),
        ("\ufffe\uffff\ue000\U000e0041x", "x"),
        ("a\U000e0100b", "ab"),
        ("[/ [@click=app.quit] =1+1", "[/ [@click=app.quit] =1+1"),
        ("שלום مرحبا", "שלום مرحبا"),
        ("می‌خواهم", "می‌خواهم"),
        ("👩‍👩‍👧‍👦 và 👨🏽‍💻", "👩‍👩‍👧‍👦 và 👨🏽‍💻"),
        ("❤️‍🔥", "❤️‍🔥"),
        ("a\u200db", "ab"),
        ("👩\u200d", "👩"),
        ("👩\u200d\u200d👧", "👩\u200d👧"),
        ("\u3164\u2800x", "x"),
        (" \u0301x", "x"),
        ("x\ufe0f\ufe0f\ufe0f", "x\ufe0f"),
        ("\ud800x", "x"),
        ("", ""),
        ("\n\n \n", ""),
    ],
)
def test_what_is_kept_of_what_was_sent(sent: str, kept: str) -> None:
    assert clean(sent).text == kept


def test_a_pile_of_marks_is_cut_to_what_a_letter_can_carry() -> None:
    assert (
        clean("e" + "\u0323\u0302" + "\u0316" * 200).text
        == unicodedata.normalize("NFC", "e\u0323\u0302") + "\u0316" * 4
    )


def test_a_chain_of_joined_signs_is_cut() -> None:
    text = clean("👩‍" * 50 + "👩").text
    assert max(len(sign) for sign in iter_graphemes(text)) == 2 * limits.JOINS_PER_LETTER + 1
    assert text.count("👩") == 51


def test_many_lines_become_a_few_with_every_word_kept() -> None:
    cleaned = clean("\n".join(f"dòng {number}" for number in range(200)))
    assert cleaned.text.count("\n") == limits.QUESTION_LINES - 1
    assert cleaned.text.endswith("dòng 198 dòng 199")


def test_what_was_taken_out_is_counted() -> None:
    assert clean("a\x1b\x07b").removed == 2
    assert clean("a b").removed == 0


@given(st.text())
def test_cleaning_what_is_clean_changes_nothing(text: str) -> None:
    once = clean(text).text
    assert clean(once) == (once, 0)


@given(st.text(alphabet=st.characters()))
def test_no_control_no_format_and_no_stray_space_is_left(text: str) -> None:
    cleaned = clean(text).text
    assert cleaned == unicodedata.normalize("NFC", cleaned)
    assert not [c for c in cleaned if unicodedata.category(c) in {"Cc", "Cs", "Co", "Cn"} and c != "\n"]
    assert not [c for c in cleaned if unicodedata.category(c) == "Cf" and c not in "\u200c\u200d"]
    assert "  " not in cleaned
    cleaned.encode()


@given(st.text(alphabet="aạăâđ \n👩\u200d\u0301\ufe0f", max_size=40), st.integers(1, 3))
def test_lines_are_never_more_than_asked_for(text: str, lines: int) -> None:
    assert clean(text, lines=lines).text.count("\n") < lines


def test_length_is_counted_in_what_people_see() -> None:
    assert graphemes("hoà👩‍👩‍👧") == 4


def test_a_line_too_long_or_empty_is_refused_naming_its_field() -> None:
    assert clean_line("", "note") == ""
    with pytest.raises(Refusal) as refused:
        clean_line("a" * 201, "note")
    assert refused.value.params == {"field": "note", "limit": 200, "length": 201}
    with pytest.raises(Refusal, match="empty"):
        require_line("\u200b", "title")
    assert require_line(" a ", "title") == "a"


def test_a_text_too_long_or_empty_is_refused() -> None:
    with pytest.raises(Refusal, match="empty"):
        require_text(" \n ", "text", limit=5, lines=2)
    with pytest.raises(Refusal, match="too-long"):
        require_text("aaaaaa", "text", limit=5, lines=2)
    assert require_text("a\nb\nc", "text", limit=5, lines=2).text == "a\nb c"


def test_thousands_of_letters_in_one_sign_are_too_long() -> None:
    assert graphemes("ᄀ" * 10_000) == 1
    with pytest.raises(Refusal, match="too-long"):
        require_text("ᄀ" * 10_000, "text", limit=500, lines=8)


_AWKWARD = st.text(
    st.sampled_from(
        "a\u0103\u01a1 \t\n\r\u200b\u200d\ufe0f\ufe0e\u0652\uac00\u11a8\u3164\u2066\U000e0041\u0000"
        "\U0001f469\U0001f3fd\u0915\u094d\u0301\u0302\u0303\u0323\u0308\u0304\u0338\u0345\u1161"
    )
    | st.characters(),
    max_size=120,
)


@given(_AWKWARD, st.integers(1, 8))
def test_cleaning_what_is_clean_changes_nothing_whatever_was_sent(text: str, lines: int) -> None:
    cleaned = clean(text, lines=lines).text
    assert clean(cleaned, lines=lines) == Cleaned(cleaned, 0)


def test_marks_in_the_wrong_order_are_cut_before_they_are_put_in_order() -> None:
    cleaned = clean("a" + "\u0323\u0301" * 50_000 + "b")
    assert cleaned.text.endswith("b")
    assert len(cleaned.text) <= 1 + limits.MARKS_PER_LETTER + 1
    assert cleaned.removed > 99_000


def test_a_text_too_large_to_be_cleaned_is_refused_by_its_size_and_blanks_do_not_count() -> None:
    with pytest.raises(Refusal) as refused:
        require_text("\u200b" * 5000 + "xin", "text", limit=limits.QUESTION_GRAPHEMES, lines=8)
    assert refused.value.params == {"field": "text", "limit": 500, "length": 5003}
    assert require_text(" " * 9000 + "xin", "text", limit=limits.QUESTION_GRAPHEMES, lines=8).text == "xin"


FAMILY = "\U0001f469\u200d\U0001f469\u200d\U0001f467"
"""Five code points that people see as one character."""


def test_a_text_is_as_long_as_people_see_it_however_many_code_points_that_takes() -> None:
    check_length(FAMILY * 10, "text", 10)
    check_length("a" * 10, "text", 10)
    for text in (FAMILY * 11, "a" * 11):
        with pytest.raises(Refusal, match="too-long") as refused:
            check_length(text, "text", 10)
        assert refused.value.params["length"] == 11
