"""The secretary's screen on a real record and a real server."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

import docx
import pytest

from doithoai.laptop.preparing import create
from link.client import Client
from link.library import MeetingLibrary
from link.start import ensure_serving
from link.stop import stop_serving
from meeting.areas import UNCLASSIFIED
from meeting.commands.agenda import PlanAgenda
from meeting.commands.asking import Ask
from meeting.commands.balloting import ClosePoll, OpenPoll
from meeting.commands.outcomes import EditAnswer, RecordAnswer
from meeting.commands.polling import AddPoll, IssueSlips
from meeting.commands.profile import CreateMeeting
from meeting.commands.register import Conclude
from meeting.commands.running import OpenMeeting
from meeting.model.agenda import AgendaItem, ItemKind
from meeting.model.form import Form, FormKind
from meeting.model.question import Channel
from meeting.model.vote import VotePhase
from meeting.moment import Role
from meeting.votes import slips
from minutes import Gap
from tests.tui.meetings import profile
from tests.tui.watching import until
from tests.waiting import PATIENCE
from tui.actions import doubled_keys
from tui.screens.dialogs.choose import ChooseDialog
from tui.screens.dialogs.confirm import ConfirmDialog
from tui.screens.dialogs.fast_entry import FastEntryDialog
from tui.screens.dialogs.form import FormDialog
from tui.screens.dialogs.path import PathDialog
from tui.screens.dialogs.wording import WordingDialog
from tui.screens.profile.screen import ProfileScreen
from tui.screens.secretary.actions import Secretary
from tui.screens.secretary.entries import entries
from tui.screens.secretary.entry_list import EntryList
from tui.screens.secretary.exporting import ExportDialog
from tui.screens.secretary.preview import MinutesPreview
from tui.secretary import SecretaryApp
from tui.widgets.editor import Editor
from tui.widgets.field import Field
from tui.widgets.plain import Plain

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from textual.pilot import Pilot

    from meeting.state import State


class Office:
    """A meeting with its server; `host` acts as the other window does."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.live = ensure_serving(folder)
        self.host = Client(self.live, Role.HOST)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    library = MeetingLibrary(tmp_path / "data")
    entry = create(library, CreateMeeting(profile(wifi=None)))
    opened = Office(entry.folder)
    opened.host.send_now(OpenMeeting())
    for text in ("Khi nào nâng cấp đường truyền?", "Đề nghị giảm số báo cáo.", "Bao giờ sửa nhà xe?"):
        opened.host.send_now(Ask(text))
    yield opened
    stop_serving(entry.folder)


def state_of(app: SecretaryApp) -> State:
    assert app.seen is not None
    return app.seen.state


def poll_is(app: SecretaryApp, phase: VotePhase) -> bool:
    poll = state_of(app).polls[1]
    return poll.phase is phase and poll.tally is not None


def listed(app: SecretaryApp) -> EntryList:
    return app.screen_stack[0].query_one(EntryList)


def minutes_text(app: SecretaryApp) -> str:
    preview = app.screen_stack[0].query_one(MinutesPreview)
    return " ".join(" ".join(preview.render_line(y).text.split()) for y in range(preview.size.height))


async def ready(pilot: Pilot[None], app: SecretaryApp) -> None:
    await until(pilot, lambda: app.seen is not None and len(listed(app).entries) > 3)


async def test_the_list_shows_each_question_with_what_is_missing(office: Office) -> None:
    app = SecretaryApp(office.folder)
    async with app.run_test(size=(120, 30)) as pilot:
        await ready(pilot, app)
        gaps = {entry.key: entry.gaps for entry in listed(app).entries}
        assert Gap.OUTCOME in gaps["questions", 1]
        assert any(Gap.ATTENDANCE in kinds for kinds in gaps.values())


async def test_the_minutes_follow_what_the_host_records(office: Office) -> None:
    app = SecretaryApp(office.folder)
    async with app.run_test(size=(120, 60)) as pilot:
        await ready(pilot, app)
        await office.host.send(RecordAnswer(1, "Trong quý II sẽ nâng cấp."))
        assert listed(app).entries[0].key != ("questions", 1)
        place = next(at for at, entry in enumerate(listed(app).entries) if entry.key == ("questions", 1))
        listed(app).go(place)
        await until(pilot, lambda: "Trong quý II sẽ nâng cấp." in minutes_text(app))


