"""Undo that can be trusted: nothing passed over in silence, nothing on the wall unasked, and all can be done again."""

from __future__ import annotations

import pytest

from meeting.changes import put
from meeting.commands import asking, running, sorting, staging
from meeting.commands.undo import Redo, Undo, WallConsent
from meeting.dialogue.steps import Step, StepStanding, last_step, steps
from meeting.model.question import ModerationStatus
from meeting.model.stage import View
from meeting.moment import Role
from meeting.refusal import Refusal
from meeting.state import State
from tests.meeting.play import Play


def refused(play: Play, command: Undo | Redo, by: Role = Role.HOST) -> Refusal:
    with pytest.raises(Refusal) as raised:
        play.do(command, by)
    return raised.value


def standings(play: Play) -> list[tuple[str, StepStanding]]:
    return [(step.entry.did, step.standing) for step in steps(play.state, 99)]


def test_a_last_step_that_stands_is_refused_and_what_came_before_it_stays() -> None:
    play = Play()
    number = play.ask()
    play.do(sorting.SetArea(number, "procedures"))
    play.do(running.CloseMeeting())
    play.do(running.ReopenMeeting())
    assert refused(play, Undo()).params["did"] == "reopen-meeting"
    assert play.state.questions[number].area == "procedures"
    area = next(step.n for step in steps(play.state, 9) if step.entry.did == "set-area")
    play.do(Undo(n=area))
    assert play.state.questions[number].area == "unclassified", "what is named is taken back"


def test_each_role_takes_back_its_own_last_step() -> None:
    play = Play()
    number = play.ask()
    assert refused(play, Undo(), Role.SECRETARY).code == "nothing-to-undo"
    before = play.state.questions[number].text
    play.do(sorting.SetArea(number, "procedures"))
    play.do(sorting.EditQuestion(number, "Sửa lời"), Role.SECRETARY)
    assert refused(play, Undo()).code == "changed-since", "the secretary built on it"
    play.do(Undo(), Role.SECRETARY)
    play.do(Undo())
    assert (play.state.questions[number].text, play.state.questions[number].area) == (before, "unclassified")


def test_no_undo_puts_an_old_question_back_on_the_wall_unasked() -> None:
    play = Play()
    first, second = play.ask("Một"), play.ask("Hai")
    play.do(staging.StageQuestion(first))
    play.do(staging.StageQuestion(second))
    shown = play.state.stage
    refusal = refused(play, Undo())
    assert (refusal.code, refusal.params["keeps"]) == ("undo-changes-wall", 1)
    assert play.state.stage == shown
    assert refused(play, Undo(wall=WallConsent.KEEP)).code == "changed-since", "nothing else is in that step"
    play.do(Undo(wall=WallConsent.CHANGE))
    assert play.state.stage.ref == first


def test_what_was_hidden_comes_back_without_the_wall_if_so_chosen() -> None:
    play = Play()
    number = play.ask()
    play.do(staging.StageQuestion(number))
    play.do(sorting.Hide(number))
    play.do(staging.ShowView(View.JOIN))
    stage = play.state.stage
    hidden = play.state.undoable[-2].n
    play.do(Undo(n=hidden, wall=WallConsent.KEEP))
    assert (play.state.questions[number].standing, play.state.stage) == (ModerationStatus.LISTED, stage)


def test_what_is_wished_without_the_wall_leaves_the_stage_where_it_is() -> None:
    play = Play()
    kept, repeat = play.ask("Một"), play.ask("Hai")
    play.do(staging.StageQuestion(repeat))
    play.do(sorting.Merge((repeat,), kept))
    assert refused(play, Undo()).params["keeps"] == 1
    play.do(Undo(wall=WallConsent.KEEP))
    assert play.state.questions[repeat].is_public
    assert play.state.stage.ref == kept


def test_where_the_stage_has_gone_on_the_rest_of_a_step_can_still_be_taken_back() -> None:
    play = Play()
    number = play.ask()
    play.do(staging.StageQuestion(number))
    play.do(sorting.Hide(number))
    hidden = play.state.undoable[-1].n
    play.do(staging.ShowView(View.JOIN))
    play.do(Undo(n=hidden))
    assert play.state.questions[number].standing is ModerationStatus.LISTED
    assert play.state.stage.view is View.JOIN


