"""What the vendored faces can draw, and how wide they draw it."""

from __future__ import annotations

import pytest

from minutes import fonts

VOWELS = "aăâeêioôơuưy"
TONES = "\u0300\u0301\u0303\u0309\u0323"


def test_every_vietnamese_letter_has_a_glyph_in_every_face() -> None:
    import unicodedata

    letters = {unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES} | set("đĐ")
    letters |= {letter.upper() for letter in letters}
    for face in fonts.FOLDER.glob("*.ttf"):
        assert not [letter for letter in letters if ord(letter) not in fonts.glyphs(face)]


@pytest.mark.parametrize(
    ("text", "points", "millimetres"),
    [("", 14, 0.0), ("n", 72, 0.556 * 25.4), ("  ", 72, 0.5 * 25.4)],
)
def test_widths_are_those_of_times_new_roman_bold(text: str, points: float, millimetres: float) -> None:
    assert fonts.width_mm(text, points) == pytest.approx(millimetres, abs=0.02)


def test_the_licence_stands_beside_the_faces() -> None:
    words = (fonts.FOLDER / "LICENSE.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in words
    assert "Red Hat" in words
