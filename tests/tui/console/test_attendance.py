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
