"""The host's screen of halls, over real servers: who is there, who is silent, ways in, and what is awaited."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

import language
from link.hall_link import HallStanding
from meeting.commands.balloting import ClosePoll, OpenPoll
from meeting.commands.polling import AddPoll
from meeting.model.form import Form, FormKind
from tests.halls.edge import invited, start_hall, wait_level
from tests.server.served import a_receipt
from tests.tui.meetings import NOW
from tests.tui.watching import text_of
from tests.waiting import until
from tui.console import ConsoleApp
from tui.screens.dialogs.confirm import ConfirmDialog
from tui.screens.halls import HallsScreen, row

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.server.served import Served

NAME = "Xã Mỹ Hòa"


@pytest.fixture
async def main(serve: Callable[..., Served]) -> Served:
    return await asyncio.to_thread(serve)


async def test_a_hall_is_named_comes_in_falls_silent_and_is_counted_without(
    main: Served, tmp_path: Path
) -> None:
    app = ConsoleApp(main.folder)
    async with app.run_test(size=(120, 30)) as pilot:
        await until(lambda: app.health is not None)
        await pilot.press("Y")
        await until(lambda: "Điểm cầu là một máy" in text_of(app))
        screen = app.screen
        assert isinstance(screen, HallsScreen)
        await pilot.press("a", *"Hoa", "space", *"Binh", "ctrl+s")
        await until(lambda: "--code" in text_of(app))
        assert "chưa vào" in text_of(app)
        typed = next(line for line in text_of(app).splitlines() if "--code" in line).split()
        address, code = typed[typed.index("--of") + 1], typed[typed.index("--code") + 1]
        hall = await asyncio.to_thread(start_hall, tmp_path / "hall", address, code)
        try:
            await until(lambda: "✓ Hoa Binh" in text_of(app) and "--code" not in text_of(app))
            phone = await asyncio.to_thread(hall.phone)
            await asyncio.to_thread(phone.ask, "Cầu Khe Dài bao giờ làm?", a_receipt())
            await until(lambda: "1 câu hỏi" in text_of(app))
            await pilot.press("c")
            await until(lambda: "► Hoa Binh" in text_of(app) and "đang phát biểu" in text_of(app))
            await pilot.press("enter")
            await until(lambda: "✓ Hoa Binh" in text_of(app))
            host = main.host
            await asyncio.to_thread(host.send_now, AddPoll("Có đồng ý không?", Form(FormKind.YES_NO)))
            await asyncio.to_thread(host.send_now, OpenPoll(1))
            await asyncio.to_thread(wait_level, main, "Hoa Binh")
            hall.kill()
            await asyncio.to_thread(host.send_now, ClosePoll(1))
            await until(lambda: "mất liên lạc từ" in text_of(app) and "w để kiểm không chờ" in text_of(app))
            await pilot.press("w")
            await until(lambda: isinstance(app.screen, ConfirmDialog) and "Hoa Binh" in text_of(app))
            await pilot.press("y")
            await until(lambda: screen.report is not None and not screen.report.awaited)
            await pilot.press("d")
            await until(lambda: isinstance(app.screen, ConfirmDialog))
            await pilot.press("y")
            await until(lambda: screen.report is not None and not screen.report.halls)
            await pilot.press("escape")
            await until(lambda: "Hoa Binh" in text_of(app))  # before what was asked there, in the queue
        finally:
            hall.stop()


async def test_a_new_code_for_a_hall_that_is_in_asks_first(main: Served, tmp_path: Path) -> None:
    invitation = await asyncio.to_thread(invited, main, NAME)
    hall = await asyncio.to_thread(start_hall, tmp_path / "hall", invitation.address, invitation.code)
    app = ConsoleApp(main.folder)
    try:
        async with app.run_test(size=(80, 24)) as pilot:
            await until(lambda: app.health is not None)
            await pilot.press("Y")
            await until(lambda: f"✓ {NAME}" in text_of(app))
            await pilot.press("n")
            await until(lambda: isinstance(app.screen, ConfirmDialog))
            await pilot.press("y")
            await until(lambda: f"· {NAME}" in text_of(app) and "--code" in text_of(app))
    finally:
        hall.stop()


def test_a_row_says_what_waits_how_far_behind_and_since_when_silent() -> None:
    hall = HallStanding(NAME, joined=True, phones=12, waiting=3, n=5, behind=7, questions=4)
    assert str(row(hall, NOW)).split(NAME)[1].strip() == (
        "12 điện thoại · 4 câu hỏi · 3 câu đang chờ ở đó · chậm 7 lần ghi"
    )
    silent = HallStanding(NAME, joined=True, silent=600, is_silent=True, questions=1)
    language.use("en")
    assert "! Xã Mỹ Hòa" in str(row(silent, NOW))
    assert "silent since 08:55" in str(row(silent, NOW))
