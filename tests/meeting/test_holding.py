"""Holding the meeting: profile, settings, agenda, attendance, phases, stage and timer, undo, and the wire."""

from __future__ import annotations

from datetime import datetime, timedelta

import msgspec
import pytest

from meeting import limits
from meeting.areas import REFORM_AREAS, Area
from meeting.changes import Change, put
from meeting.commands import agenda, asking, profile, register, running, sorting, staging
from meeting.commands.correcting import as_typed, person_typed
from meeting.commands.registry import ALL, decode, encode
from meeting.commands.undo import Undo, WallConsent
from meeting.decision import Command, beside_phones, decide
from meeting.dialogue import receipts
from meeting.dialogue.queue import Order
from meeting.model.agenda import AgendaItem, ItemKind
from meeting.model.log import LogEntry
from meeting.model.profile import Address, DeadlineDefaults, Person, Phase, Settings, Wifi, network_told
from meeting.model.stage import Stage, View
from meeting.moment import Moment, Role
from meeting.refusal import Refusal
from meeting.state import ONLY, State, document_types
from meeting.templates.agendas import TEMPLATES, Template, agenda_from_template
from meeting.text import crockford
from tests.meeting.play import START, VIETNAM, Play
from tests.meeting.play import profile as meeting_profile
from tests.meeting.test_sorting import refused

ITEMS = (
    AgendaItem(0, "Khai mạc", ItemKind.OPENING, 5),
    AgendaItem(0, "Đối thoại", ItemKind.DIALOGUE, 60),
    AgendaItem(0, "Kết luận", ItemKind.CONCLUSION, 0),
)


def test_a_meeting_needs_a_title_and_a_day() -> None:
    state = State()
    with pytest.raises(Refusal, match="no-meeting"):
        _ = state.meeting
    with pytest.raises(Refusal, match="empty"):
        decide(state, profile.CreateMeeting(meeting_profile(title=" ")), Moment(START, Role.HOST))
    with pytest.raises(Refusal, match="bad-date"):
        decide(state, profile.CreateMeeting(meeting_profile(planned_on="mai")), Moment(START, Role.HOST))


def test_a_second_meeting_is_refused() -> None:
    play = Play(opened=False)
    assert refused(play, profile.CreateMeeting(meeting_profile())) == "meeting-exists"


def test_the_profile_changes_in_part_and_is_cleaned() -> None:
    play = Play()
    play.do(
        profile.ChangeProfile(
            place="Phòng  họp",
            recipients=("Lãnh đạo Phòng",),
            co_chairs=(Person("Lê C"),),
            wifi=Wifi("Hội trường", security="nopass"),
        )
    )
    meeting = play.state.meeting
    assert (meeting.place, meeting.title) == ("Phòng họp", "Đối thoại về công tác cải cách hành chính")
    assert meeting.wifi == Wifi("Hội trường", security="nopass")
    play.do(profile.ChangeProfile(wifi=Wifi(" ")))
    assert play.state.meeting.wifi is None
    assert refused(play, profile.ChangeProfile(wifi=Wifi("a", security="WPA9"))) == "unknown-wifi-security"


@pytest.mark.parametrize(
    ("network", "code"),
    [
        (Wifi("Hội trường", "mat khau", "nopass"), "wifi-open-with-password"),
        (Wifi("Hội trường", "", "WPA"), "wifi-without-password"),
        (Wifi("Hội trường", "", "WEP"), "wifi-without-password"),
    ],
)
def test_a_network_whose_kind_and_password_contradict_is_refused(network: Wifi, code: str) -> None:
    play = Play()
    assert refused(play, profile.ChangeProfile(wifi=network)) == code
    assert play.state.meeting.wifi is None


@pytest.mark.parametrize(
    ("told", "security"), [(("a", "b"), "WPA"), (("a", ""), "nopass"), (("a", "b", "WEP"), "WEP")]
)
def test_a_network_whose_kind_is_not_told_is_known_by_its_password(
    told: tuple[str, ...], security: str
) -> None:
    assert network_told(*told).security == security


