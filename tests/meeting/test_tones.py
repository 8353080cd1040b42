"""Tone marks brought to one style."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meeting.text.folding import fold
from meeting.text.tones import unified


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("hoà", "hòa"),
        ("CỘNG HOÀ", "CỘNG HÒA"),
        ("hiện đại hoá", "hiện đại hóa"),
        ("thuỷ, uỷ quyền", "thủy, ủy quyền"),
        ("khoẻ", "khỏe"),
        ("Oà", "Òa"),
    ],
)
def test_a_mark_on_the_second_vowel_of_an_open_syllable_moves_to_the_first(written: str, meant: str) -> None:
    assert unified(written) == meant


@pytest.mark.parametrize(
    "text", ["quý", "hoàn", "toán", "xoáy", "khuỷu", "hòa", "thủy", "luyện", "", "quỹ", "QUÝ"]
)
def test_where_both_styles_agree_nothing_changes(text: str) -> None:
    assert unified(text) == text


@given(st.text(alphabet="hoàáuỳýqtn HOÀUỲ,.1", max_size=40))
def test_only_marks_move_and_once_is_enough(text: str) -> None:
    assert fold(unified(text)) == fold(text)
    assert unified(unified(text)) == unified(text)
