"""The host opens the link to another laptop, sees who is in, and closes it again."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from link import control
from link.mirror import Mirror
from link.pairing import parse
from meeting.refusal import Refusal
from tests.faults.failing_disk import failing_disk
from tests.tui.watching import text_of
from tests.waiting import until
from tui.console import ConsoleApp

if TYPE_CHECKING:
    from pathlib import Path


def spaced(code: str) -> list[str]:
    return ["  ".join(group) for group in code.split("-")]


async def test_the_link_is_opened_watched_and_closed_from_the_console(tmp_path: Path) -> None:
    with failing_disk(tmp_path) as disk:
        app = ConsoleApp(disk.folder)
        async with app.run_test(size=(120, 30)) as pilot:
            await until(lambda: app.health is not None)
            await pilot.press("T")
            await until(lambda: "Liên kết đang đóng" in text_of(app))
            await pilot.press("o")
            await until(lambda: "Chưa có ai kết nối" in text_of(app))
            link = await disk.client.call(control.DESK_LINK)
            assert f"doithoai secretary --at {link.address}" in text_of(app)
            assert all(group in text_of(app) for group in spaced(link.code))
            afar = tmp_path / "afar"
            afar.mkdir()
            mirror = Mirror(afar, link.address, parse(link.code))
            await asyncio.to_thread(mirror.start)
            await until(lambda: "Có 1 máy đang kết nối" in text_of(app))
            await pilot.press("escape")
            await until(lambda: "máy thứ hai: đã kết nối" in text_of(app))
            await pilot.press("T")
            await until(lambda: all(group in text_of(app) for group in spaced(link.code)))
            await pilot.press("x")
            await until(lambda: "Ngắt kết nối?" in text_of(app))
            await pilot.press("y")
            await until(lambda: "Liên kết đang đóng" in text_of(app))
            assert not (await disk.client.call(control.DESK_LINK)).address
            mirror.stop()
            again = Mirror(afar, link.address, parse(link.code))
            with pytest.raises(Refusal) as refused:
                await asyncio.to_thread(again.start)
            assert refused.value.code == "link-refused", "the code died with the link"
            await until(lambda: app.health is not None and not app.health.desk_link)
            await pilot.press("escape")
            await until(lambda: "máy thứ hai" not in text_of(app))