@pytest.mark.parametrize(
    ("settings", "code"),
    [
        (Settings(areas=(*REFORM_AREAS[:1], *REFORM_AREAS[:1])), "areas-unclear"),
        (Settings(areas=(Area("a", 0, "A", ""),)), "areas-unclear"),
        (Settings(areas=(Area("other", 1, "A", ""),)), "areas-unclear"),
        (Settings(areas=(Area("a", 1, " ", ""),)), "empty"),
        (Settings(deadlines=DeadlineDefaults(superior=999)), "bad-period"),
        (Settings(answer_minutes=0), "bad-duration"),
        (Settings(dismissal_reasons=("",)), "empty"),
    ],
)
def test_settings_that_cannot_work_are_refused(settings: Settings, code: str) -> None:
    assert refused(Play(), profile.ChangeSettings(settings)) == code


def test_settings_are_replaced_whole() -> None:
    play = Play()
    play.do(profile.ChangeSettings(Settings(answer_minutes=5)))
    assert play.state.meeting.settings.answer_minutes == 5


def test_starting_an_item_ends_the_last_and_switches_stage_intake_and_timer() -> None:
    play = Play()
    play.do(agenda.PlanAgenda(ITEMS))
    play.do(agenda.StartItem(2))
    stage = play.state.stage
    assert (stage.view, stage.timer_seconds, stage.timer_started_at) == (
        View.JOIN,
        3600,
        play.state.agenda[2].started_at,
    )
    play.do(agenda.StartItem(3))
    assert play.state.agenda[2].ended_at
    assert not play.state.meeting.intake_open
    assert (play.state.stage.view, play.state.stage.timer_started_at) == (View.AREAS, "")
    play.do(agenda.EndItem(3))
    assert refused(play, agenda.EndItem(3)) == "item-not-running"
    assert refused(play, agenda.StartItem(9)) == "no-such-item"
    play.do(Undo(wall=WallConsent.CHANGE))
    play.do(Undo(wall=WallConsent.CHANGE))
    assert play.state.meeting.intake_open


def test_replanning_keeps_what_was_held() -> None:
    play = Play(opened=True)
    play.do(agenda.PlanAgenda(ITEMS))
    play.do(agenda.StartItem(1))
    play.do(agenda.PlanAgenda((msgspec.structs.replace(ITEMS[2], started_at="x"),)))
    assert [(item.order, item.title) for item in play.state.agenda.values()] == [
        (1, "Khai mạc"),
        (2, "Kết luận"),
    ]
    assert play.state.agenda[2].started_at == ""


def test_a_running_item_may_be_given_more_time_and_its_clock_follows() -> None:
    play = Play()
    play.do(agenda.PlanAgenda(ITEMS))
    play.do(agenda.StartItem(2))
    began = play.state.agenda[2].started_at
    play.do(agenda.ChangeItem(2, "Đối thoại, phần hai", 75))
    item = play.state.agenda[2]
    assert (item.title, item.planned_minutes, item.started_at) == ("Đối thoại, phần hai", 75, began)
    assert (play.state.stage.timer_started_at, play.state.stage.timer_seconds) == (began, 4500)
    play.do(staging.StartTimer(180))
    play.do(agenda.ChangeItem(2, "Đối thoại", 90))
    assert play.state.stage.timer_seconds == 180, "the countdown of an answer is another clock"
    assert refused(play, agenda.ChangeItem(2, "Đối thoại", -1)) == "bad-duration"
    assert refused(play, agenda.ChangeItem(9, "Đối thoại", 1)) == "no-such-item"


def test_an_impossible_agenda_is_refused() -> None:
    play = Play()
    assert refused(play, agenda.PlanAgenda(ITEMS * 20)) == "agenda-long"
    assert refused(play, agenda.PlanAgenda((AgendaItem(0, "a", ItemKind.REPORT, 999),))) == "bad-duration"


