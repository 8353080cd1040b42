"""The minutes as Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

from meeting.model.question import Outcome
from minutes import Seal, markdown
from tests.minutes.conftest import question, state_with

if TYPE_CHECKING:
    from meeting.state import State

HOSTILE = (
    "# tiêu đề\n- [x](javascript:1) ![](http://a.b) <b>*đậm*</b> | `mã` www.a.vn 1. x\n> trích\n    thụt"
)


def test_the_same_record_gives_the_same_text(held: State) -> None:
    assert markdown(held, Seal("ab", 1)) == markdown(held, Seal("ab", 1))


def test_no_text_of_a_person_becomes_markup() -> None:
    source = markdown(state_with(question(1, HOSTILE, outcome=Outcome.ANSWERED)), Seal())
    page = MarkdownIt("gfm-like").render(source)
    assert "<a " not in page
    assert "<img" not in page
    assert "<b>" not in page
    assert "<code" not in page
    assert "<blockquote" not in page


def test_the_digest_stands_in_small_print(held: State) -> None:
    assert "Mã kiểm chứng (SHA-256): " + "ab" * 32 in markdown(held, Seal("ab" * 32, 41))
