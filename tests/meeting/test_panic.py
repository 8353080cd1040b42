"""The cover on the wall: one act, never undone, and nothing comes back to the wall without the host meaning it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meeting import limits
from meeting.commands import agenda, running, sorting, staging
from meeting.commands.showing import TakeStep
from meeting.commands.undo import Undo, WallConsent
from meeting.decision import Command
from meeting.model.agenda import AgendaItem, ItemKind
from meeting.model.stage import View
from meeting.moment import Role
from meeting.refusal import Refusal
from tests.meeting.play import Play
from tests.meeting.test_sorting import refused

PARTS = (AgendaItem(0, "Khai mạc", ItemKind.OPENING, 5), AgendaItem(0, "Đối thoại", ItemKind.DIALOGUE, 60))


def covered(play: Play) -> bool:
    return play.state.stage.blank


def shown(play: Play) -> tuple[View, int, bool]:
    stage = play.state.stage
    return stage.view, stage.ref, stage.blank


def test_undo_takes_back_the_step_before_the_cover_and_leaves_the_cover() -> None:
    play = Play()
    number = play.ask()
    play.do(sorting.SetArea(number, "procedures"))
    play.do(staging.StageQuestion(number))
    play.do(staging.Blank(on=True))
    assert play.do(Undo())["undid"] == "stage-question"
    assert shown(play) == (View.JOIN, 0, True)
    assert play.do(Undo())["undid"] == "set-area"
    assert covered(play)


def test_uncovering_is_no_step_to_undo_either() -> None:
    play = Play()
    number = play.ask()
    play.do(staging.StageQuestion(number))
    play.do(staging.Blank(on=True))
    play.do(staging.Blank(on=False))
    assert play.do(Undo(wall=WallConsent.CHANGE))["undid"] == "stage-question"
    assert shown(play) == (View.JOIN, 0, False)


def test_going_back_to_a_covered_view_covers_it_again() -> None:
    play = Play()
    play.do(staging.Blank(on=True))
    play.do(staging.ShowView(View.BOARD))
    assert not covered(play)
    play.do(Undo(wall=WallConsent.CHANGE))
    assert covered(play)


def test_undoing_a_hiding_brings_the_question_back_to_the_list_and_not_to_the_wall() -> None:
    play = Play()
    number = play.ask()
    play.do(staging.StageQuestion(number))
    play.do(sorting.Hide(number))
    play.do(staging.Blank(on=False))
    assert refused(play, Undo()) == "undo-changes-wall"
    assert refused(play, Undo(wall=WallConsent.KEEP)) == "undo-changes-wall", "the board would show it"
    play.do(staging.Blank(on=True))
    play.do(Undo())
    assert play.state.questions[number].is_public
    assert covered(play)


def test_going_back_where_only_the_cover_is_left_says_that_it_stays() -> None:
    play = Play()
    play.do(staging.ShowView(View.BOARD))
    play.do(staging.Blank(on=True))
    play.do(staging.ShowView(View.BOARD))
    play.do(staging.Blank(on=True))
    assert refused(play, Undo()) == "stays-covered"


def test_undoing_what_left_the_wall_as_it_was_leaves_it_as_it_is() -> None:
    play = Play()
    first, second = play.ask(), play.ask("Máy in hỏng?")
    play.do(staging.StageQuestion(first))
    play.do(sorting.Hide(second))
    play.do(Undo())
    assert shown(play) == (View.QUESTION, first, False)


@pytest.mark.parametrize(
    "command", [agenda.StartItem(2), running.CloseMeeting(), TakeStep("part-1"), sorting.Hide(1)]
)
def test_what_shows_something_else_on_the_way_does_not_uncover(command: Command) -> None:
    play = Play()
    play.ask()
    play.do(agenda.PlanAgenda(PARTS))
    play.do(staging.Blank(on=True))
    play.do(command)
    assert covered(play)


def test_a_meeting_taken_up_again_stays_covered() -> None:
    play = Play()
    play.do(running.CloseMeeting())
    play.do(staging.Blank(on=True))
    play.do(running.ReopenMeeting())
    assert covered(play)


@pytest.mark.parametrize("command", [staging.ShowView(View.BOARD), staging.StageQuestion(1)])
def test_only_the_host_uncovers(command: Command) -> None:
    play = Play()
    play.ask()
    play.do(staging.Blank(on=True), Role.SECRETARY)
    with pytest.raises(Refusal, match="not-for-this-role"):
        play.do(staging.Blank(on=False), Role.SECRETARY)
    play.do(command, Role.SECRETARY)
    assert covered(play)
    play.do(command)
    assert not covered(play)


@given(st.lists(st.sampled_from(["undo", "area", "hide", "stage", "board", "start", "step"]), max_size=12))
def test_whatever_the_secretary_does_and_whoever_undoes_a_covered_wall_stays_covered(acts: list[str]) -> None:
    play = Play()
    number = play.ask()
    play.do(agenda.PlanAgenda(PARTS))
    play.do(staging.StageQuestion(number))
    play.do(staging.Blank(on=True))
    given_by = {
        "undo": (Undo(), Role.HOST),
        "area": (sorting.SetArea(number, "procedures"), Role.HOST),
        "hide": (sorting.Hide(number), Role.HOST),
        "stage": (staging.StageQuestion(number), Role.SECRETARY),
        "board": (staging.ShowView(View.BOARD), Role.SECRETARY),
        "start": (agenda.StartItem(2), Role.HOST),
        "step": (TakeStep("board", "part-2"), Role.HOST),
    }
    for act in acts:
        try:
            play.do(*given_by[act])
        except Refusal:
            continue
        assert covered(play)


def test_a_countdown_that_ran_out_belongs_to_its_question() -> None:
    play = Play()
    first, second = play.ask(), play.ask("Máy in hỏng, bao giờ thay?")
    play.do(staging.StageQuestion(first))
    play.do(staging.ShowView(View.AREAS))
    assert not play.state.stage.timer_started_at
    play.do(staging.StageQuestion(first))
    play.do(sorting.Merge((first,), second))
    assert shown(play) == (View.QUESTION, second, False)
    assert not play.state.stage.timer_started_at


def test_a_countdown_for_the_hall_goes_on_beside_another_view_until_it_has_run_out() -> None:
    play = Play()
    play.do(staging.ShowView(View.BOARD))
    play.do(staging.StartTimer(4))
    play.do(staging.ShowView(View.AREAS))
    assert play.state.stage.timer_seconds == 4
    play.do(staging.ShowView(View.AREAS))
    play.now += timedelta(seconds=4)
    play.do(staging.ShowView(View.AREAS))
    assert play.state.stage.timer_seconds == 4
    # Its beginning is recorded rounded down, so that it is surely over only after that much more.
    play.now += timedelta(minutes=limits.TIME_STEP_MINUTES)
    play.do(staging.ShowView(View.BOARD))
    assert refused(play, staging.ShowView(View.QUESTION)) == "stage-by-number"
    assert not play.state.stage.timer_started_at