def test_closing_ends_everything_and_reopening_is_counted_and_not_undone() -> None:
    play = Play()
    play.do(agenda.PlanAgenda(ITEMS))
    play.do(agenda.StartItem(1))
    play.do(running.CloseMeeting())
    assert (play.state.meeting.phase, play.state.meeting.intake_open) == (Phase.CLOSED, False)
    assert play.state.agenda[1].ended_at
    assert play.state.stage.view is View.CLOSING
    assert refused(play, asking.Ask(text="a")) == "meeting-closed"
    assert refused(play, running.SetIntake(open=True)) == "meeting-closed"
    play.do(running.ReopenMeeting())
    assert play.state.meeting.reopened == 1
    assert refused(play, Undo()) == "cannot-undo"
    assert {step.did for step in play.state.undoable} == {"plan-agenda", "start-item"}


def test_the_stage_shows_one_thing_at_a_time() -> None:
    play = Play()
    number = play.ask()
    play.do(staging.PinNext(number))
    play.do(staging.StageQuestion(number))
    counting = play.state.stage.timer_started_at
    assert play.state.stage == Stage(View.QUESTION, number, 0, False, counting, 180, timer_run=1)
    play.do(staging.StopTimer())
    play.do(staging.StartTimer(60))
    assert play.state.stage.timer_seconds == 60
    play.do(staging.Unstage())
    assert (play.state.stage.view, play.state.stage.timer_seconds) == (View.BOARD, 0)
    play.do(staging.PinNext(0))
    assert refused(play, staging.ShowView(View.QUESTION)) == "stage-by-number"
    assert refused(play, staging.ShowView(View.PROMPT, 7)) == "no-such-prompt"
    assert refused(play, staging.ShowView(View.POLL, 7)) == "no-such-poll"
    assert refused(play, staging.ShowView(View.SURVEY, 7)) == "no-such-survey"
    assert refused(play, staging.StartTimer(0)) == "bad-timer"
    play.do(sorting.Hide(number))
    assert refused(play, staging.StageQuestion(number)) == "question-hidden"
    play.do(sorting.Approve(number))
    play.do(staging.ShowView(View.BOARD))
    play.do(staging.Blank(on=True))
    assert play.state.stage.blank


def test_the_host_turns_pages_and_arranges_the_board() -> None:
    play = Play()

    play.do(staging.TurnPage(3))
    assert play.state.stage.page == 3
    play.do(staging.ArrangeBoard("procedures", Order.NEWEST))
    stage = play.state.stage
    assert (stage.view, stage.page, stage.area, stage.order) == (View.BOARD, 0, "procedures", "newest")
    number = play.ask()
    play.do(staging.StageQuestion(number))
    assert (play.state.stage.page, play.state.stage.area) == (0, "procedures")
    play.do(staging.ArrangeBoard())
    assert (play.state.stage.area, play.state.stage.order) == ("", "votes")
    assert refused(play, staging.TurnPage(-1)) == "no-wall-page"
    assert refused(play, staging.ArrangeBoard("nowhere")) == "no-such-area"


def test_undo_needs_something_to_undo_and_refuses_what_was_changed_since() -> None:
    play = Play()
    assert refused(play, Undo()) == "cannot-undo", "opening the meeting stands"
    number = play.ask()
    play.do(sorting.SetArea(number, "procedures"))
    assert refused(play, Undo(n=play.state.undoable[0].n)) == "changed-since"


def test_phones_steps_are_never_undone() -> None:
    play = Play()
    asked = play.ask_by_phone()
    assert refused(play, Undo(n=max(play.state.log))) == "cannot-undo"
    assert asked in play.state.questions
    assert refused(play, Undo(n=99)) == "nothing-to-undo"


@pytest.mark.parametrize("command", ALL)
def test_every_command_has_a_name_of_its_own_on_the_wire(command: type[Command]) -> None:
    assert len({c.__struct_config__.tag for c in ALL}) == len(ALL)
    assert command.roles
    assert command.phases


def test_commands_travel_as_json_and_bad_json_is_refused() -> None:
    command = sorting.SetArea(1, "procedures")
    assert encode(command) == b'{"command":"set-area","number":1,"area":"procedures"}'
    assert decode(encode(command)) == command
    for body in (
        b"{",
        b"\xff",
        b'{"command":"fly"}',
        b'{"command":"set-area","number":"1","area":""}',
        b'{"command":"undo","x":1}',
    ):
        with pytest.raises(Refusal, match="bad-command"):
            decode(body)


