"""One press of a clicker on or back: pages, the question chosen as next, steps; a last call before what is final."""

from __future__ import annotations

from meeting.commands.balloting import RecordTally
from meeting.commands.showing import TakeStep
from meeting.commands.staging import ShowView, StartTimer, StopTimer
from meeting.model.form import Tally
from meeting.model.stage import View
from meeting.moment import Role
from tests.meeting.play import Play
from tests.meeting.test_run_of_show import prepared
from tui.going_on import LAST_CALL_SECONDS, command_backward, command_onward


def press(play: Play) -> object:
    command = command_onward(play.state)
    assert command is not None
    play.do(command)
    return command


def phase(play: Play) -> str:
    return play.state.polls[1].phase.value


def with_an_open_poll() -> Play:
    play = prepared()
    while phase(play) != "open":
        press(play)
    return play


def test_a_vote_is_never_ended_by_one_press() -> None:
    play = with_an_open_poll()
    assert press(play) == StartTimer(LAST_CALL_SECONDS)
    assert phase(play) == "open"
    back = command_backward(play.state)
    assert back == StopTimer()
    play.do(StopTimer())
    assert press(play) == StartTimer(LAST_CALL_SECONDS)
    assert isinstance(press(play), TakeStep)
    assert phase(play) == "closed"


def test_a_result_is_never_revealed_by_one_press() -> None:
    play = with_an_open_poll()
    press(play)
    press(play)
    play.do(RecordTally(1, 1, Tally(3, counts=(2, 1))), Role.SYSTEM)
    assert not play.state.stage.timer_started_at, "a countdown belongs to what it was begun for"
    assert press(play) == StartTimer(LAST_CALL_SECONDS)
    assert phase(play) == "closed"
    assert isinstance(press(play), TakeStep)
    assert phase(play) == "revealed"


def test_a_vote_that_the_hall_does_not_see_is_shown_before_its_last_call() -> None:
    play = with_an_open_poll()
    play.do(ShowView(View.BOARD))
    seen = [press(play)]
    while phase(play) == "open":
        seen.append(press(play))
    assert StartTimer(LAST_CALL_SECONDS) in seen
    assert play.state.stage.view is View.POLL