async def test_an_answer_is_edited_beside_what_was_said_and_both_are_kept(office: Office) -> None:
    office.host.send_now(RecordAnswer(1, "quý hai làm"))
    app = SecretaryApp(office.folder)
    async with app.run_test(size=(120, 30)) as pilot:
        await ready(pilot, app)
        place = next(at for at, entry in enumerate(listed(app).entries) if entry.key == ("questions", 1))
        listed(app).go(place)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, WordingDialog))
        app.screen.query_one(Editor).load_text("Trong quý II, đơn vị sẽ nâng cấp đường truyền.")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: bool(state_of(app).answers[1].wording))
        answer = state_of(app).answers[1]
        assert (answer.said, answer.text) == ("quý hai làm", "Trong quý II, đơn vị sẽ nâng cấp đường truyền.")


async def test_two_windows_that_edit_one_answer_lose_neither_text(office: Office) -> None:
    office.host.send_now(RecordAnswer(1, "một"))
    app = SecretaryApp(office.folder)
    async with app.run_test(size=(120, 30)) as pilot:
        await ready(pilot, app)
        place = next(at for at, entry in enumerate(listed(app).entries) if entry.key == ("questions", 1))
        listed(app).go(place)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, WordingDialog))
        app.screen.query_one(Editor).load_text("lời của thư ký")
        await office.host.send(EditAnswer(1, "lời của người điều hành", 1))
        await until(pilot, lambda: state_of(app).answers[1].revision == 2)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: state_of(app).answers[1].diverged)
        answer = state_of(app).answers[1]
        assert {answer.text, *(one.text for one in answer.earlier)} >= {
            "lời của thư ký",
            "lời của người điều hành",
        }
        assert Gap.DIVERGED in next(row.gaps for row in entries(state_of(app)) if row.key == ("questions", 1))


async def test_a_draft_waits_when_the_person_turns_back(office: Office) -> None:
    office.host.send_now(RecordAnswer(1, "một"))
    app = SecretaryApp(office.folder)
    async with app.run_test(size=(120, 30)) as pilot:
        await ready(pilot, app)
        place = next(at for at, entry in enumerate(listed(app).entries) if entry.key == ("questions", 1))
        listed(app).go(place)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, WordingDialog))
        app.screen.query_one(Editor).load_text("còn viết dở")
        await pilot.press("escape")
        await until(pilot, lambda: not isinstance(app.screen, WordingDialog))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, WordingDialog))
        assert app.screen.query_one(Editor).text == "còn viết dở"


async def test_slips_are_typed_one_a_line(office: Office) -> None:
    app = SecretaryApp(office.folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot, app)
        await pilot.press("y")
        await until(pilot, lambda: isinstance(app.screen, FastEntryDialog))
        for text in ("Phiếu thứ nhất", "Phiếu thứ hai"):
            app.screen.query_one(Field).value = text
            await pilot.press("enter")
        await until(pilot, lambda: len(state_of(app).questions) == 5)
        slips = [state_of(app).questions[number] for number in (4, 5)]
        assert [slip.text for slip in slips] == ["Phiếu thứ nhất", "Phiếu thứ hai"]
        assert {slip.channel for slip in slips} == {Channel.PAPER}


async def test_ballots_of_slips_are_typed_in_by_the_secretary(office: Office) -> None:
    office.host.send_now(AddPoll("Có họp hằng quý không?", Form(FormKind.YES_NO), binding=True))
    code = slips.code(bytes(8))
    office.host.send_now(IssueSlips(1, (slips.fingerprint(code),)))
    office.host.send_now(OpenPoll(1))
    app = SecretaryApp(office.folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot, app)
        await until(pilot, lambda: 1 in state_of(app).polls)
        before = app.screen
        await pilot.press("v")
        await until(pilot, lambda: isinstance(app.screen, FormDialog) and len(app.screen.query(Field)) == 2)
        form = app.screen
        for typed in ("0000", code):
            form.query_one("#slip", Field).value = typed
            form.query_one("#choice", Field).value = "1"
            await pilot.press("ctrl+s")
            if typed != code:
                await until(pilot, lambda: "không hợp lệ" in str(form.query_one(".problem", Plain).content))
        await until(pilot, lambda: app.screen is not form and isinstance(app.screen, FormDialog))
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is before)
        office.host.send_now(ClosePoll(1))
        await until(pilot, lambda: state_of(app).polls[1].tally is not None)
        tally = state_of(app).polls[1].tally
        assert tally is not None
        assert tally.counts == (1, 0)
        await pilot.press("v")
        assert app.screen is before, "no vote by slips is open"


