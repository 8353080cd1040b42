"""The register across meetings and laptops, and what a new meeting is told of the last ones."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from meeting.commands import carrying, outcomes, register, sorting
from meeting.commands.merging import MergeRegister
from meeting.commands.privacy import MaskQuestion, RouteOut
from meeting.commands.profile import ChangeProfile
from meeting.dialogue.following import FollowUpStep, follow
from meeting.model.calendar import Calendar, Holiday
from meeting.model.carried import Carried
from meeting.model.profile import Settings
from meeting.model.question import MASK, Outcome
from meeting.model.register import CommitmentKind, Destination, Letter, Status
from meeting.moment import Role
from meeting.refusal import Refusal
from meeting.register import carry_over
from meeting.register import view as register_view
from meeting.register.deadlines import Urgency
from meeting.register.merge import newer_of
from meeting.register.view import GroupBy, SortBy, Wanted, select, share, shares
from tests.meeting.play import RECEIPTS, Play, profile
from tests.meeting.test_sorting import refused

Table = register.ObligationTable
TODAY = date(2024, 5, 20)


def spring() -> Play:
    """A meeting that owes a referral (overdue), an assignment (due soon), a written answer and a conclusion."""
    play = Play(profile(id="2024-04-17-a", title="Đối thoại quý II"))
    play.ask_by_phone("Đề nghị cấp máy in", area="modernisation")
    play.ask_by_phone("Cũng xin máy in", RECEIPTS[1])
    play.ask("Thủ tục chậm", area="procedures")
    play.ask("Lương")
    play.do(sorting.Merge((2,), 1))
    play.do(
        outcomes.Escalate(1, Destination.SUPERIOR, "Công an tỉnh", "Vượt thẩm quyền", deadline="2024-05-02")
    )
    play.do(outcomes.Assign(3, "Đội Hành chính", "2024-05-22"))
    play.do(outcomes.PromiseAnswer(4, "2024-06-28", owner="Đội Hậu cần"))
    play.do(register.Conclude("Họp lại cuối năm", owner="Đội Hành chính", deadline="2024-12-02"))
    return play


def autumn() -> Play:
    return Play(profile(id="2024-10-02-b", title="Đối thoại quý IV", planned_on="2024-10-02"), opened=False)


def test_every_entry_says_where_it_comes_from_and_how_urgent_it_is() -> None:
    rows = register_view.register([spring().state, autumn().state], TODAY)
    assert [(row.book, row.number, row.urgency) for row in rows] == [
        ("referrals", 1, Urgency.OVERDUE),
        ("commitments", 1, Urgency.DUE_SOON),
        ("commitments", 2, Urgency.OPEN),
        ("commitments", 3, Urgency.OPEN),
    ]
    first, last = rows[0], rows[-1]
    assert (first.title, first.held_on, first.area_name) == (
        "Đối thoại quý II",
        "2024-04-17",
        "Hiện đại hóa nền hành chính",
    )
    assert (first.to, first.reason, len(first.receipts), first.last) == (
        "Công an tỉnh",
        "Vượt thẩm quyền",
        2,
        "",
    )
    assert (last.kind, last.question, last.area, last.area_name) == ("conclusion", 0, "unclassified", "")


def test_a_rehearsal_owes_nothing() -> None:
    play = Play(profile(rehearsal=True))
    play.do(outcomes.Assign(play.ask(), "Đội 1"))
    assert register_view.register([play.state], TODAY) == []


@pytest.mark.parametrize(
    ("wanted", "count"),
    [
        (Wanted(), 4),
        (Wanted(search="may in"), 1),
        (Wanted(search="quy ii hanh chinh"), 3),
        (Wanted(search="máy thủ"), 0),
        (Wanted(statuses=frozenset({Status.SETTLED})), 0),
        (Wanted(urgencies=frozenset({Urgency.OVERDUE, Urgency.DUE_SOON})), 2),
        (Wanted(kinds=frozenset({"superior"})), 1),
        (Wanted(areas=frozenset({"procedures"})), 1),
        (Wanted(units=frozenset({"Đội Hành chính"})), 2),
        (Wanted(meetings=frozenset({"none"})), 0),
    ],
)
def test_the_register_is_filtered_and_searched(wanted: Wanted, count: int) -> None:
    assert len(select(register_view.register([spring().state], TODAY), wanted)) == count


def test_letters_and_notes_are_searched_too() -> None:
    play = spring()
    play.do(register.AddLetter(Table.REFERRALS, 1, Letter("sent", "2024-05-03", "15/CV-ANNĐ")))
    play.do(register.AddNote(Table.REFERRALS, 1, "Đã nhắc bằng điện thoại"))
    rows = register_view.register([play.state], TODAY)
    assert [row.number for row in select(rows, Wanted(search="15/cv dien thoai"))] == [1]
    assert rows[0].last == "Đã nhắc bằng điện thoại"


def test_the_register_is_sorted() -> None:
    play = spring()
    play.do(register.SetStatus(Table.REFERRALS, 1, Status.SETTLED))
    rows = register_view.register([play.state], TODAY)
    in_order = {by: [(row.book[0], row.number) for row in select(rows, Wanted(), by)] for by in SortBy}
    assert in_order[SortBy.DEADLINE] == [("c", 1), ("c", 2), ("c", 3), ("r", 1)]
    assert in_order[SortBy.UNIT] == [("r", 1), ("c", 1), ("c", 3), ("c", 2)]
    assert in_order[SortBy.STATUS] == [("r", 1), ("c", 1), ("c", 2), ("c", 3)]
    assert in_order[SortBy.MEETING] == [("c", 1), ("c", 2), ("c", 3), ("r", 1)]


def test_counts_per_group_add_up_and_only_all_is_a_hundred_percent() -> None:
    play = spring()
    play.do(register.SetStatus(Table.COMMITMENTS, 1, Status.EXPLAINED))
    rows = register_view.register([play.state], TODAY)
    total = share("", rows)
    assert (total.total, total.explained, total.overdue, total.percent_settled) == (4, 1, 1, 25)
    for by in GroupBy:
        groups = shares(rows, by)
        assert sum(group.total for group in groups) == 4
        assert sum(group.overdue for group in groups) == 1
    units = shares(rows, GroupBy.UNIT)
    assert (units[0].name, units[0].total, units[0].percent_settled) == ("Đội Hành chính", 2, 50)
    assert share("", []).percent_settled == 0


def test_two_laptops_work_on_one_entry_is_united_whichever_comes_first() -> None:
    here, there = spring(), spring()
    here.do(register.AddLetter(Table.REFERRALS, 1, Letter("sent", "2024-05-03", "15/CV")))
    there.do(register.AddNote(Table.COMMITMENTS, 1, "Đang làm"))
    there.do(register.SetStatus(Table.REFERRALS, 1, Status.SETTLED, "Đã cấp"))
    one = register_view.register([here.state, there.state], TODAY)
    other = register_view.register([there.state, here.state], TODAY)
    assert one == other
    assert len(one) == 4
    referral = next(row for row in one if row.book == "referrals")
    assert (referral.status, len(referral.letters), len(referral.notes)) == (Status.SETTLED, 1, 2)


def test_merging_a_register_unites_adds_and_renumbers_without_doubles() -> None:
    here, there = spring(), spring()
    there.do(register.SetStatus(Table.REFERRALS, 1, Status.SETTLED, "Đã cấp"))
    here.do(register.Conclude("Ở đây", owner="A", deadline="2024-12-02"))
    there.now = there.now.replace(hour=9)
    there.do(register.Conclude("Ở kia", owner="B", deadline="2024-12-02"))
    there.do(register.Conclude("Thêm ở kia", owner="B", deadline="2024-12-02"))
    command = MergeRegister(tuple(there.state.referrals.values()), tuple(there.state.commitments.values()))
    assert here.do(command) == {"entries": 3}
    assert here.state.referrals[1].status is Status.SETTLED
    assert [row.text for row in here.state.commitments.values()][3:] == ["Ở đây", "Ở kia", "Thêm ở kia"]
    assert sorted(here.state.commitments) == [1, 2, 3, 4, 5, 6]
    commits = len(here.commits)
    assert here.do(command)["entries"] == 0
    assert len(here.commits) == commits


def test_what_another_laptop_wrote_is_cleaned_at_the_door() -> None:
    here, there = spring(), spring()
    entry = replace(
        there.state.referrals[1],
        text="Máy\x1b[2J in",
        addressee="Công an\u202e tỉnh",
        letters=(Letter("sent", "2024-04-20", "5/CV\n"),),
        at="2024-04-18T08:00:00+07:00",
    )
    here.do(MergeRegister(referrals=(entry,)))
    brought = here.state.referrals[max(here.state.referrals)]
    assert "\x1b" not in brought.text
    assert (brought.addressee, brought.letters[0].number) == ("Công an tỉnh", "5/CV")
    for broken in (replace(entry, deadline="mai"), replace(entry, letters=(Letter("lost", "2024-04-20"),))):
        assert refused(here, MergeRegister(referrals=(broken,))) in {"bad-date", "bad-direction"}


def test_of_two_equally_late_entries_the_closed_one_wins() -> None:
    play = spring()
    referral = play.state.referrals[1]
    import msgspec

    closed = msgspec.structs.replace(referral, status=Status.SETTLED)
    assert newer_of(referral, closed) == newer_of(closed, referral) == closed


def test_a_new_meeting_is_told_what_was_settled_what_is_open_and_what_is_overdue() -> None:
    first = spring()
    first.do(register.SetStatus(Table.COMMITMENTS, 1, Status.SETTLED, "Đã rút ngắn"))
    second = autumn()
    left = carry_over.left_by([first.state, second.state], TODAY, into=second.state.meeting.id)
    assert second.do(carrying.BringCarryOver(left), Role.SYSTEM) == {"count": 4}
    told = carry_over.carry_over(second.state)
    assert [row.text for row in told.settled] == ["Thủ tục chậm"]
    assert [row.text for row in told.overdue] == ["Đề nghị cấp máy in", "Lương"]
    assert [row.text for row in told.still_open] == ["Họp lại cuối năm"]
    assert told.total == 4
    assert told.settled[0].last == "Đã rút ngắn"
    assert len(carry_over.carry_over(second.state, date(2024, 5, 1)).overdue) == 0


def test_what_was_reported_as_settled_is_not_reported_again() -> None:
    first, second = spring(), autumn()
    first.do(register.SetStatus(Table.COMMITMENTS, 1, Status.SETTLED))
    second.do(carrying.BringCarryOver(carry_over.left_by([first.state], TODAY)), Role.SYSTEM)
    third = carry_over.left_by([first.state, second.state], TODAY)
    assert "Thủ tục chậm" not in {row.text for row in third}
    assert len(third) == 3


def test_bringing_in_again_replaces_what_was_brought_in_before() -> None:
    first, second = spring(), autumn()
    left = carry_over.left_by([first.state], TODAY)
    second.do(carrying.BringCarryOver(left), Role.SYSTEM)
    second.do(carrying.BringCarryOver(left[:1]), Role.SYSTEM)
    assert list(second.state.carried) == [1]


def test_the_asker_of_an_earlier_meeting_finds_what_became_of_it() -> None:
    first, second = spring(), autumn()
    second.do(carrying.BringCarryOver(carry_over.left_by([first.state], TODAY)), Role.SYSTEM)
    assert [row.to for row in carry_over.follow(second.state, RECEIPTS[1])] == ["Công an tỉnh"]
    assert carry_over.follow(second.state, RECEIPTS[7]) == ()


def test_a_hidden_matter_is_carried_without_its_words() -> None:
    first = spring()
    first.do(sorting.Hide(1))
    first.do(register.AddNote(Table.REFERRALS, 1, "Chuyện máy in"))
    left = carry_over.left_by([first.state], TODAY)
    assert "máy in" not in str(left)
    assert carry_over.HIDDEN_TEXT in {row.text for row in left}


def test_what_was_decided_without_ever_being_listed_is_carried_without_its_words() -> None:
    first = Play(profile(settings=Settings(moderation=True)))
    first.do(outcomes.Assign(first.ask_by_phone("Chuyện riêng của tôi"), "Đội 1"))
    assert [row.text for row in carry_over.left_by([first.state], TODAY)] == [carry_over.HIDDEN_TEXT]
    first.do(sorting.Approve(1))
    assert [row.text for row in carry_over.left_by([first.state], TODAY)] == ["Chuyện riêng của tôi"]


def test_too_much_or_damaged_carry_over_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    play = autumn()
    row = Carried("a", "t", "2024-04-17", "referrals", 1, "", "superior", "x", "y", "hôm qua", Status.SETTLED)
    assert refused(play, carrying.BringCarryOver((row,))) == "bad-date"
    monkeypatch.setattr("meeting.limits.CARRIED", 0)
    assert refused(play, carrying.BringCarryOver((row,))) == "too-much-carried"
    assert row.is_settled


def test_the_calendar_is_set_once_and_a_wrong_one_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    play = Play()
    calendar = Calendar((Holiday("2024-04-18", "Giỗ Tổ"),))
    play.do(carrying.SetCalendar(calendar), Role.SYSTEM)
    commits = len(play.commits)
    play.do(carrying.SetCalendar(calendar), Role.SYSTEM)
    assert len(play.commits) == commits
    assert play.state.calendar == calendar
    assert refused(play, carrying.SetCalendar(Calendar((Holiday("x", ""),)))) == "bad-date"
    monkeypatch.setattr("meeting.limits.HOLIDAYS", 0)
    assert refused(play, carrying.SetCalendar(calendar)) == "too-many-holidays"


def test_commitments_are_of_three_kinds() -> None:
    play = spring()
    assert {entry.kind for entry in play.state.commitments.values()} == set(CommitmentKind)
    with pytest.raises(Refusal):
        register.entry(play.state, Table.COMMITMENTS, 9)


def test_a_receipt_of_an_earlier_meeting_follows_what_became_of_it_in_the_next() -> None:
    first, second = spring(), autumn()
    first.do(register.SetStatus(Table.REFERRALS, 1, Status.SETTLED, "Đã cấp máy in"))
    second.do(carrying.BringCarryOver(carry_over.left_by([first.state], TODAY)), Role.SYSTEM)
    seen = follow(second.state, RECEIPTS[1])
    assert seen is not None
    assert (seen.number, seen.step, seen.status, seen.to) == (
        1,
        FollowUpStep.SUPERIOR,
        "settled",
        "Công an tỉnh",
    )
    assert (seen.answer, seen.meeting, seen.by) == ("Đã cấp máy in", "Đối thoại quý II", "2024-05-02")
    assert follow(second.state, RECEIPTS[9]) is None


def test_a_receipt_behind_several_matters_follows_each() -> None:
    first, second = Play(profile(id="2024-04-17-a")), autumn()
    whole = first.ask_by_phone("Hai việc")
    parts = first.do(sorting.Split(whole, ("Một", "Hai")))["numbers"]
    first.do(outcomes.Assign(parts[0], "Đội 1"))
    first.do(outcomes.PromiseAnswer(parts[1]))
    second.do(carrying.BringCarryOver(carry_over.left_by([first.state], TODAY)), Role.SYSTEM)
    seen = follow(second.state, RECEIPTS[0])
    assert seen is not None
    assert [(part.step, part.text) for part in seen.parts] == [
        (FollowUpStep.ASSIGNED, "Một"),
        (FollowUpStep.WRITTEN_ANSWER, "Hai"),
    ]


def test_whoever_asked_the_whole_or_a_repeat_of_it_is_told_of_each_part() -> None:
    play = Play(profile(id="2024-04-17-a"))
    whole = play.ask_by_phone("Hai việc", RECEIPTS[0])
    repeat = play.ask_by_phone("Cũng hai việc", RECEIPTS[1])
    play.do(sorting.Merge((repeat,), whole))
    first, second = play.do(sorting.Split(whole, ("Một", "Hai")))["numbers"]
    other = play.ask_by_phone("Một", RECEIPTS[2])
    play.do(sorting.Merge((first,), other))
    play.do(outcomes.Assign(other, "Đội 1"))
    play.do(outcomes.Assign(second, "Đội 2"))
    told, apart = register_view.register([play.state], TODAY)
    assert set(told.receipts) == set(play.state.by_receipt)
    assert set(apart.receipts) == {play.state.questions[number].receipt for number in (whole, repeat)}


def given(play: Play) -> MergeRegister:
    """What another laptop's record of the same meeting brings."""
    return MergeRegister(tuple(play.state.referrals.values()), tuple(play.state.commitments.values()))


