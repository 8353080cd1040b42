"""Undo at the desk: in words, with its object, as far back as one chooses, and never on the wall unasked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from meeting.commands.outcomes import Escalate
from meeting.commands.running import CloseMeeting, ReopenMeeting
from meeting.model.register import Destination
from meeting.model.stage import View
from tests.tui.console.desk import console
from tests.waiting import until
from tui.screens.history import HistoryScreen

if TYPE_CHECKING:
    from pathlib import Path


async def test_an_undo_says_what_it_took_back(tmp_path: Path) -> None:
    async with console(tmp_path) as desk:
        await desk.press("2", "z")
        await until(lambda: desk.state.questions[1].area == "modernisation")
        await until(lambda: "Đã hoàn tác: #1: phân lĩnh vực → Cải cách thủ tục hành chính" in notices(desk))


def notices(desk: object) -> str:
    app = desk.app  # type: ignore[attr-defined]  # any running console
    return "\n".join(notice.message for notice in app._notifications)


async def test_z_puts_no_old_question_back_on_the_wall_unasked(tmp_path: Path) -> None:
    async with console(tmp_path) as desk:
        await desk.press("s", "j", "s")
        assert desk.state.stage.ref == 2
        await desk.press("z")
        await until(lambda: "Hình trên màn chiếu sẽ thay đổi" in desk.text)
        assert desk.state.stage.ref == 2
        await desk.press("escape")
        assert (desk.state.stage.view, desk.state.stage.ref) == (View.QUESTION, 2)
        await desk.press("z")
        await until(lambda: "Hình trên màn chiếu sẽ thay đổi" in desk.text)
        await desk.press("y")
        await until(lambda: desk.state.stage.ref == 1)


async def test_what_cannot_be_taken_back_is_named_and_nothing_older_is_touched(tmp_path: Path) -> None:
    async with console(tmp_path) as desk:
        await desk.press("2")
        desk.writing.execute(CloseMeeting())
        desk.writing.execute(ReopenMeeting())
        await desk.settled()
        await desk.press("z")
        await until(lambda: "Không hoàn tác được “mở lại phiên”" in notices(desk))
        assert desk.state.questions[1].area == "procedures"


async def test_the_history_goes_back_to_where_one_chooses_and_does_again(tmp_path: Path) -> None:
    async with console(tmp_path) as desk:
        desk.writing.execute(
            Escalate(4, Destination.SUPERIOR, "Giám đốc Công an tỉnh", "Thẩm quyền của tỉnh")
        )
        await desk.settled()
        await desk.press("2", "3", "4", "Z")
        await until(lambda: isinstance(desk.app.screen, HistoryScreen))
        assert "#4: kiến nghị vượt thẩm quyền → Giám đốc Công an tỉnh" in desk.text
        await desk.press("down", "down", "enter")
        await until(lambda: "Hoàn tác 3 thao tác" in desk.text)
        await desk.press("y")
        await until(lambda: desk.state.questions[1].area == "modernisation")
        await until(lambda: desk.text.count("đã hoàn tác") >= 3)
        assert desk.state.questions[4].outcome is not None
        await desk.press("r")
        await until(lambda: desk.state.questions[1].area == "procedures")


async def test_a_step_that_stands_shows_as_such_and_stops_the_way_back(tmp_path: Path) -> None:
    async with console(tmp_path) as desk:
        await desk.press("2")
        desk.writing.execute(CloseMeeting())
        desk.writing.execute(ReopenMeeting())
        await desk.settled()
        await desk.press("Z")
        await until(lambda: isinstance(desk.app.screen, HistoryScreen))
        assert desk.text.count("không hoàn tác được") >= 2
        await desk.press("z")
        await until(lambda: "không hoàn tác được" in notices(desk))
        await desk.press("down", "down", "enter")
        await until(lambda: "Từ đây đến thao tác này có “mở lại phiên”" in notices(desk))
        assert desk.state.questions[1].area == "procedures"


async def test_an_empty_history_says_so(tmp_path: Path) -> None:
    async with console(tmp_path) as desk:
        await desk.press("Z")
        await until(lambda: isinstance(desk.app.screen, HistoryScreen))
        await desk.press("enter", "z", "r")
        await until(lambda: "Chưa có thao tác nào" in notices(desk))
