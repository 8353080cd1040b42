"""The register's screen: what it lists, finds, counts, exports, and how an entry is worked on."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from textual.widgets import OptionList

from doithoai.laptop.execution import execute
from doithoai.laptop.preparing import create
from doithoai.laptop.records import read_state
from doithoai.laptop.register import register_source
from link.library import MeetingLibrary
from meeting.commands import asking, outcomes, register
from meeting.commands.profile import CreateMeeting
from meeting.model.register import Commitment, Destination, Referral, Status
from meeting.moment import Moment, Role
from store import Record
from tests.meeting.play import VIETNAM
from tests.systems import has_mode
from tests.tui.meetings import profile
from tests.tui.watching import until
from tui.actions import doubled_keys
from tui.register import RegisterApp
from tui.screens.register.actions import Register
from tui.screens.register.screen import RegisterScreen
from tui.screens.register.working import iso_day
from tui.widgets.bars import Bars
from tui.widgets.field import Field
from tui.widgets.plain import Plain

if TYPE_CHECKING:
    pass


@pytest.fixture
def library(tmp_path: Path) -> MeetingLibrary:
    """A meeting that owes an overdue referral and an assignment far in the future."""
    library = MeetingLibrary(tmp_path / "data")
    moment = Moment(datetime(2024, 4, 17, 8, tzinfo=VIETNAM), Role.HOST)
    entry = create(library, CreateMeeting(profile(planned_on="2024-04-17", title="Phiên [/ một")), moment)
    execute(entry, asking.Ask(text="Đề nghị cấp máy in [/"))
    execute(entry, asking.Ask(text="Thủ tục chậm"))
    execute(
        entry, outcomes.Escalate(1, Destination.SUPERIOR, "Công an tỉnh", "Vượt thẩm quyền", "2024-05-02")
    )
    execute(entry, outcomes.Assign(2, "Đội Hành chính", "2999-12-31"))
    return library


def screen_of(app: RegisterApp) -> RegisterScreen:
    return next(screen for screen in app.screen_stack if isinstance(screen, RegisterScreen))


def listed(app: RegisterApp) -> list[str]:
    options = screen_of(app).query_one("#list", OptionList)
    return [str(options.get_option_at_index(place).prompt) for place in range(options.option_count)]


def said(app: RegisterApp, name: str) -> str:
    return str(screen_of(app).query_one(name, Plain).content)


def entry_of(library: MeetingLibrary) -> Referral | Commitment:
    return register.entry(read_state(library.meetings()[0].record), register.ObligationTable.REFERRALS, 1)


async def test_what_is_overdue_stands_first_and_the_chosen_entry_is_shown_whole(
    library: MeetingLibrary,
) -> None:
    app = RegisterApp(register_source(library))
    async with app.run_test(size=(120, 30)) as pilot:
        await until(pilot, lambda: len(listed(app)) == 2)
        assert listed(app)[0].startswith("!! Đề nghị cấp máy in [/")
        assert "Chưa giải quyết, quá hạn" in listed(app)[0]
        shown = said(app, "#entry")
        assert "Công an tỉnh" in shown
        assert "Phiên [/ một (17/04/2024)" in shown
        assert "02/05/2024" in shown
        await pilot.press("down")
        await until(pilot, lambda: "Đội Hành chính" in said(app, "#entry"))


async def test_the_list_is_searched_filtered_and_sorted(library: MeetingLibrary) -> None:
    app = RegisterApp(register_source(library))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: len(listed(app)) == 2)
        await pilot.press("slash", "t", "h", "u", "space", "t", "u", "c")
        await until(pilot, lambda: len(listed(app)) == 1)
        await pilot.press("enter")
        assert "Thủ tục chậm" in listed(app)[0]
        await pilot.press("escape")
        await until(pilot, lambda: len(listed(app)) == 2)
        await pilot.press("o")
        await until(pilot, lambda: len(listed(app)) == 1)
        await pilot.pause(0.4)
        await pilot.press("o")
        await until(pilot, lambda: len(listed(app)) == 2)
        await pilot.press("u", "s")
        await until(pilot, lambda: "Đội Hành chính" in listed(app)[1])


async def test_counts_go_round_unit_area_and_meeting(library: MeetingLibrary) -> None:
    app = RegisterApp(register_source(library))
    async with app.run_test(size=(120, 30)) as pilot:
        await until(pilot, lambda: len(listed(app)) == 2)
        headings = []
        for _press in range(4):
            await pilot.press("c")
            await pilot.pause(0.4)
            headings.append(said(app, "#heading"))
        assert headings == ["Theo đơn vị", "Theo lĩnh vực", "Theo phiên", ""]
        assert not screen_of(app).query_one(Bars).display


async def test_a_status_with_a_note_is_recorded_in_the_meeting_it_belongs_to(library: MeetingLibrary) -> None:
    app = RegisterApp(register_source(library))
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: len(listed(app)) == 2)
        await pilot.press("t")
        await until(pilot, lambda: len(app.screen_stack) == 3)
        await pilot.press("4")
        await until(pilot, lambda: isinstance(app.focused, Field))
        app.screen.query_one("#note", Field).value = "Đã cấp máy in"
        await pilot.press("enter")
        await until(pilot, lambda: "✓" in "".join(listed(app)))
    entry = entry_of(library)
    assert (entry.status, entry.notes[-1].text) == (Status.SETTLED, "Đã cấp máy in")


async def test_a_letter_a_note_and_a_new_deadline_are_recorded(library: MeetingLibrary) -> None:
    app = RegisterApp(register_source(library))
    async with app.run_test(size=(100, 40)) as pilot:
        await until(pilot, lambda: len(listed(app)) == 2)

        async def fill(key: str, **values: str) -> None:
            await pilot.press(key)
            await until(pilot, lambda: isinstance(app.focused, Field) and len(app.screen_stack) == 3)
            for name, value in values.items():
                app.screen.query_one(f"#{name}", Field).value = value
            await pilot.press("ctrl+s")
            await until(pilot, lambda: len(app.screen_stack) == 2)

        await fill("l", on="20/4/2024", number="15/CV")
        await fill("r", on="22.4.2024")
        await fill("n", note="Đã nhắc")
        await fill("d", deadline="30/06/2024", owner="Đội 1", addressee="Bộ Công an")
        await until(pilot, lambda: "Bộ Công an" in said(app, "#entry"))
        assert "15/CV" in said(app, "#entry")
    entry = entry_of(library)
    assert [letter.on for letter in entry.letters] == ["2024-04-20", "2024-04-22"]
    assert (entry.deadline, entry.owner, entry.status) == ("2024-06-30", "Đội 1", Status.IN_PROGRESS)


async def test_a_wrong_date_keeps_the_form_open_with_a_sentence(library: MeetingLibrary) -> None:
    app = RegisterApp(register_source(library))
    async with app.run_test(size=(100, 40)) as pilot:
        await until(pilot, lambda: len(listed(app)) == 2)
        await pilot.press("l")
        await until(pilot, lambda: isinstance(app.focused, Field) and len(app.screen_stack) == 3)
        app.screen.query_one("#on", Field).value = "hôm qua"
        await pilot.press("ctrl+s")
        problem = app.screen.query_one(".problem", Plain)
        await until(pilot, lambda: bool(str(problem.content)))
        await pilot.press("escape")
    assert entry_of(library).letters == ()


async def test_a_meeting_another_program_holds_keeps_the_form_open_with_a_sentence(
    library: MeetingLibrary,
) -> None:
    app = RegisterApp(register_source(library))
    holding = Record.open(library.meetings()[0].record)
    try:
        async with app.run_test(size=(100, 40)) as pilot:
            await until(pilot, lambda: len(listed(app)) == 2)
            await pilot.press("n")
            await until(pilot, lambda: isinstance(app.focused, Field) and len(app.screen_stack) == 3)
            app.screen.query_one("#note", Field).value = "Đã nhắc"
            await pilot.press("ctrl+s")
            problem = app.screen.query_one(".problem", Plain)
            await until(pilot, lambda: "Chưa ghi" in str(problem.content))
    finally:
        holding.close()


async def test_the_order_and_a_record_that_cannot_be_read_are_said(library: MeetingLibrary) -> None:
    damaged = create(library, CreateMeeting(profile(planned_on="2024-05-17", title="Hỏng")))
    for file in damaged.record.iterdir():
        if file.is_file():
            file.write_bytes(b"x")
    app = RegisterApp(register_source(library))
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: len(listed(app)) == 2)
        assert "không đọc được: 2024-05-17-hong" in said(app, "#total")
        await pilot.press("s")
        await until(pilot, lambda: "xếp theo đơn vị" in said(app, "#total"))


async def test_the_list_is_exported_as_workbook_and_csv(library: MeetingLibrary) -> None:
    app = RegisterApp(register_source(library))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: len(listed(app)) == 2)
        await pilot.press("x")
        await until(pilot, lambda: len(list(library.home.glob("so-theo-doi-*"))) == 2)
    written = next(library.home.glob("*.csv"))
    assert "Công an tỉnh" in written.read_text(encoding="utf-8-sig")
    assert has_mode(written, 0o600)


async def test_an_empty_register_says_so_and_its_keys_do_no_harm(tmp_path: Path) -> None:
    app = RegisterApp(register_source(MeetingLibrary(tmp_path)))
    async with app.run_test(size=(60, 20)) as pilot:
        await until(pilot, lambda: "Không còn" in said(app, "#entry"))
        await pilot.press("t", "l", "n", "d", "c", "question_mark")
        await until(pilot, lambda: len(app.screen_stack) == 3)
        await pilot.press("escape")
        await pilot.pause(0.7)
        await pilot.press("q")
        await until(pilot, lambda: app.return_code is not None or not app.is_running)


def test_no_key_has_two_meanings() -> None:
    assert doubled_keys(Register.ACTIONS) == set()


def test_dates_are_read_day_first() -> None:
    assert [iso_day(typed) for typed in ("2/5/2024", " 02.05.2024", "x", "31/2/2024")] == [
        "2024-05-02",
        "2024-05-02",
        "x",
        "31/2/2024",
    ]
