"""What a terminal could obey, or an eye be misled by, never leaves as it came."""

from __future__ import annotations

from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meeting.text.unsafe import JOINERS, is_unsafe


@pytest.mark.parametrize("character", "\x1b\0\r\x7f\x9b\u202e\u2066\u200b\ufeff\ue000")
def test_what_acts_on_a_terminal_or_turns_text_round_is_named(character: str) -> None:
    assert is_unsafe(character)


def test_vietnamese_letters_marks_and_the_joiners_of_emoji_are_shown() -> None:
    assert not any(is_unsafe(character) for character in "Đối thoại, hoà bình: ườ\u0301 👩\u200d💻 100 %")


@given(st.characters())
def test_letters_marks_numbers_and_signs_are_always_shown(character: str) -> None:
    assert (
        is_unsafe(character) == (category(character)[0] == "C" or category(character) in {"Zl", "Zp"})
        or character in JOINERS
    )