def later(play: Play, hours: int) -> Play:
    play.now = play.now.replace(hour=play.now.hour + hours)
    return play


def owed(play: Play) -> list[tuple[object, ...]]:
    """What a register says, whatever numbers it gives."""
    rows = register_view.register([play.state], TODAY)
    return sorted(
        (row.text, row.kind, row.to, row.deadline, row.status, row.letters, row.notes) for row in rows
    )


def test_both_orders_of_merging_give_the_same_register() -> None:
    here, there = spring(), later(spring(), 1)
    here.do(register.AddLetter(Table.REFERRALS, 1, Letter("sent", "2024-04-20", "5/CV")))
    here.do(register.ChangeEntry(Table.COMMITMENTS, 1, deadline="2024-06-03"))
    here.do(register.Conclude("Ở đây", owner="A"))
    there.do(register.SetStatus(Table.REFERRALS, 1, Status.SETTLED, "Đã cấp"))
    there.do(register.ChangeEntry(Table.COMMITMENTS, 1, owner="Đội 2"))
    there.do(outcomes.Escalate(4, Destination.SPECIALISED, "Phòng Hậu cần", "Chuyên môn"))
    there.do(register.Conclude("Ở kia", owner="B"))
    brought, taken = given(here), given(there)
    here.do(taken)
    there.do(brought)
    assert owed(here) == owed(there)
    assert here.state.questions[4].outcome is there.state.questions[4].outcome is Outcome.SPECIALISED
    commits = len(here.commits), len(there.commits)
    here.do(given(there))
    there.do(given(here))
    assert (len(here.commits), len(there.commits)) == commits


