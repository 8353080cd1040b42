"""The run of show: one timeline from agenda and what was prepared, gone along with one key, and what it reminds of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meeting.changes import put
from meeting.commands import agenda, asking, outcomes, register, running, staging
from meeting.commands.balloting import ClosePoll, OpenPoll, RecordTally
from meeting.commands.pledging import AddPledge
from meeting.commands.polling import AddPoll
from meeting.commands.showing import TakeStep
from meeting.commands.surveying import AddSurvey
from meeting.commands.undo import Undo, WallConsent
from meeting.dialogue import run_of_show
from meeting.dialogue.parts_held import done_without
from meeting.dialogue.run_of_show import Act, Reminder, Reminding
from meeting.model.agenda import AgendaItem, ItemKind
from meeting.model.form import Form, FormKind
from meeting.model.stage import Stage, View
from meeting.model.survey import Item, Survey
from meeting.model.vote import VotePhase
from meeting.moment import Role
from meeting.state import ONLY, State
from meeting.votes.kinds import count
from tests.meeting.play import Play
from tests.meeting.test_pledging import PLEDGE
from tests.meeting.test_sorting import refused

PARTS = (
    AgendaItem(0, "Khai mạc", ItemKind.OPENING, 5),
    AgendaItem(0, "Ký giao ước", ItemKind.PLEDGE, 10),
    AgendaItem(0, "Đối thoại", ItemKind.DIALOGUE, 60),
    AgendaItem(0, "Khảo sát", ItemKind.SURVEY, 10),
    AgendaItem(0, "Kết luận", ItemKind.CONCLUSION, 10),
    AgendaItem(0, "Bế mạc", ItemKind.CLOSING, 0),
)
HIDDEN = AddPoll("Đồng chí có tán thành phương án một cửa?", Form(FormKind.YES_NO))
SHOWN = AddPoll("Có cần họp thêm?", Form(FormKind.YES_NO), hidden=False)


def prepared(parts: tuple[AgendaItem, ...] = PARTS) -> Play:
    play = Play()
    play.do(agenda.PlanAgenda(parts))
    play.do(asking.AddPrompt("Thủ tục nào mất nhiều thời gian nhất?"))
    play.do(HIDDEN)
    play.do(SHOWN)
    play.do(AddSurvey(Survey(0, "Mức độ hài lòng", (Item("a", "Hài lòng?", Form(FormKind.YES_NO)),))))
    play.do(AddPledge(PLEDGE))
    return play


def keys(play: Play) -> list[str]:
    return [step.key for step in run_of_show.timeline(play.state)]


def at(play: Play) -> str:
    place = run_of_show.position(play.state)
    return keys(play)[place] if place >= 0 else ""


def go_on(play: Play) -> str:
    step = run_of_show.onward(play.state)
    assert step is not None
    play.do(TakeStep(step.key, at(play)))
    return step.key


def go_back(play: Play) -> str:
    step = run_of_show.backward(play.state)
    assert step is not None
    play.do(TakeStep(step.key, at(play)))
    return step.key


def wall(play: Play) -> tuple[View, int]:
    return play.state.stage.view, play.state.stage.ref


def phase(play: Play, number: int) -> str:
    return play.state.polls[number].phase.value


def close(play: Play, number: int) -> None:
    play.do(RecordTally(number, 1, count(play.state.polls[number].form, [])), Role.SYSTEM)


def test_the_timeline_joins_the_agenda_and_all_that_was_prepared() -> None:
    assert keys(prepared()) == [
        "part-1",
        "part-2",
        "part-3",
        "prompt-1",
        "board",
        "poll-1",
        "poll-1-count",
        "poll-1-reveal",
        "poll-2",
        "poll-2-count",
        "part-4",
        "survey-1",
        "part-5",
        "part-6",
    ]


def test_what_has_no_part_of_its_own_stands_before_the_conclusions() -> None:
    short = (PARTS[0], PARTS[4])
    found = keys(prepared(short))
    assert found[0] == "part-1"
    assert found[-1] == "part-2"
    assert {"prompt-1", "poll-1", "survey-1", "pledges"} <= set(found)
    assert keys(prepared((PARTS[0],)))[-1] == "pledges"


def test_a_meeting_without_agenda_has_a_timeline_too() -> None:
    assert keys(prepared(())) == [
        "join",
        *("prompt-1", "board", "poll-1", "poll-1-count", "poll-1-reveal", "poll-2", "poll-2-count"),
        *("survey-1", "pledges", "closing"),
    ]


def test_one_key_leads_through_the_whole_meeting() -> None:
    play = prepared()
    assert (go_on(play), wall(play)) == ("part-1", (View.JOIN, 0))
    assert (go_on(play), wall(play)) == ("part-2", (View.PLEDGES, 0))
    assert play.state.agenda[1].ended_at
    assert (go_on(play), wall(play)) == ("part-3", (View.JOIN, 0))
    assert (go_on(play), wall(play)) == ("prompt-1", (View.PROMPT, 1))
    assert (go_on(play), wall(play)) == ("board", (View.BOARD, 0))
    assert (go_on(play), wall(play)) == ("poll-1", (View.POLL, 1))
    assert phase(play, 1) == "open"
    assert (go_on(play), phase(play, 1)) == ("poll-1-count", "closed")
    close(play, 1)
    assert (go_on(play), phase(play, 1)) == ("poll-1-reveal", "revealed")
    go_on(play)
    assert go_on(play) == "poll-2-count"
    close(play, 2)
    assert (go_on(play), go_on(play), wall(play)) == ("part-4", "survey-1", (View.SURVEY, 1))
    assert play.state.surveys[1].phase is VotePhase.OPEN
    assert (go_on(play), go_on(play), wall(play)) == ("part-5", "part-6", (View.CLOSING, 0))
    assert run_of_show.onward(play.state) is None
    assert all(item.started_at for item in play.state.agenda.values())


def test_going_back_shows_and_starts_nothing_again() -> None:
    play = prepared()
    for _ in range(6):
        go_on(play)
    begun = dict(play.state.agenda)
    for expected in ("board", "prompt-1", "part-3", "part-2", "part-1"):
        assert go_back(play) == expected
    assert run_of_show.backward(play.state) is None
    assert play.state.agenda == begun
    assert wall(play) == (View.JOIN, 0)


def test_before_the_first_step_there_is_nothing_to_go_back_to() -> None:
    assert run_of_show.backward(prepared().state) is None


def test_a_bounced_key_skips_nothing() -> None:
    play = prepared()
    play.do(TakeStep("part-1", ""))
    play.do(TakeStep("part-1", ""))
    play.do(TakeStep("part-2", ""))
    assert at(play) == "part-1"


def test_a_question_on_the_wall_keeps_the_place() -> None:
    play = prepared()
    for _ in range(4):
        go_on(play)
    play.do(staging.StageQuestion(play.ask()))
    assert at(play) == "prompt-1"
    assert go_on(play) == "board"


def test_a_part_started_by_its_own_key_is_the_place() -> None:
    play = prepared()
    go_on(play)
    play.do(agenda.StartItem(3))
    assert at(play) == "part-3"
    play.do(staging.ShowView(View.PROMPT, 1))
    assert at(play) == "part-3"


def test_in_a_record_without_steps_the_part_that_runs_is_the_place() -> None:
    play = prepared()
    play.do(agenda.StartItem(3))
    play.state.apply([put("stages", ONLY, Stage(View.BOARD))])
    assert at(play) == "part-3"


def test_a_poll_run_by_hand_is_passed_over() -> None:
    play = prepared()
    play.do(OpenPoll(2))
    play.do(ClosePoll(2))
    play.do(TakeStep("poll-2", ""))
    assert go_on(play) == "poll-2-count"
    assert play.state.polls[2].phase is VotePhase.CLOSED
    close(play, 2)
    play.do(TakeStep("poll-2", "poll-2-count"))
    assert go_on(play) == "part-4"


def test_a_step_is_undone_like_any_other() -> None:
    play = prepared()
    go_on(play)
    go_on(play)
    play.do(Undo(wall=WallConsent.CHANGE))
    assert (at(play), wall(play)) == ("part-1", (View.JOIN, 0))
    assert not play.state.agenda[2].started_at


def test_steps_are_refused_where_they_cannot_be_taken() -> None:
    play = prepared()
    assert refused(play, TakeStep("part-9")) == "no-such-step"
    early = Play(opened=False)
    early.do(agenda.PlanAgenda(PARTS))
    assert refused(early, TakeStep("part-1")) == "meeting-prepared"
    play.do(running.CloseMeeting())
    assert refused(play, TakeStep("part-1")) == "meeting-closed"


def test_a_poll_that_is_still_counted_is_shown_and_asked_for_again() -> None:
    play = prepared()
    play.do(OpenPoll(1))
    play.do(ClosePoll(1))
    assert refused(play, TakeStep("poll-1-reveal")) == "poll-not-counted"


def test_questions_answered_without_the_dialogue_begun_are_told() -> None:
    play = prepared()
    go_on(play)
    for text in ("Bao giờ có máy in?", "Sao nộp bản giấy?", "Ai ký thay?"):
        play.do(outcomes.RecordAnswer(play.ask(text), "Trong tháng 5."))
    assert Reminding(Reminder.PART_NOT_BEGUN, 3, 3) in run_of_show.reminders(play.state)
    play.do(agenda.StartItem(3))
    assert run_of_show.reminders(play.state) == ()


def test_what_was_left_open_is_told() -> None:
    play = prepared()
    play.do(TakeStep("poll-1", ""))
    assert Reminding(Reminder.POLL_OPEN, 1) not in run_of_show.reminders(play.state)
    play.do(staging.ShowView(View.BOARD))
    assert Reminding(Reminder.POLL_OPEN, 1) in run_of_show.reminders(play.state)
    play.do(ClosePoll(1))
    assert Reminding(Reminder.POLL_NOT_SHOWN, 1) not in run_of_show.reminders(play.state)
    close(play, 1)
    assert Reminding(Reminder.POLL_NOT_SHOWN, 1) in run_of_show.reminders(play.state)


def test_a_question_that_left_the_wall_undecided_is_told() -> None:
    play = prepared()
    number = play.ask()
    play.do(staging.StageQuestion(number))
    assert run_of_show.reminders(play.state) == ()
    play.do(staging.ShowView(View.BOARD))
    assert run_of_show.reminders(play.state) == (Reminding(Reminder.QUESTION_OPEN, number),)
    play.do(outcomes.RecordAnswer(number, "Trong tháng 5."))
    assert Reminding(Reminder.QUESTION_OPEN, number) not in run_of_show.reminders(play.state)


def test_a_meeting_that_closes_without_a_conclusion_is_told() -> None:
    play = prepared((PARTS[5],))
    play.do(agenda.StartItem(1))
    assert run_of_show.reminders(play.state) == (Reminding(Reminder.NO_CONCLUSION),)
    play.do(register.Conclude("Bảo đảm tiến độ"))
    assert run_of_show.reminders(play.state) == ()


def test_nothing_is_told_before_the_meeting_has_begun() -> None:
    assert run_of_show.reminders(State()) == ()
    assert run_of_show.reminders(Play(opened=False).state) == ()


@pytest.mark.parametrize("kind", [ItemKind.OPENING, ItemKind.SURVEY, ItemKind.PLEDGE, ItemKind.CLOSING])
def test_a_part_of_which_nothing_stands_in_the_record_was_not_held(kind: ItemKind) -> None:
    play = Play(opened=False)
    play.do(agenda.PlanAgenda((AgendaItem(0, "Phần", kind, 5), AgendaItem(0, "Báo cáo", ItemKind.REPORT, 5))))
    assert [done_without(play.state, item) for item in play.state.agenda.values()] == [0, 0]


def test_a_part_whose_content_was_taken_down_took_place() -> None:
    play = prepared()
    play.do(agenda.RecordContent(5, "Chủ tọa kết luận ba nội dung."))
    assert done_without(play.state, play.state.agenda[5]) == 1
    play.do(agenda.StartItem(5))
    assert done_without(play.state, play.state.agenda[5]) == 0


@given(st.lists(st.sampled_from(["on", "back", "question", "board"]), max_size=30))
def test_whatever_is_pressed_the_place_is_always_one_of_the_timeline(presses: list[str]) -> None:
    play = prepared()
    for press in presses:
        step = {"on": run_of_show.onward, "back": run_of_show.backward}.get(press)
        if step is None:
            play.do(staging.ShowView(View.BOARD) if press == "board" else staging.StageQuestion(play.ask()))
        elif (wanted := step(play.state)) is not None and wanted.act is Act.REVEAL:
            assert refused(play, TakeStep(wanted.key, at(play))) == "poll-not-counted"
        elif wanted is not None:
            play.do(TakeStep(wanted.key, at(play)))
            assert at(play) == wanted.key
        started = [item for item in play.state.agenda.values() if item.started_at and not item.ended_at]
        assert len(started) <= 1
