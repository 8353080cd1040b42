"""Which hall a question was asked in."""

from __future__ import annotations

from meeting.commands.asking import Ask
from meeting.commands.sorting import Split
from meeting.model.question import Channel
from meeting.moment import Role
from tests.meeting.play import RECEIPTS, Play

HALL = "Xã Mỹ Hòa"


def test_a_question_and_its_parts_are_of_the_hall_they_were_asked_in() -> None:
    play = Play()
    play.do(Ask("Đường hỏng, cầu cũng hỏng", receipt=RECEIPTS[0], hall=f"  {HALL}\n"), Role.PHONE)
    play.do(Ask("Hỏi tại hội trường chính"))
    play.do(Split(1, ("Đường hỏng", "Cầu hỏng")))
    assert [play.state.hall_of(number) for number in (1, 2, 3, 4, 5)] == [HALL, "", HALL, HALL, ""]


def test_a_slip_of_paper_comes_by_a_halls_link_and_never_from_a_phone_here() -> None:
    play = Play()
    slip = Ask("Hỏi trên phiếu", channel=Channel.PAPER, receipt=RECEIPTS[0])
    play.do(slip, Role.PHONE)
    play.do(Ask("Hỏi trên phiếu", channel=Channel.PAPER, receipt=RECEIPTS[1], hall=HALL), Role.PHONE)
    assert [question.channel for question in play.state.questions.values()] == [Channel.PHONE, Channel.PAPER]