def test_a_question_decided_on_both_laptops_owes_one_thing_with_the_letters_of_both() -> None:
    here, there = spring(), later(spring(), 1)
    here.do(register.AddLetter(Table.REFERRALS, 1, Letter("sent", "2024-04-20", "5/CV")))
    there.do(outcomes.Assign(1, "Đội Hậu cần", "2024-05-31"))
    there.do(register.AddLetter(Table.COMMITMENTS, 4, Letter("sent", "2024-04-22", "7/CV")))
    here.do(given(there))
    assert not here.state.referrals
    entry = next(one for one in here.state.commitments.values() if one.question == 1)
    assert [letter.number for letter in entry.letters] == ["5/CV", "7/CV"]
    assert here.state.questions[1].outcome is Outcome.ASSIGNED


def test_a_complaint_routed_out_here_does_not_come_back_from_another_laptop() -> None:
    here, there = spring(), spring()
    here.do(RouteOut(1))
    here.do(given(there))
    assert not here.state.referrals
    assert "máy in" not in str(register_view.register([here.state], TODAY))


def test_what_one_laptop_covers_stays_covered_whatever_the_other_says() -> None:
    here, there = spring(), spring()
    for play in (here, there):
        play.do(register.AddNote(Table.REFERRALS, 1, "Đã gọi về máy in"))
    here.do(MaskQuestion(1, "máy in"))
    later(there, 1).do(register.AddNote(Table.REFERRALS, 1, "Đã gọi lại"))
    brought = given(here)
    here.do(given(there))
    there.do(brought)
    for play in (here, there):
        assert "máy in" not in str(play.state.referrals)
        assert [note.text for note in play.state.referrals[1].notes] == [f"Đã gọi về {MASK}", "Đã gọi lại"]


