"""The minutes as rows: everything in them, nothing wider than the pane, questions found by their number."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from minutes import Seal, outline
from tests.tui.meetings import closed
from tui.screens.secretary.laying_out import rows


@pytest.mark.parametrize("width", [20, 40, 76, 120])
def test_no_row_is_wider_than_the_pane(width: int) -> None:
    laid = rows(outline(closed(), Seal("ab" * 32, 3)), width)
    assert max(cell_len(row.text) for row in laid) <= width


def test_every_dealt_with_question_is_found_once_by_its_number() -> None:
    state = closed()
    laid = rows(outline(state, Seal()), 76)
    found = [row.question for row in laid if row.question]
    dealt = [number for number, question in state.questions.items() if question.outcome]
    assert sorted(set(found)) == sorted(dealt)


def test_no_word_of_a_question_is_lost() -> None:
    state = closed()
    text = " ".join(row.text for row in rows(outline(state, Seal()), 60)).split()
    for word in state.questions[2].text.split():
        assert word in text


def test_the_number_keeps_its_blank_and_signatures_and_recipients_are_shown() -> None:
    laid = [row.text for row in rows(outline(closed(), Seal()), 76)]
    assert any("Số:         /BB" in line for line in laid)
    signed = next(line for line in laid if "THƯ KÝ" in line and "CHỦ TỌA" in line)
    assert signed.index("THƯ KÝ") < 38 < signed.index("CHỦ TỌA")
    assert "- Lưu: VT, Hồ sơ." in laid


def test_the_counts_stand_in_columns_where_they_fit_and_each_under_its_title_where_not() -> None:
    wide = [row.text for row in rows(outline(closed(), Seal()), 76)]
    total = next(line for line in wide if line.startswith("Tổng cộng"))
    assert len(total.split()) == len(["Tổng", "cộng"]) + 6
    narrow = [row.text for row in rows(outline(closed(), Seal()), 40)]
    assert any(line.strip().startswith("Số nội dung: ") for line in narrow)
