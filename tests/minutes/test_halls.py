"""The minutes count by hall where there were several."""

from __future__ import annotations

from meeting.commands.asking import Ask
from meeting.commands.calling import CallHall
from meeting.commands.sorting import Split
from meeting.moment import Role
from minutes.outline import counts
from tests.meeting.play import RECEIPTS, Play


def said(play: Play) -> str:
    return "\n".join(str(block) for block in counts.blocks(play.state))


def test_contents_are_counted_by_hall_and_not_told_in_one_hall() -> None:
    play = Play()
    play.do(Ask("Hỏi ở đây"))
    assert "điểm cầu" not in said(play)
    play.do(Ask("Đường hỏng, cầu cũng hỏng", receipt=RECEIPTS[0], hall="Xã Mỹ Hòa"), Role.PHONE)
    play.do(Split(2, ("Đường hỏng", "Cầu hỏng")))
    assert "Tiếp nhận theo điểm cầu: hội trường chính 01; điểm cầu Xã Mỹ Hòa 01." in said(play)


def test_what_halls_the_chair_called_and_how_often() -> None:
    play = Play()
    play.do(Ask("Hỏi ở đây"))
    for hall in ("Xã Mỹ Hòa", "Xã Bình An", "Xã Mỹ Hòa"):
        play.do(CallHall(hall))
    assert "Chủ trì mời phát biểu: điểm cầu Xã Bình An 01 lần; điểm cầu Xã Mỹ Hòa 02 lần." in said(play)
