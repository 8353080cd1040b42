"""Nothing leaves the projection that the hall may not see: whoever draws it has no more to give away."""

from __future__ import annotations

import msgspec
import pytest

from meeting.changes import put
from meeting.model.attendance import AttendanceEntry, Source
from meeting.model.form import Form, FormKind, Tally, TextGroup
from meeting.model.poll import Poll, Round
from meeting.model.profile import Settings
from meeting.model.question import ModerationStatus, Outcome
from meeting.model.stage import Stage, View
from meeting.model.survey import GroupResult, Item, ItemResult, Survey, SurveyResult
from meeting.model.vote import VotePhase, VoteProgress
from meeting.state import State
from meeting.votes.kinds import complete
from tests.tui import votes
from tests.tui.meetings import hall, question
from tests.wall.walls import every_page, said, shown, turned

SECRET = "chuyện không ai được biết"
UNSEEN = [
    ModerationStatus.RECEIVED,
    ModerationStatus.HIDDEN,
    ModerationStatus.ROUTED_OUT,
    ModerationStatus.SPLIT,
]


def with_secret(standing: ModerationStatus) -> State:
    state = hall()
    hidden = question(9, SECRET, standing=standing, name="Lê Chi", unit="Đội 9", earlier=(SECRET,))
    state.apply([put("questions", 9, hidden)])
    return state


@pytest.mark.parametrize("view", list(View), ids=str)
@pytest.mark.parametrize("standing", UNSEEN, ids=str)
def test_a_question_the_hall_may_not_see_is_in_no_view(view: View, standing: ModerationStatus) -> None:
    state = with_secret(standing)
    state.apply([put("stages", 1, Stage(view, 9, next=9))])
    assert SECRET not in said(*every_page(state))
    assert "Lê Chi" not in said(*every_page(state))


def test_a_question_taken_off_while_it_is_staged_leaves_the_wall() -> None:
    state = hall(View.QUESTION, 1)
    before = shown(state)
    state.apply(
        [put("questions", 1, msgspec.structs.replace(state.questions[1], standing=ModerationStatus.HIDDEN))]
    )
    after = shown(state)
    assert before is not None
    assert after is not None
    assert (before.view, after.view) == (View.QUESTION, View.BOARD)
    assert state.questions[1].text not in said(*every_page(state))


def test_a_question_gathered_under_a_hidden_one_is_not_shown() -> None:
    state = with_secret(ModerationStatus.HIDDEN)
    merged = msgspec.structs.replace(state.questions[1], standing=ModerationStatus.MERGED, merged_into=9)
    state.apply([put("questions", 1, merged), put("stages", 1, Stage(View.QUESTION, 1))])
    assert SECRET not in said(*every_page(state))


@pytest.mark.parametrize("view", list(View), ids=str)
def test_a_covered_wall_says_nothing(view: View) -> None:
    assert shown(hall(stage=Stage(view, 1, blank=True))) is None


def test_before_there_is_a_meeting_the_wall_says_nothing() -> None:
    assert shown(State()) is None


@pytest.mark.parametrize("view", list(View), ids=str)
def test_a_name_needs_the_hosts_leave_in_every_view(view: View) -> None:
    state = hall(view, 1)
    asked = msgspec.structs.replace(state.questions[1], name="Lê Chi", unit="Đội 1")
    state.apply([put("questions", 1, asked)])
    assert "Lê Chi" not in said(*every_page(state))
    allowed = msgspec.structs.replace(state.meeting, settings=Settings(names_on_stage=True))
    state.apply([put("meetings", 1, allowed)])
    assert ("Lê Chi, Đội 1" in said(*every_page(state))) is (view is View.QUESTION)


@pytest.mark.parametrize("view", list(View), ids=str)
def test_no_view_names_who_checked_in(view: View) -> None:
    state = hall(view, 1, check_in_open=True)
    state.apply(
        [put("attendance", 1, AttendanceEntry("Trần Bình", "Đội 7", source=Source.PHONE, receipt="x"))]
    )
    assert "Trần Bình" not in said(*every_page(state))


COUNTED = Tally(62, 4, (14, 27, 12, 5))


