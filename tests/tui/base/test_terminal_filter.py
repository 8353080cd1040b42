"""The last filter: whatever a widget is given, only inert characters come out, in the same cells."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.color import Color

from meeting.text.unsafe import JOINERS, UNSHOWN
from tests.tui.hostile import EVERYTHING
from tui.terminal_filter import TerminalFilter, sanitize

ANY = st.text(st.characters(exclude_categories=()))


def is_unsafe_text(text: str) -> bool:
    return any(unicodedata.category(c) in UNSHOWN and c not in JOINERS for c in text)


@given(ANY)
def test_nothing_that_acts_comes_out(text: str) -> None:
    assert not is_unsafe_text(sanitize(text))


@given(ANY)
def test_filtering_again_changes_nothing(text: str) -> None:
    assert sanitize(sanitize(text)) == sanitize(text)


@given(st.text(st.characters(categories=("L", "N", "P", "Zs"))))
def test_ordinary_words_pass_as_they_are(text: str) -> None:
    assert sanitize(text) == text


@pytest.mark.parametrize("text", EVERYTHING.values(), ids=EVERYTHING)
def test_a_row_keeps_its_width(text: str) -> None:
    assert cell_len(sanitize(text)) == cell_len(text)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("1\ufe0f\u20e3 x", "1  x"),
        ("🇻🇳 x", "VN x"),
        ("👨\u200d👩\u200d👧 x", "👨 x"),
        ("👍🏽 x", "👍 x"),
        ("❤\ufe0f x", "❤  x"),
        ("☎\ufe0e x", "☎ x"),
        ("क्\u200dष", "क्\u200dष"),
    ],
)
def test_pictures_of_several_characters_take_the_same_cells_in_every_terminal(
    written: str, shown: str
) -> None:
    assert sanitize(written) == shown


def test_a_hyperlink_is_taken_off() -> None:
    segments = TerminalFilter().apply([Segment("x", Style(link="https://example.invalid"))], Color(0, 0, 0))
    assert segments[0].style is not None
    assert segments[0].style.link is None
