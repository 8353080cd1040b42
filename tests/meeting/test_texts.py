"""Open answers are grouped by what they say, and their words counted, whatever order they come in."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from meeting.model.form import TextGroup
from meeting.votes.open_answers import group_texts, merged, word_list

SAID = ["Giảm báo cáo", "giảm báo cáo", "Giảm báo cáo", "GIAM BAO CAO!", "Máy tính chậm", "máy tính cũ", "…"]


def test_the_same_words_make_one_group_shown_as_most_wrote_it() -> None:
    groups = group_texts(SAID)
    assert groups[0] == TextGroup("Giảm báo cáo", 4, ("GIAM BAO CAO!", "giảm báo cáo"))
    assert [group.count for group in groups] == [4, 1, 1, 1]


@given(st.lists(st.text(min_size=1)), st.randoms(use_true_random=False))
def test_groups_lose_no_answer_and_do_not_depend_on_the_order(texts: list[str], random: object) -> None:
    groups = group_texts(texts)
    assert sum(group.count for group in groups) == len(texts)
    assert {form for group in groups for form in (group.text, *group.forms)} == set(texts)
    assert groups == group_texts(reversed(texts))
    word_list(groups)


def test_groups_brought_together_keep_every_form() -> None:
    groups = group_texts(SAID)
    joined = merged(groups, 1, [2, 1])
    assert joined[0].text == "Giảm báo cáo"
    assert (joined[1].text, joined[1].count) == (groups[1].text, 2)
    assert groups[2].text in joined[1].forms
    assert sum(group.count for group in joined) == len(SAID)


def test_words_are_the_longest_runs_of_syllables_that_answers_share() -> None:
    words = word_list(group_texts(SAID))
    assert [(word.text, word.answers) for word in words] == [("giảm báo cáo", 4), ("máy tính", 2)]


def test_a_part_of_a_phrase_is_listed_only_where_it_stands_in_more_answers() -> None:
    said = ("Cắt giảm thủ tục hành chính", "thủ tục hành chính rườm rà", "Thủ tục còn chậm", "mạng chậm")
    words = word_list(group_texts(said))
    assert [(word.text, word.answers) for word in words] == [
        ("thủ tục", 3),
        ("chậm", 2),
        ("thủ tục hành chính", 2),
    ]


def test_a_word_is_shown_as_most_answers_write_it() -> None:
    words = word_list((TextGroup("MAY TINH cũ", 1), TextGroup("Máy tính yếu", 3), TextGroup("và", 9)))
    assert [(word.text, word.answers) for word in words] == [("máy tính", 4), ("máy tính yếu", 3)]


@given(st.lists(st.lists(st.sampled_from("bcdeg"), min_size=1, max_size=7).map(" ".join), max_size=8))
def test_every_phrase_of_the_list_stands_in_as_many_answers_as_it_says(said: list[str]) -> None:
    for word in word_list(group_texts(said)):
        assert word.answers == sum(f" {word.text} " in f" {text} " for text in said)


def test_hidden_answers_give_no_words() -> None:
    assert word_list((TextGroup("đồ vô dụng", 5, hidden=True),)) == ()
