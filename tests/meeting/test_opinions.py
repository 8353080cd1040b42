"""Open answers under one meaning: whole answers, the best written of them, and never two that contradict."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meeting.model.form import TextGroup
from meeting.votes.open_answers import group_texts
from meeting.votes.opinions import best_written, gathered, marks


def texts(*answers: str) -> list[tuple[str, int]]:
    return [(opinion.text, opinion.people) for opinion in gathered(group_texts(answers))]


def test_answers_are_shown_whole_and_not_in_fragments() -> None:
    answer = "Mở thêm lớp tập huấn phần mềm vào buổi chiều"
    assert texts(answer, answer) == [(answer, 2)]


def test_the_form_with_its_marks_is_shown_even_where_most_left_them_out() -> None:
    assert texts("giam bao cao", "giam bao cao", "Giảm báo cáo") == [("Giảm báo cáo", 3)]


def test_a_fuller_wording_joins_the_shorter_one() -> None:
    assert texts("giảm báo cáo", "giảm báo cáo", "đề nghị giảm số báo cáo định kỳ") == [("giảm báo cáo", 3)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("tăng số buổi tiếp dân ở xã", "giảm số buổi tiếp dân ở xã"),
        ("cần sáp nhập hai đội này", "không cần sáp nhập hai đội này"),
        ("báo cáo", "giảm báo cáo"),
        ("thêm máy quét", "thêm người"),
    ],
)
def test_answers_that_mean_something_else_stay_apart(one: str, other: str) -> None:
    assert len(texts(one, other)) == 2


def test_a_single_common_word_joins_nothing_but_itself() -> None:
    assert texts("và", "và", "là") == [("và", 2), ("là", 1)]


def test_hidden_answers_are_neither_shown_nor_counted() -> None:
    groups = (TextGroup("giảm báo cáo", 2), TextGroup("giảm số báo cáo", 3, hidden=True))
    assert [(one.text, one.people) for one in gathered(groups)] == [("giảm báo cáo", 2)]


def test_what_the_host_merged_keeps_the_words_of_its_group() -> None:
    merged = TextGroup("giam bao cao", 3, ("Giảm báo cáo", "Bớt việc giấy tờ thừa thãi quá đi"))
    assert gathered((merged,))[0].text == "Giảm báo cáo"


def test_marks_are_tones_vowel_marks_and_the_stroke() -> None:
    assert marks("đường") == 4
    assert best_written(["BÁO CÁO", "báo cáo", "bao cao"]) == "báo cáo"


@given(
    st.lists(st.text("giảm báo cáo không tăng", max_size=30).map(str.strip).filter(bool), max_size=12),
    st.randoms(),
)
def test_nobody_is_lost_and_order_does_not_matter(answers: list[str], chance: object) -> None:
    shuffled = list(answers)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert texts(*answers) == texts(*shuffled)
    assert sum(count for _text, count in texts(*answers)) == len(answers)
