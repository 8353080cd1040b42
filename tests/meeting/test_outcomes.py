"""The two gates: every outcome, its deadline, its place in the register, and corrections that keep what was said."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from doithoai.laptop.holiday_table import in_use
from meeting.commands import carrying, outcomes, register
from meeting.commands.undo import Undo
from meeting.model.question import Outcome
from meeting.model.register import CommitmentKind, Destination, Letter, Status
from meeting.moment import Moment, Role
from meeting.refusal import Refusal
from tests.meeting.play import Play
from tests.meeting.test_sorting import refused

Table = register.ObligationTable


def test_an_answer_is_kept_as_said_and_as_worded_with_every_earlier_form() -> None:
    play = Play()
    number = play.ask()
    play.do(outcomes.RecordAnswer(number, "Tuần sau có", verbatim=True))
    play.do(outcomes.EditAnswer(number, "Tuần sau sẽ cấp máy in.", 1), Role.SECRETARY)
    play.do(outcomes.RecordAnswer(number, "Tháng sau có", speaker="Phó Trưởng phòng"))
    answer = play.state.answers[number]
    assert (answer.text, answer.speaker, answer.revision) == ("Tháng sau có", "Phó Trưởng phòng", 3)
    assert [wording.text for wording in answer.earlier] == ["Tuần sau có", "Tuần sau sẽ cấp máy in."]
    assert play.state.questions[number].outcome is Outcome.ANSWERED


def test_an_earlier_wording_keeps_who_wrote_it_and_when() -> None:
    play = Play()
    number = play.ask()
    play.do(outcomes.RecordAnswer(number, "Tuần sau"), Role.HOST)
    said_at = play.state.answers[number].at
    play.do(outcomes.EditAnswer(number, "Tuần sau sẽ cấp.", 1), Role.SECRETARY)
    worded_at = play.state.answers[number].newest.at
    play.do(outcomes.EditAnswer(number, "Tuần sau sẽ cấp máy in.", 2), Role.HOST)
    answer = play.state.answers[number]
    assert [(one.by, one.at) for one in answer.earlier] == [
        ("host", said_at),
        ("secretary", worded_at),
    ]
    assert (answer.newest.by, answer.newest.at) == (
        "host",
        Moment(play.now, Role.HOST, among_phones=True).stamp,
    )
    play.do(outcomes.RecordAnswer(number, "Tháng sau"), Role.SECRETARY)
    assert play.state.answers[number].earlier[-1] == answer.newest
    assert play.state.answers[number].newest.by == "secretary"


def test_two_windows_that_edit_one_answer_lose_nothing() -> None:
    play = Play()
    number = play.ask()
    play.do(outcomes.RecordAnswer(number, "Một"))
    play.do(outcomes.EditAnswer(number, "Hai", 1), Role.HOST)
    play.do(outcomes.EditAnswer(number, "Ba", 1), Role.SECRETARY)
    answer = play.state.answers[number]
    assert answer.diverged
    assert [*(wording.text for wording in answer.earlier), answer.text] == ["Một", "Hai", "Ba"]
    commits = len(play.commits)
    play.do(outcomes.EditAnswer(number, "Ba", 1))
    assert len(play.commits) == commits


def test_two_windows_that_record_the_first_answer_keep_both_and_the_second_is_told() -> None:
    play = Play()
    number = play.ask()
    first = play.do(outcomes.RecordAnswer(number, "Một", revision=0), Role.HOST)
    second = play.do(outcomes.RecordAnswer(number, "Hai", revision=0), Role.SECRETARY)
    answer = play.state.answers[number]
    assert (first, second) == ({}, {"diverged": True})
    assert answer.diverged
    assert [*(wording.text for wording in answer.earlier), answer.text] == ["Một", "Hai"]
    third = play.do(outcomes.EditAnswer(number, "Ba", 1), Role.HOST)
    assert third == {"diverged": True}
    assert [*(one.text for one in play.state.answers[number].earlier), "Ba"] == ["Một", "Hai", "Ba"]
    settled = play.do(outcomes.RecordAnswer(number, "Bốn", revision=3), Role.HOST)
    assert settled == {}
    assert not play.state.answers[number].diverged


def test_the_same_answer_recorded_twice_at_once_is_one_answer() -> None:
    play = Play()
    number = play.ask()
    play.do(outcomes.RecordAnswer(number, "Một", revision=0), Role.HOST)
    assert play.do(outcomes.RecordAnswer(number, "Một", revision=0), Role.SECRETARY) == {}
    assert not play.state.answers[number].diverged


def test_two_wordings_are_settled_by_saving_one_made_from_the_newest() -> None:
    play = Play()
    number = play.ask()
    play.do(outcomes.RecordAnswer(number, "Một"))
    play.do(outcomes.EditAnswer(number, "Hai", 1), Role.HOST)
    play.do(outcomes.EditAnswer(number, "Ba", 1), Role.SECRETARY)
    assert play.state.answers[number].diverged
    play.do(outcomes.EditAnswer(number, "Ba", 3), Role.SECRETARY)
    settled = play.state.answers[number]
    assert not settled.diverged
    assert settled.text == "Ba"
    assert [wording.text for wording in settled.earlier] == ["Một", "Hai"]


def test_an_answer_that_is_not_there_cannot_be_edited() -> None:
    play = Play()
    assert refused(play, outcomes.EditAnswer(play.ask(), "a", 1)) == "no-answer"


def test_a_promise_without_a_date_is_due_by_the_agencys_default_in_working_days(tmp_path: Path) -> None:
    play = Play()
    play.do(carrying.SetCalendar(in_use(tmp_path)), Role.SYSTEM)
    assert play.do(outcomes.PromiseAnswer(play.ask()))["deadline"] == "2024-05-06"
    assert play.do(outcomes.Assign(play.ask(), "Đội 2"))["deadline"] == "2024-05-13"
    assert (
        play.do(outcomes.Escalate(play.ask(), Destination.SPECIALISED, "Hậu cần", "a"))["deadline"]
        == "2024-05-06"
    )
    commitment = play.state.commitments[1]
    assert (commitment.kind, commitment.owner) == (CommitmentKind.WRITTEN_ANSWER, "Phòng An ninh nội địa")
    assert play.do(register.Conclude("Kết luận", owner="Đội 1"))["commitment"] == 3
    assert play.state.commitments[3].deadline == "2024-04-25"
    assert date.fromisoformat(play.state.commitments[3].at[:10]) == play.now.date()


def test_a_wrong_date_is_refused() -> None:
    play = Play()
    assert refused(play, outcomes.PromiseAnswer(play.ask(), deadline="31/12")) == "bad-date"
    assert refused(play, outcomes.Assign(play.ask(), "")) == "empty"


def test_changing_the_outcome_keeps_number_letters_and_notes_of_the_entry() -> None:
    play = Play()
    number = play.ask()
    play.do(outcomes.Escalate(number, Destination.SUPERIOR, "Công an tỉnh", "Vượt thẩm quyền"))
    play.do(register.AddLetter(Table.REFERRALS, 1, Letter("sent", "2024-04-20", "5/CV")))
    play.do(register.AddNote(Table.REFERRALS, 1, "Đã gọi điện"))
    play.do(outcomes.Escalate(number, Destination.SPECIALISED, "Phòng Hậu cần", "Chuyên môn"))
    referral = play.state.referrals[1]
    assert len(play.state.referrals) == 1
    assert (referral.destination, len(referral.letters)) == (Destination.SPECIALISED, 1)
    play.do(outcomes.Assign(number, "Đội 3"))
    assert not play.state.referrals
    assert [note.text for note in play.state.commitments[1].notes] == ["", "Đã gọi điện"]


def test_what_has_letters_is_not_withdrawn_from_the_register() -> None:
    play = Play()
    number = play.ask()
    play.do(outcomes.PromiseAnswer(number))
    play.do(outcomes.ClearOutcome(number))
    assert not play.state.commitments
    play.do(outcomes.PromiseAnswer(number))
    play.do(register.AddLetter(Table.COMMITMENTS, 1, Letter("sent", "2024-04-20")))
    assert refused(play, outcomes.ClearOutcome(number)) == "letters-sent"
    assert refused(play, outcomes.Dismiss(number, "Trùng")) == "letters-sent"


def test_a_dismissal_needs_a_reason_and_a_dismissing_outcome() -> None:
    play = Play()
    number = play.ask()
    assert refused(play, outcomes.Dismiss(number, " ")) == "empty"
    assert refused(play, outcomes.Dismiss(number, "a", Outcome.ANSWERED)) == "not-a-dismissal"
    play.do(outcomes.Dismiss(number, "Trùng nội dung", Outcome.OUT_OF_SCOPE))
    assert play.state.questions[number].reason == "Trùng nội dung"
    commits = len(play.commits)
    play.do(outcomes.ClearOutcome(number))
    play.do(outcomes.ClearOutcome(number))
    assert len(play.commits) == commits + 1


def test_an_answer_beside_a_promise_leaves_the_promise() -> None:
    play = Play()
    number = play.ask()
    play.do(outcomes.PromiseAnswer(number))
    play.do(outcomes.RecordAnswer(number, "Sẽ trả lời sau"))
    assert play.state.questions[number].outcome is Outcome.WRITTEN_ANSWER


def test_following_up_writes_history_with_the_day_it_was_settled() -> None:
    play = Play()
    play.do(outcomes.PromiseAnswer(play.ask()))
    play.do(register.AddLetter(Table.COMMITMENTS, 1, Letter("sent", "2024-04-20", "5/CV", "gửi tổ chức")))
    play.do(register.AddLetter(Table.COMMITMENTS, 1, Letter("received", "2024-04-22")))
    play.do(register.SetStatus(Table.COMMITMENTS, 1, Status.SETTLED, "Đã trả lời"))
    play.do(register.SetStatus(Table.COMMITMENTS, 1, Status.EXPLAINED))
    commitment = play.state.commitments[1]
    assert [note.status for note in commitment.notes] == [
        Status.IN_PROGRESS,
        Status.SETTLED,
        Status.EXPLAINED,
    ]
    assert commitment.settled_on == "2024-04-17"
    play.do(register.SetStatus(Table.COMMITMENTS, 1, Status.UNSETTLED))
    assert play.state.commitments[1].settled_on == ""
    commits = len(play.commits)
    play.do(register.SetStatus(Table.COMMITMENTS, 1, Status.UNSETTLED))
    assert len(play.commits) == commits


def test_changing_an_entry_notes_what_stood_there() -> None:
    play = Play()
    play.do(outcomes.Escalate(play.ask(), Destination.SUPERIOR, "Công an tỉnh", "a", deadline="2024-05-02"))
    play.do(
        register.ChangeEntry(
            Table.REFERRALS,
            1,
            owner="Đội 1",
            deadline="2024-06-03",
            addressee="Bộ Công an",
            text="Nội dung mới",
        )
    )
    referral = play.state.referrals[1]
    assert (referral.owner, referral.deadline, referral.addressee) == ("Đội 1", "2024-06-03", "Bộ Công an")
    assert "2024-05-02 → 2024-06-03" in referral.notes[0].text
    assert "Bao giờ có máy in mới?" in referral.notes[0].text
    play.do(register.ChangeEntry(Table.REFERRALS, 1, owner=""))
    assert play.state.referrals[1].owner == ""


def test_wrong_work_on_the_register_is_refused() -> None:
    play = Play()
    play.do(outcomes.Assign(play.ask(), "Đội 1"))
    assert refused(play, register.SetStatus(Table.REFERRALS, 1, Status.SETTLED)) == "no-such-entry"
    assert (
        refused(play, register.AddLetter(Table.COMMITMENTS, 1, Letter("lost", "2024-04-20")))
        == "bad-direction"
    )
    assert refused(play, register.AddLetter(Table.COMMITMENTS, 1, Letter("sent", "hôm qua"))) == "bad-date"
    assert refused(play, register.ChangeEntry(Table.COMMITMENTS, 1, addressee="a")) == "no-addressee"
    assert refused(play, register.ChangeEntry(Table.COMMITMENTS, 1, owner="")) == "empty"
    commits = len(play.commits)
    play.do(register.ChangeEntry(Table.COMMITMENTS, 1))
    assert len(play.commits) == commits


def test_conclusions_become_numbered_commitments_and_corrections_reach_the_register() -> None:
    play = Play()
    assert play.do(register.Conclude("Chỉ ghi nhận")) == {"number": 1, "commitment": 0}
    assert play.do(register.Conclude("Cấp máy in", deadline="2024-05-30")) == {"number": 2, "commitment": 1}
    assert play.state.commitments[1].owner == "Phòng An ninh nội địa"
    play.do(register.EditConclusion(2, "Cấp hai máy in"))
    play.do(register.EditConclusion(1, "Ghi nhận"))
    assert play.state.conclusions[2].earlier == ("Cấp máy in",)
    assert play.state.commitments[1].text == "Cấp hai máy in"
    assert play.do(register.AssignConclusion(1, owner="Đội 2")) == {"commitment": 2}
    assert (play.state.commitments[2].text, play.state.commitments[2].owner) == ("Ghi nhận", "Đội 2")
    assert refused(play, register.AssignConclusion(1, owner="Đội 3")) == "in-the-register"
    assert refused(play, register.AssignConclusion(9)) == "no-such-entry"
    assert refused(play, register.EditConclusion(9, "a")) == "no-such-entry"
    commits = len(play.commits)
    play.do(register.EditConclusion(1, "Ghi nhận"))
    assert len(play.commits) == commits
    play.do(Undo())
    assert play.state.conclusions[1].commitment == 0
    play.do(Undo())
    assert play.state.conclusions[1].text == "Chỉ ghi nhận"


def test_a_refusal_reads_as_its_code_and_facts() -> None:
    assert str(Refusal("closed")) == "closed"
    assert str(Refusal("full", limit=3)) == "full(limit=3)"
    with pytest.raises(Refusal):
        raise Refusal("x")


def test_a_written_answer_has_its_text_and_what_it_was_before() -> None:
    play = Play()
    number = play.ask()
    play.do(outcomes.PromiseAnswer(number))
    play.do(register.WriteReply(1, "Trả lời lần đầu."))
    play.do(register.WriteReply(1, "Trả lời lần hai."))
    play.do(register.WriteReply(1, "Trả lời lần hai."))
    owed = play.state.commitments[1]
    assert (owed.reply, owed.earlier) == ("Trả lời lần hai.", ("Trả lời lần đầu.",))
    play.do(outcomes.PromiseAnswer(number, owner="Đội 1"))
    assert play.state.commitments[1].reply == "Trả lời lần hai."
    play.do(outcomes.Assign(play.ask(), "Đội 2"))
    assert refused(play, register.WriteReply(2, "a")) == "no-reply-owed"
    assert refused(play, register.WriteReply(9, "a")) == "no-such-entry"
