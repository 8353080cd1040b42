"""Near duplicates are found with and without diacritics, reordered and in part; other questions on a topic are not."""

from __future__ import annotations

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from tools.areas import EVALUATION, written_lines
from triage import DuplicateIndex

PAIRS = EVALUATION / "pairs.jsonl"


class Pair(msgspec.Struct):
    one: str
    other: str
    same: bool
    kind: str


def pairs() -> list[Pair]:
    return [msgspec.json.decode(raw, type=Pair) for raw in PAIRS.read_text(encoding="utf-8").splitlines()]


def index_of(*texts: str) -> DuplicateIndex:
    index = DuplicateIndex()
    for number, text in enumerate(texts, 1):
        index.add(number, text)
    return index


def test_the_same_question_without_diacritics_is_a_full_match() -> None:
    found = index_of("Bao giờ sửa mái nhà trụ sở?", "Mạng chậm").similar("bao gio sua mai nha tru so")
    assert [(match.id, match.score) for match in found] == [(1, 1.0)]


def test_a_removed_question_is_found_no_more() -> None:
    index = index_of("Mạng chậm quá", "Mạng chậm lắm")
    index.remove(1)
    index.remove(99)
    assert [match.id for match in index.similar("Mạng chậm quá")] == [2]
    assert len(index) == 1


def test_an_edited_question_is_found_by_its_new_words_only() -> None:
    index = index_of("Mạng chậm quá")
    index.add(1, "Xin sửa mái nhà")
    assert not index.similar("Mạng chậm quá")
    assert index.similar("Xin sửa mái nhà")


def test_the_closest_come_first_and_no_more_than_asked() -> None:
    texts = ["Báo cáo nhiều quá", "Báo cáo quá nhiều, gộp lại", "Báo cáo nhiều quá đi"]
    found = index_of(*texts).similar("báo cáo nhiều quá", limit=2)
    assert [match.id for match in found] == [1, 3]


def test_another_number_makes_it_another_question() -> None:
    index = index_of("Đội 3 chưa có quần áo mùa đông.", "Xóm 7 xin thêm hai công an viên.")
    assert index.similar("Đội 5 chưa có quần áo mùa đông.") == []
    assert index.similar("Xóm 9 xin thêm hai công an viên.") == []
    assert [match.id for match in index.similar("Đội 3 vẫn chưa có quần áo mùa đông")] == [1]


def test_nothing_is_like_an_empty_text() -> None:
    assert index_of("", "Mạng chậm").similar("") == []


def test_precision_and_recall_on_the_pairs_among_thousands_of_questions() -> None:
    index = DuplicateIndex()
    for number, line in enumerate(written_lines(), 100_000):
        index.add(number, line.text)
    judged = []
    for pair in pairs():
        index.add(1, pair.one)
        judged.append((pair.same, 1 in [match.id for match in index.similar(pair.other, limit=20)]))
        index.remove(1)
    right = sum(same and said for same, said in judged)
    assert right / sum(said for _, said in judged) >= 0.90
    assert right / sum(same for same, _ in judged) >= 0.90


def test_different_questions_are_seldom_shown_as_repeats() -> None:
    """Among thousands of written lines few have a repeat: what is shown beside the others would be noise."""
    index = DuplicateIndex()
    texts = [line.text for line in written_lines() if line.area != "other"]
    for number, text in enumerate(texts):
        index.add(number, text)
    asked = range(0, len(texts), 20)
    shown = [number for number in asked if len(index.similar(texts[number], limit=2)) > 1]
    assert len(shown) <= 0.10 * len(asked)


@given(st.lists(st.text(max_size=80), max_size=8), st.text(max_size=80))
def test_any_texts_can_be_indexed_searched_and_removed(texts: list[str], searched: str) -> None:
    index = index_of(*texts)
    assert all(0.0 < match.score <= 1.0 for match in index.similar(searched))
    for number in range(1, len(texts) + 1):
        index.remove(number)
    assert len(index) == 0
    assert index.similar(searched) == []