@pytest.mark.parametrize("phase", [VotePhase.PREPARED, VotePhase.OPEN, VotePhase.CLOSED], ids=str)
def test_a_result_is_not_on_the_wall_before_it_is_revealed(phase: VotePhase) -> None:
    state = votes.poll(phase, tally=COUNTED)
    earlier = Round(1, "2024-04-17T09:00:00+07:00", "2024-04-17T09:02:00+07:00", COUNTED)
    again = msgspec.structs.replace(state.polls[1], earlier=(earlier,))
    interim = VoteProgress(35, interim=Tally(35, 0, (7, 27, 1, 0)))
    state.apply([put("polls", 1, again), put("poll_progress", 1, interim)])
    text = said(*every_page(state))
    assert '"Chart"' not in text
    assert "27" not in text


def test_a_poll_the_host_shows_as_it_goes_is_seen_as_it_goes() -> None:
    state = votes.poll(VotePhase.OPEN)
    interim = VoteProgress(35, interim=Tally(35, 0, (7, 27, 1, 0)))
    seen = msgspec.structs.replace(state.polls[1], hidden=False)
    state.apply([put("polls", 1, seen), put("poll_progress", 1, interim)])
    assert '"Chart"' in said(*every_page(state))


@pytest.mark.parametrize("phase", [VotePhase.PREPARED, VotePhase.OPEN, VotePhase.CLOSED], ids=str)
def test_a_survey_is_not_on_the_wall_before_it_is_revealed(phase: VotePhase) -> None:
    state = votes.survey(VotePhase.REVEALED)
    state.apply([put("surveys", 1, msgspec.structs.replace(state.surveys[1], phase=phase))])
    assert '"Chart"' not in said(*every_page(state))


def test_groups_of_a_survey_are_never_on_the_wall() -> None:
    form = complete(Form(FormKind.LIKERT))
    groups = (GroupResult("Đội 3", counts=(5, 0, 0, 0, 0)), GroupResult("", hidden=True))
    found = SurveyResult(60, (ItemResult("a", Tally(60, 2, (20, 22, 10, 5, 1)), groups=groups),))
    survey = Survey(
        1,
        "Khảo sát",
        (Item("a", "Phần mềm", form),),
        units=("Đội 3",),
        phase=VotePhase.REVEALED,
        result=found,
    )
    state = hall(View.SURVEY, 1)
    state.apply([put("surveys", 1, survey)])
    assert "Đội 3" not in said(*every_page(state))


def test_an_answer_the_host_hid_is_not_on_the_wall_and_not_counted_to_another() -> None:
    texts = (TextGroup("giảm báo cáo", 6), TextGroup(SECRET, 3, (SECRET.upper(),), hidden=True))
    state = votes.poll(VotePhase.REVEALED, Form(FormKind.TEXT), Tally(9, texts=texts))
    text = said(*every_page(state))
    assert SECRET not in text
    assert SECRET.upper() not in text
    assert '"figure":"6"' in text


@pytest.mark.parametrize("arrived", range(12))
def test_counts_of_what_comes_in_move_in_steps(arrived: int) -> None:
    state = hall(View.PROMPT, 1)
    state.tables["questions"].clear()
    numbers = range(1, arrived + 1)
    state.apply([put("questions", number, question(number, f"Ý {number}", prompt=1)) for number in numbers])
    step = arrived - arrived % 5
    prompt = shown(state)
    assert prompt is not None
    assert prompt.count == (f"Đã nhận {step} câu trả lời" if step else "")
    state.apply([put("stages", 1, Stage(View.JOIN))])
    join = shown(state)
    assert join is not None
    assert (f"{step} câu hỏi" in join.count) is bool(step)


def test_reasons_for_not_taking_up_stay_with_the_asker() -> None:
    state = hall(View.QUESTION, 1)
    decided = msgspec.structs.replace(state.questions[1], outcome=Outcome.NOT_TAKEN_UP, reason=SECRET)
    state.apply([put("questions", 1, decided)])
    assert SECRET not in said(*every_page(turned(state, 1)))


def test_slips_and_receipts_are_nowhere() -> None:
    state = hall(View.BOARD)
    state.apply([put("polls", 1, Poll(1, "Bầu", votes.PRIORITIES, binding=True, phase=VotePhase.OPEN))])
    state.apply([put("questions", 1, msgspec.structs.replace(state.questions[1], receipt="a1b2" * 16))])
    for view in View:
        state.apply([put("stages", 1, Stage(view, 1))])
        assert "a1b2" not in said(*every_page(state))
