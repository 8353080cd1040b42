"""Attendance at the desk: the counts in sight, matches confirmed with one key, the code on the projector."""

from __future__ import annotations

from typing import TYPE_CHECKING

from meeting.changes import put
from meeting.model.attendance import AttendanceEntry, Source
from meeting.model.stage import View
from tests.tui.console.desk import Console, console
from tests.tui.meetings import hall
from tests.waiting import until
from tui.screens.attendance import AttendanceScreen
from tui.screens.dialogs.choose import ChooseDialog
from tui.screens.dialogs.importing import ImportDialog
from tui.screens.dialogs.path import PathDialog
from tui.widgets.field import Field
from tui.widgets.import_rows import ImportRows
from tui.widgets.plain import Plain

if TYPE_CHECKING:
    from pathlib import Path

    from meeting.state import State


def with_delegates() -> State:
    """Three invited; two of them checked in by phone, one with another spelling, and a guest."""
    state = hall()
    invited = ("Nguyễn Thị Hòa", "Trần Bình", "Lê An")
    phones = (("nguyen thi hoa", "Đội 1"), ("Trần Bình", ""), ("Khách mời", "Tỉnh đoàn"))
    entries = [AttendanceEntry(name, "Đội 1", present=False, source=Source.INVITED) for name in invited]
    entries += [
        AttendanceEntry(name, unit, source=Source.PHONE, receipt=str(at), at="2024-04-17T08:00:00+07:00")
        for at, (name, unit) in enumerate(phones)
    ]
    state.apply([put("attendance", number, entry) for number, entry in enumerate(entries, start=1)])
    return state


async def opened(shown: Console) -> None:
    await shown.press("V")
    await until(lambda: isinstance(shown.app.screen, AttendanceScreen))


async def test_matches_are_confirmed_and_people_ticked_with_one_key_each(tmp_path: Path) -> None:
    async with console(tmp_path, with_delegates()) as shown:
        await opened(shown)
        assert "trong danh sách là" in shown.text
        assert "2 chờ xác nhận" in shown.text
        await shown.press("enter")
        assert shown.state.attendance[1].present
        await shown.press("x")
        assert shown.state.attendance[2].present
        assert set(shown.state.attendance) == {1, 2, 3, 6}
        assert "đại biểu đã đến 2/3" in shown.text
        await shown.press("home", "enter")
        assert shown.state.attendance[3].present


async def test_check_in_is_opened_and_its_code_shown_to_the_hall(tmp_path: Path) -> None:
    async with console(tmp_path, with_delegates(), size=(200, 60)) as shown:
        await opened(shown)
        await shown.press("q")
        await until(lambda: shown.state.stage.view is View.ATTENDANCE)
        await until(lambda: shown.state.meeting.check_in_open)
        await shown.press("o")
        await until(lambda: not shown.state.meeting.check_in_open)
        await shown.press("escape")
        assert "đại biểu đã đến 0/3" in shown.text


async def test_the_header_counts_those_here_while_people_check_in(tmp_path: Path) -> None:
    async with console(tmp_path, with_delegates(), size=(140, 30)) as shown:
        assert "có mặt" not in shown.text.split("\n")[0]
        await opened(shown)
        await shown.press("o", "escape")
        assert "có mặt 0/3 (2 chờ xác nhận, V)" in shown.text.split("\n")[0]


async def test_somebody_is_taken_off_only_after_asking(tmp_path: Path) -> None:
    async with console(tmp_path, with_delegates()) as shown:
        await opened(shown)
        await shown.press("end", "d")
        await until(lambda: not isinstance(shown.app.screen, AttendanceScreen))
        await shown.press("y")
        await until(lambda: 6 not in shown.state.attendance)


async def test_somebody_is_added_by_hand(tmp_path: Path) -> None:
    async with console(tmp_path, with_delegates()) as shown:
        await opened(shown)
        await shown.press("a")
        await until(lambda: not isinstance(shown.app.screen, AttendanceScreen))
        await shown.press(*"Ba", "ctrl+s")
        await until(lambda: len(shown.state.attendance) == 7)


