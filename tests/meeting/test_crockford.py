"""Crockford's base 32: one writing and one kind reading for receipts, slips, the hall's code and the pairing code."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from meeting.dialogue import receipts
from meeting.text import crockford
from meeting.votes import slips


@given(st.binary(min_size=10, max_size=10))
def test_a_code_is_read_back_however_it_is_copied(entropy: bytes) -> None:
    code = crockford.encode(entropy, 16)
    copied = crockford.grouped(code).lower().replace("1", "l").replace("0", "o").replace("-", " · ")
    assert crockford.read(copied) == code
    assert crockford.is_code(code, 16)
    assert not crockford.is_code(code, 15)


@given(st.text(st.characters(exclude_categories=()), max_size=40))
def test_reading_a_code_never_fails(text: str) -> None:
    assert crockford.read(text).isascii()
    slips.fingerprint(text)


def test_codes_printed_by_earlier_versions_are_the_same() -> None:
    assert receipts.from_bytes(bytes(range(1, 11))) == "041061050R3GG28A"
    assert slips.code(bytes(range(1, 9))) == "8R1CG2G03G02"