def test_a_bare_command_has_no_rule() -> None:
    with pytest.raises(NotImplementedError):
        Command().rule(State(), Moment(START, Role.HOST))


def test_a_phones_time_points_at_nobody() -> None:
    at = datetime(2024, 4, 17, 9, 13, 58, 123456, tzinfo=VIETNAM)
    assert Moment(at, Role.PHONE).stamp == "2024-04-17T09:10:00+07:00"
    assert Moment(at, Role.SYSTEM).stamp == "2024-04-17T09:10:00+07:00"
    assert Moment(at, Role.HOST).stamp == "2024-04-17T09:13:58+07:00"
    assert Moment(at, Role.HOST, among_phones=True).stamp == "2024-04-17T09:10:00+07:00"
    assert Moment(at + timedelta(days=1), Role.HOST).day == "2024-04-18"


def test_long_after_the_meeting_a_time_at_the_desk_is_exact() -> None:
    play = Play()
    play.do(running.CloseMeeting())
    closed = datetime.fromisoformat(play.state.meeting.closed_at)
    soon, late = (
        Moment(closed + timedelta(days=days, seconds=7), Role.HOST)
        for days in (1, limits.SATISFACTION_DAYS + 1)
    )
    assert beside_phones(play.state, soon).among_phones
    assert beside_phones(play.state, late) is late
    assert late.stamp.endswith(f":{late.at.second:02}{late.stamp[19:]}")


def test_a_receipt_survives_being_copied_by_hand() -> None:
    receipt = receipts.from_bytes(bytes(range(10)))
    assert len(receipt) == 16
    assert receipts.parse(crockford.grouped(receipt).lower().replace("0", "o").replace("1", "l")) == receipt
    assert receipts.hashed(receipt, "a") != receipts.hashed(receipt, "b")
    with pytest.raises(ValueError, match="10 bytes"):
        receipts.from_bytes(b"")


def test_a_state_passes_over_tables_of_a_later_version_and_ids_out_of_order() -> None:
    state = State.load({"hologram": {1: {}}})
    assert state.apply([Change("hologram", 1, {})]) == ()
    lines = {n: msgspec.to_builtins(LogEntry("2024", "host", "ask")) for n in (10, 2, 1)}
    assert list(State.load({"log": lines}).log) == [1, 2, 10]
    typed = {n: LogEntry("2024", "host", "ask") for n in (10, 2, 1)}
    assert list(State.holding({"log": typed}).log) == [1, 2, 10]
    assert document_types()["log"] is LogEntry


def test_a_commit_without_a_log_line_is_not_undoable() -> None:
    state = State()

    class Bare:
        n, by, did = 1, "host", "x"
        ops = (put("stages", ONLY, Stage()),)

    state.apply_commit(Bare())
    assert not state.undoable
    assert state.tables["stages"]
    assert State.log.name == "log"


def test_conclusions_are_dictated_after_the_close_too() -> None:
    play = Play()
    play.do(running.CloseMeeting())
    assert play.do(register.Conclude("Ghi nhận"))["number"] == 1


@pytest.mark.parametrize("template", TEMPLATES)
def test_every_agenda_template_makes_a_meeting(template: Template) -> None:
    items = agenda_from_template(template.name)
    state = State()
    decision = decide(state, profile.CreateMeeting(meeting_profile(), items), Moment(START, Role.HOST))
    state.apply(decision.changes)
    assert [item.title for item in state.agenda.values()] == [title for _, title, _ in template.items]
    assert ItemKind.DIALOGUE in {item.kind for item in items}


def test_an_unknown_agenda_template_is_refused_with_the_known_ones() -> None:
    with pytest.raises(Refusal, match="no-such-template") as refused:
        agenda_from_template("party")
    assert "dialogue" in str(refused.value.params["known"])