async def shown_list(shown: Console, path: Path, key: str) -> ImportDialog:
    await opened(shown)
    await shown.press("F")
    await until(lambda: isinstance(shown.app.screen, PathDialog))
    shown.app.screen.query_one(Field).value = str(path)
    await shown.press("enter")
    await until(lambda: isinstance(shown.app.screen, ChooseDialog))
    await shown.press(key)
    await until(lambda: isinstance(shown.app.screen, ImportDialog))
    dialog = shown.app.screen
    assert isinstance(dialog, ImportDialog)
    return dialog


def told(dialog: ImportDialog) -> str:
    return str(dialog.query_one("#summary", Plain).content)


async def test_a_list_of_people_is_shown_row_by_row_corrected_and_taken_back_by_one_key(
    tmp_path: Path,
) -> None:
    lines = (
        "DANH SÁCH ĐẠI BIỂU MỜI",
        "STT;Họ và tên;Chức vụ;Đơn vị",
        "1;Vũ Thị Hạnh;Bí thư;Tỉnh đoàn",
        "2;Nguyễn Thị Hòa;;Đội 1",
        "3;Đỗ Minh;;Đội 2",
        "4;Đỗ Minh;;Đội 2",
        ";Tổng cộng;4;",
    )
    path = tmp_path / "moi.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    async with console(tmp_path / "meeting", with_delegates()) as shown:
        before = dict(shown.state.attendance)
        dialog = await shown_list(shown, path, "i")
        await until(lambda: "Ghi 3 mục" in told(dialog))
        rows = dialog.query_one(ImportRows)
        lines_shown = [rows.row(place, 110, None).text for place in range(rows.count)]
        assert "trên dòng tiêu đề" in lines_shown[0]
        assert "đã có (mục 1)" in lines_shown[2]
        assert "giống dòng 5" in lines_shown[4]
        assert "dưới bảng" in lines_shown[5]
        await shown.press("end", "up", "space")
        await until(lambda: "Ghi 2 mục" in told(dialog))
        assert shown.state.attendance == before
        await shown.press("y")
        await until(lambda: len(shown.state.attendance) == len(before) + 2)
        added = [entry for number, entry in shown.state.attendance.items() if number not in before]
        assert [(entry.name, entry.post, entry.organisation) for entry in added] == [
            ("Vũ Thị Hạnh", "Bí thư", "Tỉnh đoàn"),
            ("Đỗ Minh", "", "Đội 2"),
        ]
        assert {(entry.source, entry.present) for entry in added} == {(Source.INVITED, False)}
        await shown.press("escape")
        await shown.press("z")
        await until(lambda: shown.state.attendance == before)


async def test_the_columns_of_a_list_can_be_said_and_who_is_here_is_here(tmp_path: Path) -> None:
    path = tmp_path / "co-mat.csv"
    path.write_text("Ai;Ở đâu\nVũ Hạnh;Tỉnh đoàn\nĐỗ Minh;Đội 2\n", encoding="utf-8")
    async with console(tmp_path / "meeting", with_delegates()) as shown:
        before = dict(shown.state.attendance)
        dialog = await shown_list(shown, path, "h")
        await until(lambda: "Ghi" in told(dialog))
        await shown.press("e")
        await until(lambda: shown.app.screen is not dialog)
        shown.app.screen.query_one("#name", Field).value = "a"
        shown.app.screen.query_one("#unit", Field).value = "b"
        await shown.press("ctrl+s")
        await until(lambda: shown.app.screen is dialog and "Ghi 3 mục" in told(dialog))
        await shown.press("space")
        await until(lambda: "Ghi 2 mục" in told(dialog))
        await shown.press("y")
        await until(lambda: len(shown.state.attendance) == len(before) + 2)
        added = [entry for number, entry in shown.state.attendance.items() if number not in before]
        assert [(entry.name, entry.organisation, entry.present) for entry in added] == [
            ("Vũ Hạnh", "Tỉnh đoàn", True),
            ("Đỗ Minh", "Đội 2", True),
        ]