async def test_missing_things_are_listed_alone_and_jumped_to(office: Office) -> None:
    office.host.send_now(RecordAnswer(1, "một"))
    app = SecretaryApp(office.folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot, app)
        await pilot.press("m")
        await until(pilot, lambda: all(entry.gaps for entry in listed(app).entries))
        before = listed(app).chosen
        await pilot.press("n")
        await until(pilot, lambda: listed(app).chosen != before)


async def test_a_result_that_was_never_published_is_jumped_to_and_published(office: Office) -> None:
    office.host.send_now(AddPoll("Có họp hằng quý không?", Form(FormKind.YES_NO)))
    office.host.send_now(OpenPoll(1))
    app = SecretaryApp(office.folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot, app)
        await pilot.press("m")
        for phase in (VotePhase.CLOSED, VotePhase.REVEALED):
            await until(pilot, lambda: ("polls", 1) in {entry.key for entry in listed(app).entries})
            while (chosen := listed(app).chosen) is None or chosen.key != ("polls", 1):
                await pilot.press("n")
            while not isinstance(app.screen, ConfirmDialog):
                await pilot.press("enter")
                await pilot.pause(0.03)
            await pilot.press("y")
            await until(pilot, partial(poll_is, app, phase))
        await until(pilot, lambda: ("polls", 1) not in {entry.key for entry in listed(app).entries})


async def test_an_area_is_filed_with_two_keys(office: Office) -> None:
    app = SecretaryApp(office.folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot, app)
        place = next(at for at, entry in enumerate(listed(app).entries) if entry.key == ("questions", 2))
        listed(app).go(place)
        assert state_of(app).questions[2].area == UNCLASSIFIED
        await pilot.press("f")
        await pilot.pause(0.2)
        await pilot.press("2")
        await until(pilot, lambda: state_of(app).questions[2].area == "procedures")


async def test_tone_marks_are_unified_on_request_and_what_was_said_stays(office: Office) -> None:
    office.host.send_now(RecordAnswer(1, "Sẽ hiện đại hoá và uỷ quyền."))
    office.host.send_now(Conclude("Đồng chí Hoà theo dõi."))
    app = SecretaryApp(office.folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot, app)
        await pilot.press("t")
        await pilot.pause(0.2)
        await pilot.press("y")
        await until(pilot, lambda: state_of(app).answers[1].text == "Sẽ hiện đại hóa và ủy quyền.")
        await until(pilot, lambda: state_of(app).conclusions[1].text == "Đồng chí Hòa theo dõi.")
        assert state_of(app).answers[1].said == "Sẽ hiện đại hoá và uỷ quyền."


async def test_every_document_is_exported_with_one_key(office: Office) -> None:
    app = SecretaryApp(office.folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot, app)
        await pilot.press("x")
        exports = office.folder / "exports"
        wanted = {".docx", ".pdf", ".xlsx", ".md", ".json", ".txt"}
        await until(pilot, lambda: exports.is_dir() and {path.suffix for path in exports.iterdir()} >= wanted)
        await until(pilot, lambda: not isinstance(app.screen, ExportDialog))