def test_head_and_foot_of_the_documents_are_set_at_any_time() -> None:
    play = Play()
    play.do(running.CloseMeeting())
    play.do(
        profile.ChangeProfile(
            agency="Ủy ban nhân dân xã Đông",
            parent_agency="",
            purpose=" Lắng nghe  ý kiến ",
            grounds=("Luật Thực hiện dân chủ ở cơ sở năm 2022",),
            signs_as="KT. TRƯỞNG PHÒNG",
            copies=3,
            read_back=True,
            address=Address.CITIZEN,
            chair=Person("Lê Thị C", "Phó Trưởng phòng", honorific=" Bà "),
        )
    )
    meeting = play.state.meeting
    assert (meeting.agency, meeting.parent_agency, meeting.purpose) == (
        "Ủy ban nhân dân xã Đông",
        "",
        "Lắng nghe ý kiến",
    )
    assert (meeting.copies, meeting.read_back, meeting.address) == (3, True, Address.CITIZEN)
    assert meeting.chair.honorific == "Bà"
    assert refused(play, profile.ChangeProfile(copies=-1)) == "bad-copies"
    assert refused(play, profile.ChangeProfile(grounds=("a",) * 41)) == "profile-long"
    assert refused(play, profile.ChangeProfile(recipients=("a",) * 41)) == "profile-long"


def test_what_was_said_in_a_part_is_told_and_corrected_also_after_the_close() -> None:
    play = Play()
    play.do(agenda.PlanAgenda((msgspec.structs.replace(ITEMS[0], content="Báo cáo tóm tắt."), *ITEMS[1:])))
    assert play.state.agenda[1].content == "Báo cáo tóm tắt."
    play.do(running.CloseMeeting())
    play.do(agenda.RecordContent(1, "Báo cáo đầy đủ.\nHai đoạn."))
    play.do(agenda.RecordContent(2, "Phát biểu."))
    assert play.state.agenda[1].earlier == ("Báo cáo tóm tắt.",)
    assert play.state.agenda[2].earlier == ()
    assert not play.do(agenda.RecordContent(2, "Phát biểu."))
    assert refused(play, agenda.RecordContent(9, "a")) == "no-such-item"
    assert refused(play, agenda.RecordContent(1, "a" * 30_000)) == "too-long"


def test_a_countdown_begun_anew_within_five_minutes_is_another_one() -> None:
    play = Play()
    play.do(staging.StartTimer(180))
    first = play.state.stage
    play.do(staging.StartTimer(180))
    again = play.state.stage
    assert again.timer_started_at == first.timer_started_at
    assert again.timer_run == first.timer_run + 1


def corrections(play: Play) -> list[tuple[str, str, str]]:
    return [(one.field, one.before, one.after) for one in play.state.meeting.corrections]


def test_another_value_after_the_close_is_a_correction_and_filling_in_is_none() -> None:
    play = Play()
    number = play.do(asking.AddPrompt("Việc gì gấp?"))["number"]
    play.do(profile.ChangeProfile(place="Nhà văn hóa"))
    play.do(asking.EditPrompt(number, "Việc gì gấp nhất?"))
    assert not corrections(play)
    play.do(running.CloseMeeting())
    play.do(
        profile.ChangeProfile(
            place="Hội trường A", locality="Nghệ An", secretary=Person("Trần Thị Bình", "Thư ký")
        )
    )
    play.do(profile.ChangeProfile(read_back=True, wifi=Wifi("mang", "mat khau")))
    play.do(asking.EditPrompt(number, "Việc gì cần trước?"))
    play.do(asking.EditPrompt(number, "Việc gì cần trước?"))
    assert corrections(play) == [
        ("place", "Nhà văn hóa", "Hội trường A"),
        ("prompt", "Việc gì gấp nhất?", "Việc gì cần trước?"),
    ]
    assert refused(play, asking.EditPrompt(9, "a")) == "no-such-prompt"
    assert refused(play, asking.EditPrompt(number, " ")) == "empty"


def test_a_profile_is_typed_back_as_it_is_read() -> None:
    person = Person("Lê Thị C", "Phó Trưởng phòng", "", "Bà")
    assert person_typed(as_typed(person)) == person
    assert as_typed((Person("A"), Person("B", "C"))) == "A\nB; C"
    assert [as_typed(value) for value in (True, False, 3, 0, Address.CITIZEN)] == [
        "1",
        "",
        "3",
        "",
        "citizen",
    ]
