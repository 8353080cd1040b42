"""Private data is covered wherever it went; a complaint leaves no text anywhere; both can be taken back."""

from __future__ import annotations

import json

import pytest

from meeting.commands import outcomes, privacy, register, sorting
from meeting.commands.undo import Undo
from meeting.model.question import MASK, ROUTED_OUT_TEXT, ModerationStatus
from meeting.model.register import Destination, Letter
from meeting.refusal import Refusal
from tests.meeting.play import Play

PHONE = "0912345678"
SEALED_TABLES = {"sealed", "log"}


def shown(play: Play) -> str:
    """Everything a screen or a document can show."""
    tables = {name: rows for name, rows in play.tables().items() if name not in SEALED_TABLES}
    return json.dumps(tables, ensure_ascii=False)


def played() -> tuple[Play, int]:
    """A split question with a number in it, a repeat, an answer, a referral and a note that all hold the number."""
    play = Play()
    whole = play.ask(f"Gọi {PHONE}: lương chậm, máy hỏng", name=f"A {PHONE}", unit="Đội 1")
    part = play.do(sorting.Split(whole, (f"Lương chậm, gọi {PHONE}", "Máy hỏng")))["numbers"][0]
    repeat = play.ask(f"Số {PHONE} hỏi về lương")
    play.do(sorting.Merge((repeat,), part))
    play.do(sorting.EditQuestion(part, f"Lương chậm (gọi {PHONE})"))
    play.do(outcomes.RecordAnswer(part, f"Sẽ gọi {PHONE}"))
    play.do(outcomes.EditAnswer(part, f"Sẽ gọi lại {PHONE}", 1))
    play.do(outcomes.Escalate(part, Destination.SUPERIOR, "Cấp trên", "Vượt thẩm quyền"))
    play.do(register.AddNote(register.ObligationTable.REFERRALS, 1, f"Đã gọi {PHONE}"))
    return play, part


def test_a_mask_covers_every_place_the_words_went_and_undo_brings_them_back() -> None:
    play, part = played()
    before = play.tables()
    play.do(privacy.MaskQuestion(part, PHONE))
    assert PHONE not in shown(play)
    assert MASK in play.state.questions[part].text
    assert play.state.questions[part].masked
    assert PHONE in play.state.sealed[part].text
    play.do(Undo())
    assert play.tables()["questions"] == before["questions"]
    assert play.tables()["answers"] == before["answers"]
    assert not play.state.sealed


def test_a_second_mask_adds_to_what_is_sealed() -> None:
    play = Play()
    number = play.ask(f"{PHONE} của Nguyễn A")
    play.do(privacy.MaskQuestion(number, PHONE))
    play.do(privacy.MaskQuestion(number, "Nguyễn A"))
    assert play.state.questions[number].text == f"{MASK} của {MASK}"
    assert f"{PHONE} của Nguyễn A" in play.state.sealed[number].text


def test_words_that_stand_only_in_the_answer_are_covered_there() -> None:
    play = Play()
    number = play.ask("Một")
    play.do(outcomes.RecordAnswer(number, f"Gọi {PHONE}"))
    play.do(privacy.MaskQuestion(number, PHONE))
    assert play.state.answers[number].said == f"Gọi {MASK}"
    assert play.state.sealed[number].text == f"Gọi {PHONE}"


def test_words_that_stand_nowhere_are_refused() -> None:
    play = Play()
    with pytest.raises(Refusal, match="nothing-to-mask"):
        play.do(privacy.MaskQuestion(play.ask("Một"), PHONE))


def test_a_complaint_leaves_no_text_in_any_table_that_is_shown() -> None:
    play, part = played()
    play.do(privacy.RouteOut(part))
    page = shown(play)
    assert PHONE not in page
    assert "Lương chậm" not in page
    assert play.state.questions[part].standing is ModerationStatus.ROUTED_OUT
    assert play.state.questions[part].text == ROUTED_OUT_TEXT
    assert not play.state.answers
    assert not play.state.referrals
    assert {question.name for question in play.state.questions.values()} == {""}
    assert "Máy hỏng" in page


def test_routing_out_can_be_undone_to_the_letter() -> None:
    play, part = played()
    before = play.tables()
    play.do(privacy.RouteOut(part))
    play.do(Undo())
    after = play.tables()
    assert {name: rows for name, rows in after.items() if name != "log"} == {
        name: rows for name, rows in before.items() if name != "log"
    }


def test_the_asker_of_a_routed_out_question_may_send_it_again_without_harm() -> None:
    play = Play()
    number = play.ask_by_phone("Tố cáo")
    play.do(privacy.RouteOut(number))
    assert play.ask_by_phone("Tố cáo") == number


def test_parts_gathered_under_each_other_are_silenced_once_with_their_whole() -> None:
    play = Play()
    whole = play.ask("Tố cáo hai người")
    first, second = play.do(sorting.Split(whole, ("Tố cáo A", "Tố cáo B")))["numbers"]
    play.do(sorting.Merge((first,), second))
    play.do(privacy.RouteOut(second))
    assert "Tố cáo " not in shown(play)
    assert {number: sealed.text for number, sealed in play.state.sealed.items()} == {
        whole: "Tố cáo hai người", first: "Tố cáo A", second: "Tố cáo B",
    }  # fmt: skip


def test_a_mask_covers_reasons_and_letters_too() -> None:
    play = Play()
    number = play.ask(f"Gọi {PHONE}")
    play.do(outcomes.Escalate(number, Destination.SUPERIOR, "Cấp trên", f"Theo {PHONE}"))
    play.do(
        register.AddLetter(
            register.ObligationTable.REFERRALS, 1, Letter("sent", "2024-04-20", "5/CV", f"Về {PHONE}")
        )
    )
    play.do(privacy.MaskQuestion(number, PHONE))
    assert PHONE not in shown(play)
