"""Folding: the same words find each other however they were typed; names sort as Vietnamese people expect."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from meeting.text.folding import fold, name_key, search_key, text_key


def test_diacritics_case_and_tone_placement_do_not_matter() -> None:
    assert fold("Đường  Hòa Bình") == fold("duong hoa binh") == "duong hoa binh"
    assert fold("hòa") == fold("hoà") == fold(unicodedata.normalize("NFD", "HOÀ"))
    assert search_key("quý kỹ") == search_key("qui kĩ")


def test_odd_letters_fold_without_a_crash() -> None:
    assert fold("İı ß ﬁ ſ") == "iı ss fi s"


@given(st.text())
def test_folding_what_is_folded_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="aàáảãạăâđeêioôơuưyẠĐ ", max_size=20))
def test_every_way_of_composing_folds_alike(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


def test_names_sort_by_the_given_name_in_the_vietnamese_alphabet() -> None:
    names = ["Trần Văn Đức", "Lê Thị Dung", "Nguyễn Ân", "Phạm An", "Hồ Ăn", "Bùi Ấn", "An", "Lê Ẩn"]
    assert sorted(names, key=name_key) == [
        "An", "Phạm An", "Hồ Ăn", "Nguyễn Ân", "Lê Ẩn", "Bùi Ấn", "Lê Thị Dung", "Trần Văn Đức",
    ]  # fmt: skip


def test_a_name_of_signs_and_marks_alone_sorts_somewhere() -> None:
    assert sorted(["@b", "a", "", "\u0301"], key=name_key)[0] == ""


def test_letters_come_before_tones_word_by_word() -> None:
    names = ["Trần Quyên", "Trần Quý", "Lê Quỳ", "Lê Quy"]
    assert sorted(names, key=name_key) == ["Lê Quy", "Lê Quỳ", "Trần Quý", "Trần Quyên"]


def test_units_are_sorted_by_their_first_word_and_numbers_by_size() -> None:
    units = ["Đội 10", "Phòng Tổ chức", "Đội 2", "Công an xã", "Đội 2 cũ", "Phòng Tham mưu"]
    assert sorted(units, key=text_key) == [
        "Công an xã", "Đội 2", "Đội 2 cũ", "Đội 10", "Phòng Tham mưu", "Phòng Tổ chức",
    ]  # fmt: skip
