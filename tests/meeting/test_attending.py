"""Attendance: listed by the desk, checked in by phone, corrected and withdrawn, matched with the list of delegates."""

from __future__ import annotations

from meeting import limits
from meeting.commands import attending
from meeting.commands.asking import Ask
from meeting.commands.running import CloseMeeting, OpenMeeting
from meeting.commands.undo import Undo
from meeting.dialogue.roll import Roll, probable_arrivals, roll
from meeting.model.attendance import Arrival, AttendanceEntry, Source
from meeting.moment import Role
from tests.meeting.play import RECEIPTS, Play
from tests.meeting.test_sorting import refused


def test_attendance_is_listed_and_corrected() -> None:
    play = Play()
    play.do(
        attending.RecordAttendance(
            (AttendanceEntry("Đội 1", count=12), AttendanceEntry("Lê C", "Đội 2", "Đội trưởng"))
        )
    )
    play.do(attending.RecordAttendance((AttendanceEntry("Đội 1", count=11),), number=1))
    assert [(entry.name, entry.count) for entry in play.state.attendance.values()] == [
        ("Đội 1", 11),
        ("Lê C", 1),
    ]
    assert refused(play, attending.RecordAttendance((AttendanceEntry("a"),), number=9)) == "no-such-entry"
    assert refused(play, attending.RecordAttendance((AttendanceEntry("a", count=-1),))) == "bad-count"
    commits = len(play.commits)
    play.do(attending.RecordAttendance(()))
    assert len(play.commits) == commits
    assert refused(play, attending.RemoveAttendance(9)) == "no-such-entry"
    play.do(attending.MarkPresent(2, present=False))
    assert roll(play.state) == Roll(present=11)
    play.do(attending.RemoveAttendance(2))
    assert list(play.state.attendance) == [1]
    play.do(Undo())
    assert not play.state.attendance[2].present


def checking_in(*invited: AttendanceEntry) -> Play:
    """A meeting that takes attendance by phone, with these people on its list."""
    play = Play(opened=False)
    play.do(attending.RecordAttendance(invited))
    play.do(attending.SetCheckIn(open=True))
    return play


def invited(name: str, organisation: str = "", post: str = "") -> AttendanceEntry:
    return AttendanceEntry(name, organisation, post, present=False, source=Source.INVITED)


def check_in(
    play: Play, name: str = "Lê Văn Cường", receipt: str = RECEIPTS[0], organisation: str = "", post: str = ""
) -> bool:
    """Whether the check-in replaced an earlier one of the same phone."""
    command = attending.CheckIn(name, receipt, post, organisation)
    return bool(play.do(command, Role.PHONE).get("replaced"))


def test_a_phone_checks_in_before_the_meeting_and_corrects_itself_with_the_same_receipt() -> None:
    play = checking_in()
    assert not check_in(play, "Lê Văn Cừơng")
    assert check_in(play, "  Lê Văn Cường ", organisation="Đội 2", post="Đội trưởng")
    entry = play.state.attendance[1]
    assert (entry.name, entry.organisation, entry.post) == ("Lê Văn Cường", "Đội 2", "Đội trưởng")
    assert (entry.source, entry.present, entry.count) == (Source.PHONE, True, 1)
    assert roll(play.state) == Roll(present=1, by_phone=1)


def test_checking_in_points_at_no_question() -> None:
    play = checking_in()
    play.do(OpenMeeting())
    check_in(play, receipt=RECEIPTS[0])
    number = int(play.do(Ask("Bao giờ?", receipt=RECEIPTS[0]), Role.PHONE)["number"])
    entry, question = play.state.attendance[1], play.state.questions[number]
    assert entry.receipt != question.receipt, "the same receipt, wrongly used twice, still leaves two hashes"
    assert entry.at.endswith(":00+07:00")
    assert int(entry.at[14:16]) % limits.TIME_STEP_MINUTES == 0
    assert not question.name + question.unit


def test_a_closed_check_in_takes_nobody_new_and_still_lets_people_correct_and_withdraw() -> None:
    play = checking_in()
    check_in(play)
    play.do(attending.SetCheckIn(open=False))
    assert refused(play, attending.CheckIn("Người khác", RECEIPTS[1]), Role.PHONE) == "check-in-closed"
    assert check_in(play, "Lê Văn Cường", organisation="Đội 3")
    assert play.do(attending.WithdrawCheckIn(RECEIPTS[0]), Role.PHONE) == {"withdrawn": True}
    assert play.do(attending.WithdrawCheckIn(RECEIPTS[0]), Role.PHONE) == {"withdrawn": False}
    assert not play.state.attendance
    assert refused(play, attending.CheckIn("a", "ngắn"), Role.PHONE) == "bad-receipt"
    assert refused(play, attending.CheckIn("a", RECEIPTS[0])) == "not-for-this-role"


