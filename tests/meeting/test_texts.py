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


def test_words_are_pairs_of_syllables_that_answers_share() -> None:
    words = word_list(group_texts(SAID))
    assert [(word.text, word.answers) for word in words] == [("báo cáo", 4), ("giảm báo", 4), ("máy tính", 2)]


def test_a_syllable_stands_alone_only_where_no_pair_has_it_as_often() -> None:
    words = word_list((TextGroup("mạng chậm", 2), TextGroup("mạng yếu", 3), TextGroup("và", 9)))
    assert ("mạng", 5) in [(word.text, word.answers) for word in words]
    assert "chậm" not in [word.text for word in words]


def test_hidden_answers_give_no_words() -> None:
    assert word_list((TextGroup("đồ vô dụng", 5, hidden=True),)) == ()
