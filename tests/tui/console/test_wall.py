"""The console and the wall: how it reads from the back row, the test before the meeting, the board's arrangement."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest

import language
from link.health import WallReading
from meeting.commands.staging import TurnPage
from meeting.model.stage import View
from tests.tui.console.desk import HEALTH, console
from tests.waiting import until
from tui.screens.console.wall_reading import whole

if TYPE_CHECKING:
    from pathlib import Path

READS = WallReading(80, 24, 83, 21, legible=True)
TOO_SMALL = WallReading(220, 70, 20, 0, legible=False)


@pytest.mark.parametrize("size", [(80, 24), (120, 30)])
async def test_the_console_says_whether_the_back_row_can_read_the_wall(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with console(tmp_path, size=size) as desk:
        desk.desk.answer = msgspec.structs.replace(HEALTH, stage_windows=1, walls=(READS,))
        await until(lambda: "80×24 hàng cuối đọc được" in desk.text)
        desk.desk.answer = msgspec.structs.replace(HEALTH, stage_windows=2, walls=(READS, TOO_SMALL))
        await until(lambda: "220×70 hàng cuối KHÔNG đọc được (F8)" in desk.text)


async def test_one_key_tells_how_the_wall_reads_and_shows_the_test(tmp_path: Path) -> None:
    async with console(tmp_path) as desk:
        desk.desk.answer = msgspec.structs.replace(HEALTH, stage_windows=1, walls=(READS,))
        await until(lambda: "hàng cuối đọc được" in desk.text)
        await desk.press("f8")
        await until(lambda: "80 × 24 ô chữ" in desk.text)
        assert "1/12" in desk.text
        assert "1/48" in desk.text
        await desk.press("t")
        await until(lambda: desk.state.stage.view is View.TEST)


async def test_without_a_window_the_key_says_how_to_open_one(tmp_path: Path) -> None:
    async with console(tmp_path) as desk:
        await desk.press("f8")
        await until(lambda: "Chưa có cửa sổ màn chiếu" in desk.text)


@pytest.mark.parametrize("reads", [READS, TOO_SMALL])
def test_the_reading_in_words_has_every_fact(reads: WallReading) -> None:
    with language.using("en"):
        said = whole(reads)
    assert f"{reads.columns} × {reads.rows} cells" in said
    assert f"1/{round(1000 / reads.letter)} of the image" in said
    assert f"15 m hall {'can' if reads.legible else 'CANNOT'} read" in said
    assert ("No code" in said) is (reads.module == 0)


async def test_one_key_sorts_filters_and_turns_the_board(tmp_path: Path) -> None:
    async with console(tmp_path) as desk:
        await desk.press("f3", "2")
        await until(lambda: desk.state.stage.view is View.BOARD)
        assert (desk.state.stage.area, desk.state.stage.order) == ("procedures", "votes")
        await desk.press("f3", "n")
        await until(lambda: desk.state.stage.order == "newest")
        assert desk.state.stage.area == "procedures", "the other choice stands"
        await desk.desk.send(TurnPage(1))
        await desk.press("f3", "t")
        await until(lambda: desk.state.stage.page == 0)
        await desk.press("f3", "0")
        await until(lambda: not desk.state.stage.area)
