"""The back-row test: as full as the fullest page beside a code, so that its letters are the smallest there are."""

from __future__ import annotations

import pytest

from language import using
from meeting.model.stage import View
from tests.tui.meetings import LIVE, hall
from tests.wall.walls import every_page
from tui.screens.stage.canvas import Size
from tui.screens.stage.layout import LEGIBLE, lay_out
from wall.paging import BESIDE, wrapped
from wall.slide import Words


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_test_fills_a_page_and_has_a_code(language: str) -> None:
    (page,) = every_page(hall(View.TEST), language=language)
    (text,) = page.blocks
    assert isinstance(text, Words)
    assert len(wrapped(text.text, BESIDE.letters)) == BESIDE.lines
    assert page.scan is not None
    assert page.scan.target == LIVE.phone_url


@pytest.mark.parametrize("size", [(80, 24), (120, 30), (200, 60)], ids=str)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_its_letters_are_not_larger_than_those_of_other_pages_beside_a_code(
    language: str, size: tuple[int, int]
) -> None:
    with using(language):
        test = lay_out(every_page(hall(View.TEST), language=language)[0], Size(*size))
        others = [lay_out(page, Size(*size)) for page in every_page(hall(View.PROMPT, 1), language=language)]
    assert test.share >= LEGIBLE
    assert test.share <= max(other.share for other in others)
    reads = test.reading
    assert reads is not None
    assert reads.legible
    assert reads.module > 0
