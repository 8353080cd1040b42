"""An asker's say over their own question: until it is approved, by the receipt alone, no trace of the words left."""

from __future__ import annotations

import json

import pytest

from meeting.commands import outcomes, own_question, privacy, running, sorting
from meeting.decision import Command
from meeting.dialogue.following import follow
from meeting.model.profile import Settings
from meeting.model.question import WITHDRAWN_TEXT, ModerationStatus
from meeting.moment import Role
from meeting.refusal import Refusal
from tests.meeting.play import RECEIPTS, Play, profile

TEXT = "Xe của đội 3 hỏng từ tháng trước"
MINE, OTHERS, NOBODYS = RECEIPTS[:3]


@pytest.fixture
def play() -> Play:
    return Play(profile(settings=Settings(moderation=True)))


def refused(play: Play, command: Command) -> str:
    with pytest.raises(Refusal) as caught:
        play.do(command, Role.PHONE)
    return caught.value.code


def correct(text: str = "Xe của đội 3 vẫn hỏng", receipt: str = MINE) -> Command:
    return own_question.CorrectOwnQuestion(receipt, text)


def withdraw(receipt: str = MINE) -> Command:
    return own_question.WithdrawOwnQuestion(receipt)


def test_a_correction_stands_and_the_earlier_words_are_kept(play: Play) -> None:
    number = play.ask_by_phone(TEXT, MINE)
    play.do(correct(), Role.PHONE)
    question = play.state.question(number)
    assert (question.text, question.earlier) == ("Xe của đội 3 vẫn hỏng", (TEXT,))
    commits = len(play.commits)
    play.do(correct(), Role.PHONE)
    assert len(play.commits) == commits
    assert play.ask_by_phone(TEXT, MINE) == number


def test_what_is_withdrawn_stands_on_no_screen_and_in_no_document(play: Play) -> None:
    number = play.ask_by_phone(TEXT, MINE, name="Lê Thị Cúc", unit="Đội 3")
    play.do(correct(), Role.PHONE)
    play.do(withdraw(), Role.PHONE)
    question = play.state.question(number)
    assert (question.text, question.standing) == (WITHDRAWN_TEXT, ModerationStatus.HIDDEN)
    assert question.is_withdrawn
    shown = {name: rows for name, rows in play.tables().items() if name not in {"sealed", "log"}}
    told = json.dumps(shown, ensure_ascii=False)
    assert "đội 3" not in told
    assert "Cúc" not in told
    assert TEXT in play.state.sealed[number].text
    commits = len(play.commits)
    play.do(withdraw(), Role.PHONE)
    assert len(play.commits) == commits
    assert refused(play, correct()) == "question-taken-up"


@pytest.mark.parametrize("act", [correct, withdraw])
def test_once_the_desk_has_taken_it_up_a_question_is_no_longer_its_askers_alone(
    play: Play, act: object
) -> None:
    assert callable(act)
    steps: list[list[Command]] = [
        [sorting.Approve(1)],
        [sorting.Hide(1)],
        [outcomes.RecordAnswer(1, "Tháng sau sửa.")],
        [privacy.MaskQuestion(1, "đội 3")],
        [sorting.Merge((2,), into=1)],
        [sorting.Merge((1,), into=2)],
    ]
    for desk in steps:
        again = Play(profile(settings=Settings(moderation=True)))
        again.ask_by_phone(TEXT, MINE)
        again.ask_by_phone("Máy in hỏng", OTHERS)
        for step in desk:
            again.do(step)
        found = follow(again.state, MINE)
        assert found is not None
        assert not found.changeable
        assert refused(again, act()) == "question-taken-up"


def test_a_receipt_that_asked_nothing_changes_nothing(play: Play) -> None:
    play.ask_by_phone(TEXT, MINE)
    assert refused(play, withdraw(NOBODYS)) == "unknown-receipt"
    assert refused(play, correct(receipt="KHONG")) == "bad-receipt"
    assert refused(play, correct("")) == "empty"


def test_a_name_is_taken_back_from_the_question_and_all_its_parts(play: Play) -> None:
    number = play.ask_by_phone(TEXT, MINE, name="Lê Thị Cúc", unit="Đội 3")
    play.do(sorting.Approve(number))
    part = play.do(sorting.Split(number, ("Xe hỏng", "Máy hỏng")))["numbers"][0]
    play.do(sorting.Split(part, ("Xe một", "Xe hai")))
    found = follow(play.state, MINE)
    assert found is not None
    assert found.named
    play.do(own_question.TakeBackOwnName(MINE), Role.PHONE)
    assert not any(question.name or question.unit for question in play.state.questions.values())
    found = follow(play.state, MINE)
    assert found is not None
    assert not found.named
    commits = len(play.commits)
    play.do(own_question.TakeBackOwnName(MINE), Role.PHONE)
    assert len(play.commits) == commits


def test_after_the_close_a_question_stands_as_it_is(play: Play) -> None:
    play.ask_by_phone(TEXT, MINE, name="Cúc")
    found = follow(play.state, MINE)
    assert found is not None
    assert (found.changeable, found.named) == (True, True)
    play.do(running.CloseMeeting())
    found = follow(play.state, MINE)
    assert found is not None
    assert (found.changeable, found.named) == (False, False)
    assert refused(play, withdraw()) == "meeting-closed"


def test_only_the_phone_that_asked_gives_these_commands(play: Play) -> None:
    play.ask_by_phone(TEXT, MINE)
    with pytest.raises(Refusal, match="not-for-this-role"):
        play.do(withdraw(), Role.HOST)


def test_the_desk_cannot_undo_what_an_asker_took_back(play: Play) -> None:
    play.ask_by_phone(TEXT, MINE)
    play.do(withdraw(), Role.PHONE)
    assert not any(step.did == "withdraw-own-question" for step in play.state.undoable)
