"""An address in a QR code: the scheme as cameras expect it, the rest in the mode that makes the code small."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from meeting.text.qr_parts import ALPHANUMERIC, WORTHWHILE, parts


def test_the_scheme_stays_in_small_letters_and_the_rest_takes_the_small_mode() -> None:
    assert [(part.text, part.mode) for part in parts("http://192.168.1.5:8080/7KQ")] == [
        ("http", 4),
        ("://192.168.1.5:8080/7KQ", 2),
    ]


def test_short_runs_stay_with_the_bytes_beside_them() -> None:
    assert [(part.text, part.mode) for part in parts("abc12def")] == [("abc12def", 4)]


@given(st.text(st.sampled_from("abchtp:/.0123456789ABCDEF#"), max_size=80))
def test_the_parts_are_the_text_and_each_fits_its_mode(text: str) -> None:
    made = parts(text)
    assert "".join(part.text for part in made) == text
    for part in made:
        if part.is_alphanumeric:
            assert set(part.text) <= ALPHANUMERIC
            assert len(part.text) >= WORTHWHILE
    assert all(before.mode != after.mode for before, after in pairwise(made))