def test_closing_the_meeting_closes_check_in_and_phones_change_nothing_more() -> None:
    play = checking_in()
    play.do(OpenMeeting())
    check_in(play)
    play.do(CloseMeeting())
    assert not play.state.meeting.check_in_open
    assert refused(play, attending.WithdrawCheckIn(RECEIPTS[0]), Role.PHONE) == "meeting-closed"


def test_an_invited_delegate_is_here_once_the_desk_confirms_who_checked_in() -> None:
    play = checking_in(invited("Nguyễn Thị Hoà", "Đội 1", "Phó Đội trưởng"), invited("Trần Bình", "Đội 2"))
    check_in(play, "nguyen thi hoa", organisation="ĐỘI 1", post="Cán bộ")
    assert roll(play.state) == Roll(present=1, by_phone=1, invited=2, arrived=0)
    assert probable_arrivals(play.state) == (Arrival(3, 1),)
    play.do(attending.ConfirmArrivals(probable_arrivals(play.state)))
    entry = play.state.attendance[1]
    assert (entry.name, entry.post, entry.present) == ("Nguyễn Thị Hoà", "Phó Đội trưởng", True)
    assert roll(play.state) == Roll(present=1, by_phone=1, invited=2, arrived=1)
    assert roll(play.state).awaited == 1
    assert probable_arrivals(play.state) == ()
    play.do(attending.WithdrawCheckIn(RECEIPTS[0]), Role.PHONE)
    assert (play.state.attendance[1].present, play.state.attendance[1].receipt) == (False, "")


def test_whoever_checks_in_from_two_browsers_is_counted_once_when_the_desk_confirms() -> None:
    play = checking_in()
    check_in(play, "Lê Văn Cường", RECEIPTS[0], "Đội 2")
    check_in(play, "Le Van Cuong", RECEIPTS[1])
    assert probable_arrivals(play.state) == (Arrival(2, 1),)
    play.do(attending.ConfirmArrivals((Arrival(2, 1),)))
    assert roll(play.state).present == 1
    assert attending.of_receipt(play.state, RECEIPTS[1]) == 1


def test_namesakes_of_different_units_are_two_people() -> None:
    play = checking_in(invited("Lê Văn Cường", "Đội 1"))
    check_in(play, "Lê Văn Cường", organisation="Đội 2")
    assert probable_arrivals(play.state) == ()
    check_in(play, "Lê Văn Cường", RECEIPTS[1], organisation="Đội 1")
    assert probable_arrivals(play.state) == (Arrival(3, 1),)


def test_a_unit_with_heads_is_nobody_in_particular() -> None:
    play = checking_in(AttendanceEntry("Đội 1", count=12))
    check_in(play, "Đội 1")
    assert probable_arrivals(play.state) == ()


def test_arrivals_that_do_not_say_who_is_who_are_refused() -> None:
    play = checking_in(invited("Trần Bình"), invited("Lê An"))
    check_in(play)
    for arrivals in (((1, 2),), ((3, 3),), ((3, 1), (3, 2))):
        command = attending.ConfirmArrivals(tuple(Arrival(*pair) for pair in arrivals))
        assert refused(play, command) == "arrival-unclear"
    assert refused(play, attending.ConfirmArrivals((Arrival(9, 1),))) == "no-such-entry"


def test_correcting_an_entry_at_the_desk_leaves_the_phone_its_say() -> None:
    play = checking_in()
    check_in(play)
    corrected = AttendanceEntry("Lê Văn Cường", "Đội 4", source=Source.PHONE, receipt="của người khác")
    play.do(attending.RecordAttendance((corrected,), number=1))
    assert play.state.attendance[1].organisation == "Đội 4"
    assert attending.of_receipt(play.state, RECEIPTS[0]) == 1


def test_a_full_list_takes_nobody_more() -> None:
    play = checking_in(*(invited(f"Người {number}") for number in range(limits.ATTENDANCE)))
    assert refused(play, attending.CheckIn("a", RECEIPTS[0]), Role.PHONE) == "attendance-full"
    assert refused(play, attending.RecordAttendance((AttendanceEntry("a"),))) == "attendance-full"
