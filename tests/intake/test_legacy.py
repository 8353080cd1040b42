"""Old Vietnamese codes: recognised by what becomes readable, converted letter for letter, never guessed wildly."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.legacy import Legacy, convert, likely_in, recognise, with_dyet

SENTENCES = [
    ("C¶i c¸ch hµnh chÝnh", Legacy.TCVN3, "Cải cách hành chính"),
    ("Céng hßa x· héi chñ nghÜa ViÖt Nam", Legacy.TCVN3, "Cộng hòa xã hội chủ nghĩa Việt Nam"),
    ("§Ò nghÞ c¾t gi¶m thµnh phÇn hå s¬", Legacy.TCVN3, "Đề nghị cắt giảm thành phần hồ sơ"),
    ("®\u00ad\u00eec cÊp m¸y tÝnh míi", Legacy.TCVN3, "được cấp máy tính mới"),
    ("V× sao tr¶ kÕt qu¶ chËm?", Legacy.TCVN3, "Vì sao trả kết quả chậm?"),
    ("Caûi caùch haønh chính", Legacy.VNI, "Cải cách hành chính"),
    ("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", Legacy.VNI, "Cộng hòa xã hội chủ nghĩa Việt Nam"),
    ("Ñeà nghò caét giaûm thaønh phaàn hoà sô", Legacy.VNI, "Đề nghị cắt giảm thành phần hồ sơ"),
    ("ñöôïc caáp maùy tính môùi", Legacy.VNI, "được cấp máy tính mới"),
    ("THUÛ TUÏC HAØNH CHÍNH", Legacy.VNI, "THỦ TỤC HÀNH CHÍNH"),
]

LETTERS = "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵ"


@pytest.mark.parametrize(("old", "legacy", "unicode"), SENTENCES)
def test_a_sentence_in_an_old_code_is_recognised_and_converted(
    old: str, legacy: Legacy, unicode: str
) -> None:
    assert recognise(old).legacy is legacy
    assert convert(old, legacy) == unicode


@pytest.mark.parametrize(
    "good",
    [
        "Cải cách hành chính",
        "cà phê",
        "Đề nghị",
        "hà nội",
        "né tránh",
        "Nghệ An",
        "Ai là chủ trì?",
        "50° C ± 2",
        "",
    ],
)
def test_unicode_is_left_alone(good: str) -> None:
    assert recognise(good) == (None, True)


def test_every_letter_comes_from_exactly_one_code_of_tcvn3() -> None:
    codes = [chr(code) for code in range(0xA1, 0x100) if code != 0xE0]  # E0 is not used
    converted = [convert(code, Legacy.TCVN3) for code in codes]
    assert sorted(c for c in converted if c in LETTERS) == sorted(LETTERS)


def test_every_letter_can_be_written_in_vni() -> None:
    marks = "ùøûõïêéèúüëâáàåãä"
    written = [letter + mark for letter in "aeoôuöy" for mark in marks] + list("íìæóòôöîñ")
    converted = {convert(code, Legacy.VNI) for code in written}
    assert set(LETTERS) <= converted


def test_the_neighbours_decide_where_a_single_word_fits_both() -> None:
    cells = ["Khoâng", "ñöôïc caáp maùy tính", "Ñeà nghò"]
    assert likely_in(cells) is Legacy.VNI
    assert recognise("Khoâng", Legacy.VNI).legacy is Legacy.VNI


def test_what_might_be_old_but_is_not_convincing_is_flagged() -> None:
    verdict = recognise("Straße façade C¶i Zürich größte")
    assert verdict == (None, False)


def test_the_icelandic_eth_becomes_d_with_stroke_in_vietnamese_text_only() -> None:
    assert with_dyet("\u00d0\u1ec1 ngh\u1ecb") == "Đề nghị"
    assert with_dyet("\u00d0gar") == "\u00d0gar"


@given(st.text())
def test_recognising_and_converting_never_fail(text: str) -> None:
    verdict = recognise(text)
    if verdict.legacy is not None:
        assert convert(text, verdict.legacy) != text
