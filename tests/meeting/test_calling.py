"""The chair calls halls to speak: one at a time, in the record for good, and over when the meeting is."""

from __future__ import annotations

import pytest

from meeting.commands.calling import CallHall, EndCall
from meeting.commands.running import CloseMeeting, ReopenMeeting, SetIntake
from meeting.commands.undo import Undo
from meeting.dialogue.calls import open_call
from meeting.moment import Role
from meeting.refusal import Refusal
from tests.meeting.play import Play

FIRST, SECOND = "Xã Mỹ Hòa", "Xã Bình An"


def turn(play: Play) -> str:
    found = open_call(play.state)
    return found[1].hall if found else ""


def test_one_hall_at_a_time_has_its_turn_and_every_call_stays_in_the_record() -> None:
    play = Play()
    assert turn(play) == ""
    play.do(CallHall(f"  {FIRST}\n"))
    assert turn(play) == FIRST
    play.do(CallHall(FIRST))
    play.do(CallHall(SECOND))
    assert turn(play) == SECOND
    play.do(EndCall())
    play.do(EndCall())
    assert turn(play) == ""
    assert [(call.hall, bool(call.ended_at), call.here) for call in play.state.calls.values()] == [
        (FIRST, True, False),
        (SECOND, True, False),
    ]


def test_undoing_passes_a_call_over_and_leaves_it() -> None:
    play = Play()
    play.do(SetIntake(open=False))
    play.do(CallHall(FIRST))
    play.do(Undo())
    assert play.state.meeting.intake_open
    assert turn(play) == FIRST


def test_closing_ends_the_turn_and_opening_again_gives_it_to_nobody() -> None:
    play = Play()
    play.do(CallHall(FIRST))
    play.do(CloseMeeting())
    assert turn(play) == ""
    with pytest.raises(Refusal, match="meeting-closed"):
        play.do(CallHall(FIRST))
    play.do(ReopenMeeting())
    assert turn(play) == ""


def test_a_phone_calls_nobody_and_a_call_names_a_hall() -> None:
    play = Play()
    with pytest.raises(Refusal, match="not-for-this-role"):
        play.do(CallHall(FIRST), Role.PHONE)
    with pytest.raises(Refusal):
        play.do(CallHall(" \n"))
