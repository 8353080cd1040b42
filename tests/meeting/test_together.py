"""Several acts are one step: all or none, one line of the log, one undo."""

from __future__ import annotations

import pytest

from meeting import limits
from meeting.commands.outcomes import Assign, Dismiss, PromiseAnswer
from meeting.commands.registry import decode, encode
from meeting.commands.running import CloseMeeting, SetModeration
from meeting.commands.sorting import Approve, Hide, Merge, SetArea
from meeting.commands.together import Act, Together, in_one_step
from meeting.commands.undo import Undo, WallConsent
from meeting.model.question import ModerationStatus, Outcome
from meeting.refusal import Refusal
from tests.meeting.play import RECEIPTS, Play


def refused(play: Play, command: Together) -> str:
    before = play.tables()
    with pytest.raises(Refusal) as raised:
        play.do(command)
    assert play.tables() == before
    return raised.value.code


def asked(count: int) -> Play:
    play = Play()
    play.do(SetModeration(on=True))
    for place in range(count):
        play.ask_by_phone(f"Câu hỏi {place}", receipt=RECEIPTS[place])
    return play


def test_many_are_approved_in_one_step_that_the_log_calls_by_its_acts_name() -> None:
    play = asked(5)
    assert play.do(Together(tuple(Approve(number) for number in range(1, 6)))) == {"acts": 5}
    assert {q.standing for q in play.state.questions.values()} == {ModerationStatus.LISTED}
    entry = play.state.log[max(play.state.log)]
    assert entry.did == "approve"
    assert entry.about == tuple(("questions", number) for number in range(1, 6))
    play.do(Undo())
    assert {q.standing for q in play.state.questions.values()} == {ModerationStatus.RECEIVED}


def test_acts_of_several_kinds_follow_one_another() -> None:
    play = asked(4)
    acts: tuple[Act, ...] = (
        SetArea(1, "procedures"),
        Approve(1),
        Merge((2,), 1),
        PromiseAnswer(3),
        PromiseAnswer(4),
    )
    before = play.tables()
    play.do(Together(acts))
    assert play.state.log[max(play.state.log)].did == "together"
    assert (play.state.questions[1].area, play.state.questions[2].merged_into) == ("procedures", 1)
    assert {owed.question for owed in play.state.commitments.values()} == {3, 4}, "each has its own number"
    play.do(Undo())
    after = play.tables()
    assert (after["questions"], after["commitments"]) == (before["questions"], before["commitments"])


def test_one_act_that_cannot_be_done_leaves_all_undone() -> None:
    play = asked(2)
    assert refused(play, Together((Approve(1), Approve(9)))) == "no-such-question"
    assert refused(play, Together((Merge((2,), 1), Approve(2)))) == "question-gone"
    assert refused(play, Together(())) == "nothing-together"
    many = tuple(Approve(1) for _ in range(limits.ACTS_TOGETHER + 1))
    assert refused(play, Together(many)) == "too-many-together"


def test_after_the_close_outcomes_go_together_and_nothing_else() -> None:
    play = asked(3)
    play.do(Together((Approve(1), Approve(2), Approve(3))))
    play.do(CloseMeeting())
    assert refused(play, Together((Dismiss(1, "Ngoài phạm vi"), Hide(2)))) == "meeting-closed"
    play.do(Together((Dismiss(1, "Ngoài phạm vi"), Assign(2, "Đội 1"), PromiseAnswer(3))))
    assert [q.outcome for q in play.state.questions.values()] == [
        Outcome.NOT_TAKEN_UP,
        Outcome.ASSIGNED,
        Outcome.WRITTEN_ANSWER,
    ]
    play.do(Undo(wall=WallConsent.CHANGE))
    assert {q.outcome for q in play.state.questions.values()} == {None}, (
        "what came after the close can be taken back"
    )
    with pytest.raises(Refusal, match="cannot-undo"):
        play.do(Undo())


def test_one_act_is_itself_and_several_travel_as_one_command() -> None:
    assert in_one_step([Approve(1)]) == Approve(1)
    command = in_one_step([Approve(1), Merge((2, 3), 1)])
    assert decode(encode(command)) == command