@pytest.mark.parametrize(("view", "changes"), [(View.BOARD, True), (View.AREAS, True), (View.AGENDA, False)])
def test_a_question_on_the_board_is_on_the_wall_too(view: View, changes: bool) -> None:
    play = Play()
    number = play.ask()
    play.do(staging.ShowView(view))
    play.do(sorting.SetArea(number, "procedures"))
    if changes:
        assert refused(play, Undo()).params["keeps"] == 0
        play.do(staging.Blank(on=True))
    play.do(Undo(n=next(s.n for s in steps(play.state, 9) if s.entry.did == "set-area")))
    assert play.state.questions[number].area == "unclassified"


def test_another_question_than_the_one_shown_is_not_on_the_wall() -> None:
    play = Play()
    shown, other = play.ask("Một"), play.ask("Hai")
    play.do(staging.StageQuestion(shown))
    play.do(sorting.SetArea(other, "procedures"))
    play.do(sorting.SetArea(shown, "procedures"))
    assert refused(play, Undo()).code == "undo-changes-wall"
    play.do(staging.PinNext(other))
    play.do(Undo())
    assert play.state.stage.next == 0, "what comes next is not seen"
    play.do(Undo(n=play.state.undoable[-2].n))
    assert play.state.questions[other].area == "unclassified"


def test_a_step_taken_back_is_done_again_and_can_be_taken_back_once_more() -> None:
    play = Play()
    assert refused(play, Redo()).code == "nothing-to-redo"
    number = play.ask()
    play.do(sorting.SetArea(number, "procedures"))
    play.do(Undo())
    assert standings(play)[0] == ("set-area", StepStanding.TAKEN_BACK)
    assert last_step(play.state, "host") == steps(play.state, 9)[1]
    play.do(Redo())
    assert play.state.questions[number].area == "procedures"
    assert standings(play)[:2] == [("set-area", StepStanding.UNDOABLE), ("ask", StepStanding.UNDOABLE)]
    play.do(Undo())
    assert play.state.questions[number].area == "unclassified"
    assert refused(play, Redo(n=99)).code == "nothing-to-redo"


def test_what_was_built_on_a_steps_absence_is_not_overwritten_by_doing_it_again() -> None:
    play = Play()
    number = play.ask()
    play.do(sorting.SetArea(number, "procedures"))
    play.do(Undo())
    play.do(sorting.SetArea(number, "apparatus"))
    assert refused(play, Redo()).code == "changed-since"


def test_steps_that_stand_and_steps_too_long_ago_are_told_apart() -> None:
    play = Play()
    play.ask()
    play.do(running.CloseMeeting())
    assert [standing for _did, standing in standings(play)] == [
        StepStanding.FINAL,
        StepStanding.UNDOABLE,
        StepStanding.PAST,
        StepStanding.PAST,
    ]
    assert last_step(State(), "host") is None


def test_after_the_close_nothing_from_before_it_is_taken_back() -> None:
    play = Play()
    play.do(asking.AddPrompt("Gợi ý"))
    asked, again = play.ask(), play.ask()
    play.do(Undo())
    play.do(running.CloseMeeting())
    assert refused(play, Undo(n=4)).code == "meeting-closed"
    assert refused(play, Redo()).code == "meeting-closed"
    assert (asked in play.state.questions, again in play.state.questions) == (True, False)


def test_a_record_without_its_last_commits_still_tells_what_was_taken_back() -> None:
    play = Play()
    play.ask()
    play.do(Undo())
    loaded = State.load(play.tables())
    assert steps(loaded, 1) == [Step(3, play.state.log[3], StepStanding.TAKEN_BACK)]
    loaded.apply([put("log", 9, play.state.log[3])])
    assert steps(loaded, 1)[0].standing is StepStanding.FINAL


def test_what_phones_did_is_no_step_of_the_desk() -> None:
    play = Play()
    play.do(sorting.SetArea(play.ask(), "procedures"))
    play.ask_by_phone()
    assert standings(play)[0] == ("set-area", StepStanding.UNDOABLE)


def test_a_file_of_questions_is_one_step_that_one_undo_takes_back() -> None:
    play = Play()
    rows = (asking.ImportedRow("Bao giờ có máy in mới?"), asking.ImportedRow("Sao phải nộp bản giấy?"))
    done = play.do(asking.ImportQuestions(rows, "gom.csv"))
    assert (done["first"], done["last"], sorted(play.state.questions)) == (1, 2, [1, 2])
    play.do(Undo())
    assert not play.state.questions
