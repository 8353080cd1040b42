"""Lines are read as people mean them, whatever the keyboard, dialect or abbreviations did to them."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.reading import read
from triage.syllables import is_syllable, untelex


def plain(text: str) -> str:
    return " ".join(word.plain for word in read(text))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("hoof sow cuar tooi nooopj 2 tuaafn roofi", "ho so cua toi nop 2 tuan roi"),
        ("dduowcj khoong aj", "duoc khong a"),
        ("phần mềm ko đươợc câập nhâật", "phan mem khong duoc cap nhat"),
        ("CBCS trực đêm ko đc nghỉ", "can bo chien si truc dem khong duoc nghi"),
        ("Việc ni của ai, tui nỏ biết", "viec nay cua ai toi khong biet"),
        ("update phần mềm", "update cap nhat phan mem"),
    ],
)
def test_slips_abbreviations_and_dialect_are_written_out(typed: str, meant: str) -> None:
    assert plain(typed) == meant


@pytest.mark.parametrize("word", ["cost", "test", "process", "for", "users"])
def test_english_lines_are_not_decoded_as_telex(word: str) -> None:
    assert word in plain(f"why is the {word} not working")


def test_old_and_new_tone_placement_read_the_same() -> None:
    assert read("hòa giải thủy lợi") == read("hoà giải thuỷ lợi")


def test_composed_and_decomposed_text_read_the_same() -> None:
    text = "Đề nghị sửa đổi quy chế"
    assert read(unicodedata.normalize("NFD", text)) == read(text)


def test_an_english_line_carries_its_vietnamese_meaning() -> None:
    assert "ngan sach" in plain("Who decides the budget?")


def test_syllables_know_vietnamese_from_keystrokes() -> None:
    assert is_syllable("nghieng")
    assert not is_syllable("tuaafn")
    assert untelex("tuaafn") == "tuan"
    assert untelex("server") == ""


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    assert all(word.plain == word.plain.casefold() for word in read(text))