async def test_what_was_reported_is_taken_from_a_file_and_read_before_it_is_saved(
    office: Office, tmp_path: Path
) -> None:
    office.host.send_now(PlanAgenda((AgendaItem(0, "Báo cáo", ItemKind.REPORT, 15),)))
    report = docx.Document()
    for line in ("Báo cáo sáu tháng.", "Đã làm 12 việc."):
        report.add_paragraph(line)
    path = tmp_path / "bao-cao.docx"
    report.save(str(path))
    app = SecretaryApp(office.folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot, app)
        await until(pilot, lambda: bool(state_of(app).agenda))
        await pilot.press("b")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        await pilot.press("1")
        await until(pilot, lambda: isinstance(app.screen, FormDialog))
        form = app.screen
        await pilot.press("ctrl+o")
        await until(pilot, lambda: isinstance(app.screen, PathDialog))
        app.screen.query_one(Field).value = str(path)
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is form and bool(form.query_one(Editor).text))
        assert form.query_one(Editor).text == "Báo cáo sáu tháng.\nĐã làm 12 việc."
        assert not state_of(app).agenda[1].content
        await pilot.press("ctrl+s")
        await until(pilot, lambda: bool(state_of(app).agenda[1].content))


async def test_a_file_that_is_no_text_leaves_what_is_being_typed(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "bang.docx"
    path.write_bytes(b"PK no archive")
    office.host.send_now(PlanAgenda((AgendaItem(0, "Báo cáo", ItemKind.REPORT, 15),)))
    app = SecretaryApp(office.folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot, app)
        await until(pilot, lambda: bool(state_of(app).agenda))
        await pilot.press("b")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        await pilot.press("1")
        await until(pilot, lambda: isinstance(app.screen, FormDialog))
        form = app.screen
        form.query_one(Editor).load_text("đang soạn")
        await pilot.press("ctrl+o")
        await until(pilot, lambda: isinstance(app.screen, PathDialog))
        app.screen.query_one(Field).value = str(path)
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is form and bool(app._notifications))
        assert form.query_one(Editor).text == "đang soạn"


async def test_head_and_foot_open_with_one_key_and_are_saved(office: Office) -> None:
    app = SecretaryApp(office.folder)
    async with app.run_test(size=(120, 30)) as pilot:
        await ready(pilot, app)
        await pilot.press("h")
        await until(pilot, lambda: isinstance(app.screen, ProfileScreen) and app.screen.chosen is not None)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, FormDialog))
        app.screen.query_one(Field).value = "Đối thoại quý III"
        await pilot.press("enter")
        await until(pilot, lambda: state_of(app).meeting.title == "Đối thoại quý III")
        await until(pilot, lambda: isinstance(app.screen, ProfileScreen))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, Secretary))


async def test_an_export_can_be_stopped(office: Office) -> None:
    app = SecretaryApp(office.folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot, app)
        dialog = ExportDialog(office.folder)
        dialog._stopped.set()
        written: list[object] = []
        app.push_screen(dialog, written.append)
        await until(pilot, lambda: bool(written))
    assert written == [[]]


async def test_the_minutes_take_the_screen_on_a_narrow_terminal(office: Office) -> None:
    app = SecretaryApp(office.folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot, app)
        preview = app.screen.query_one(MinutesPreview)
        assert preview.size.width == 0
        await pilot.press("tab")
        await until(pilot, lambda: preview.size.width > 60)
        await until(pilot, lambda: "BIÊN BẢN" in minutes_text(app))


async def test_people_may_hear_of_the_draft_and_its_time(office: Office) -> None:
    app = SecretaryApp(office.folder)
    async with app.run_test(size=(120, 30)) as pilot:
        await ready(pilot, app)
        await until(pilot, lambda: "DỰ THẢO" in minutes_text(app))
        assert str(datetime.now().astimezone().year) in minutes_text(app)


async def test_a_held_undo_key_takes_back_one_step_only(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.key_guard.REPEAT_SECONDS", PATIENCE)  # however slow this machine is
    secretary = Client(office.live, Role.SECRETARY)
    for text in ("Phiếu một", "Phiếu hai"):
        secretary.send_now(Ask(text))
    app = SecretaryApp(office.folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot, app)
        await pilot.press(*"zzzzzz")
        await until(pilot, lambda: len(state_of(app).questions) == 4)
        await pilot.pause(1.0)
        assert len(state_of(app).questions) == 4


def test_no_key_is_used_twice() -> None:
    assert doubled_keys(Secretary.ACTIONS) == set()
