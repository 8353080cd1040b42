"""What a text from the hall is called in the minutes, told from its own words."""

from __future__ import annotations

import pytest

from meeting.dialogue.speech import kind_of, kind_of_text
from meeting.model.question import Channel, Question, QuestionKind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Khi nào nâng cấp đường truyền?", QuestionKind.QUESTION),
        ("bao gio co may moi", QuestionKind.QUESTION),
        ("Ai chịu trách nhiệm cuối cùng, có phải phòng ta không", QuestionKind.QUESTION),
        ("Đề nghị lãnh đạo cho biết thời hạn cụ thể", QuestionKind.QUESTION),
        ("Cho hỏi mức chi của đội", QuestionKind.QUESTION),
        ("When is the next review", QuestionKind.QUESTION),
        ("Đề nghị giảm số báo cáo.", QuestionKind.RECOMMENDATION),
        ("Em xin kiến nghị bổ sung biên chế", QuestionKind.RECOMMENDATION),
        ("Mong lãnh đạo quan tâm nhà để xe.", QuestionKind.RECOMMENDATION),
        ("Nhà xe dột đã hai mùa mưa, đề nghị sửa chữa.", QuestionKind.RECOMMENDATION),
        ("may cham qua, de nghi thay", QuestionKind.RECOMMENDATION),
        ("Chúng tôi nhận thêm việc nhưng không nhận thêm con người nào.", QuestionKind.OPINION),
        ("Hai người làm việc của năm người.", QuestionKind.OPINION),
        ("Mua cái rẻ nhất rồi hỏng, lại mua cái rẻ nhất.", QuestionKind.OPINION),
    ],
)
def test_the_words_tell_what_nobody_said(text: str, kind: QuestionKind) -> None:
    assert kind_of_text(text) is kind


def test_what_the_desk_said_holds() -> None:
    asked = Question(1, "Máy chậm quá", "2024-04-17T08:00:00+07:00", Channel.PAPER)
    assert kind_of(asked) is QuestionKind.OPINION
    said = Question(1, "Bao giờ xong?", asked.at, Channel.PAPER, kind=QuestionKind.RECOMMENDATION)
    assert kind_of(said) is QuestionKind.RECOMMENDATION
