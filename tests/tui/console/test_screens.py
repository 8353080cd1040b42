"""What the console shows at three sizes in both languages, compared with the texts in `screens/`.

A changed screen is meant to be looked at: run with DOITHOAI_NEW_SCREENS=1 to write the new texts, read the difference
in the commit, and keep it only if it is right.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import language
from meeting.changes import put
from meeting.commands.outcomes import Escalate, RecordAnswer
from meeting.commands.sorting import SetArea
from meeting.model.question import AreaSuggestion, Channel, ModerationStatus
from meeting.model.register import Destination
from meeting.model.stage import Stage, View
from meeting.state import State
from tests.tui.console.desk import console
from tests.tui.meetings import hall, question

SCREENS = Path(__file__).with_name("screens")
SIZES = ((80, 24), (120, 30), (200, 60))


def busy() -> State:
    """A hall in the middle of its dialogue."""
    started = "2024-04-17T09:03:00+07:00"
    state = hall(stage=Stage(view=View.QUESTION, ref=4, next=2, timer_started_at=started, timer_seconds=180))
    suggestion = AreaSuggestion("public_finance", "", 0.83, confident=True)
    rows = (
        question(9, "Nhà xe dột, mùa mưa xe anh em ướt hết, xin sửa.", standing=ModerationStatus.RECEIVED,
                 suggestion=suggestion),
        question(10, "Đề nghị công khai chi tiêu nội bộ.\nMỗi quý một lần.", channel=Channel.PAPER, name="Lê Thị Hoa",
                 unit="Đội 3"),
        question(11, "[bold]Ngoặc vuông[/] và tiếng Ả Rập مرحبا", standing=ModerationStatus.HIDDEN),
    )  # fmt: skip
    state.apply([put("questions", row.number, row) for row in rows])
    return state


def compare(name: str, shown: str) -> None:
    """Fail where the screen differs from the text kept under `name`."""
    path = SCREENS / f"{name}.txt"
    if os.environ.get("DOITHOAI_NEW_SCREENS"):
        SCREENS.mkdir(exist_ok=True)
        path.write_text(shown + "\n", encoding="utf-8")
    assert path.read_text(encoding="utf-8") == shown + "\n", f"{name} looks different"


@pytest.mark.parametrize("lang", language.LANGUAGES)
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_console_looks_right(tmp_path: Path, lang: str, size: tuple[int, int]) -> None:
    language.use(lang)
    async with console(tmp_path, busy(), size=size) as desk:
        desk.writing.execute(RecordAnswer(3, "Phòng tiếp thu, sẽ mở thêm lớp."))
        desk.writing.execute(
            Escalate(5, Destination.SUPERIOR, "Giám đốc Công an tỉnh", "Thẩm quyền của tỉnh", "2024-05-02")
        )
        desk.writing.execute(SetArea(8, "public_finance"))
        await desk.settled()
        await desk.press("j", "j", "j")
        compare(f"queue-{lang}-{size[0]}", desk.text)
        if size[0] == SIZES[0][0]:
            await desk.press("enter")
            compare(f"question-{lang}-{size[0]}", desk.text)
            await desk.press("tab")
            compare(f"meeting-{lang}-{size[0]}", desk.text)


async def test_the_language_switches_at_once_on_every_row(tmp_path: Path) -> None:
    async with console(tmp_path, busy()) as desk:
        assert "Đang chiếu" in desk.text
        await desk.press("L")
        assert "On stage" in desk.text
        assert "Help" in desk.text
        assert "Trợ giúp" not in desk.text
        assert "Chờ xử lý" not in desk.text


@pytest.mark.parametrize(("width", "height"), [(20, 5), (1, 1), (40, 10), (300, 100)])
async def test_no_size_of_a_terminal_breaks_it(tmp_path: Path, width: int, height: int) -> None:
    async with console(tmp_path, busy()) as desk:
        await desk.pilot.resize_terminal(width, height)
        await desk.settled()
        await desk.pilot.resize_terminal(120, 30)
        await desk.settled()
        assert "Chờ xử lý" in desk.text


async def test_a_terminal_too_small_to_read_says_so(tmp_path: Path) -> None:
    async with console(tmp_path, busy()) as desk:
        await desk.pilot.resize_terminal(20, 5)
        await desk.settled()
        assert "Cửa sổ này nhỏ quá" in desk.text
        await desk.press("s")
        assert desk.state.stage.ref == 1


async def test_it_goes_on_where_a_crashed_one_was(tmp_path: Path) -> None:
    async with console(tmp_path, busy()) as desk:
        await desk.press("f", "e", "j", "j")
        assert desk.app.position.chosen == 3
        assert desk.app.position.wanted.progress


async def test_a_suggestion_that_is_not_sure_names_a_second_area(tmp_path: Path) -> None:
    unsure = AreaSuggestion("public_finance", "modernisation", 0.55, confident=False)
    state = hall()
    state.apply([put("questions", 9, question(9, "Máy photo hỏng.", suggestion=unsure))])
    async with console(tmp_path, state, size=SIZES[2]) as desk:
        await desk.press(*"j" * len(state.questions))
        assert "5 Cải cách tài chính công (55 %), nếu" in desk.text
        assert "không thì 6 Hiện đại hóa" in desk.text