def test_a_matter_of_a_question_that_is_not_here_stands_for_itself() -> None:
    here, there = spring(), spring()
    there.do(outcomes.Assign(there.ask("Chỉ có ở kia"), "Đội 1"))
    here.do(given(there))
    entry = here.state.commitments[max(here.state.commitments)]
    assert (entry.text, entry.question) == ("Chỉ có ở kia", 0)
    here.do(sorting.Hide(4))
    commits = len(here.commits)
    here.do(given(there))
    assert len(here.commits) == commits


def test_what_stays_as_it_was_is_no_change_of_an_entry() -> None:
    play = spring()
    before = play.state.commitments[1]
    play.do(register.ChangeEntry(Table.COMMITMENTS, 1, owner=before.owner, deadline=before.deadline))
    assert play.state.commitments[1] == before
    play.do(register.ChangeEntry(Table.COMMITMENTS, 1, owner=before.owner, deadline="2024-06-03"))
    assert play.state.commitments[1].notes[-1].text == f"{before.deadline} → 2024-06-03"


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_day_no_calendar_reaches_is_refused(day: str) -> None:
    play = spring()
    assert refused(play, register.ChangeEntry(Table.COMMITMENTS, 1, deadline=day)) == "far-off-date"
    assert refused(play, ChangeProfile(planned_on=day)) == "far-off-date"


def test_an_entry_no_register_could_have_given_out_is_refused() -> None:
    here = spring()
    broken = replace(here.state.referrals[1], number=0, at="2024-04-18T08:00:00+07:00")
    assert refused(here, MergeRegister(referrals=(broken,))) == "no-such-entry"
