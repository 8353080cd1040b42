"""Questions brought in from a file at the console: shown before they are recorded, taken back by one key."""

from __future__ import annotations

from pathlib import Path

from meeting.commands.asking import ImportedRow, ImportQuestions
from meeting.model.question import Channel
from tests.intake.files import questions_workbook
from tests.tui.console.desk import Console, console
from tests.waiting import until
from tui.screens.dialogs.importing import ImportDialog
from tui.screens.dialogs.path import PathDialog
from tui.widgets.field import Field
from tui.widgets.import_rows import ImportRows
from tui.widgets.plain import Plain


async def opened(desk: Console, path: Path) -> ImportDialog:
    await desk.press("F")
    await until(lambda: isinstance(desk.app.screen, PathDialog))
    desk.app.screen.query_one(Field).value = f"'{path}'"
    await desk.press("enter")
    await until(lambda: isinstance(desk.app.screen, ImportDialog))
    dialog = desk.app.screen
    assert isinstance(dialog, ImportDialog)
    return dialog


def told(dialog: ImportDialog) -> str:
    return str(dialog.query_one("#summary", Plain).content)


def imported(command: object) -> tuple[ImportedRow, ...]:
    assert isinstance(command, ImportQuestions)
    return command.rows


async def test_a_file_is_shown_first_then_imported_in_one_step_that_one_key_takes_back(
    tmp_path: Path,
) -> None:
    path = questions_workbook(tmp_path / "y-kien.xlsx")
    async with console(tmp_path / "meeting") as desk:
        before = dict(desk.state.questions)
        dialog = await opened(desk, path)
        await until(lambda: "Nhập 4 câu hỏi" in told(dialog))
        assert "  B  Câu hỏi: Nội dung ý kiến, kiến nghị  “Bao giờ có máy in mới?”" in told(dialog)
        assert desk.state.questions == before
        await desk.press("y")
        await until(lambda: len(desk.state.questions) == len(before) + 4)
        added = [q for number, q in desk.state.questions.items() if number not in before]
        assert {question.channel for question in added} == {Channel.IMPORTED}
        assert [type(command) for command in desk.desk.given] == [ImportQuestions]
        await desk.press("z")
        await until(lambda: desk.state.questions == before)


async def test_every_row_is_shown_with_what_becomes_of_it_and_can_be_taken_in_or_left_out(
    tmp_path: Path,
) -> None:
    lines = (
        "STT;Nội dung;Đơn vị",
        "1;Vì sao chậm?;Đội 1",
        "2;Có;Đội 2",
        "3;Vì sao chạm?;Đội 3",
        ";Tổng cộng;3",
    )
    path = tmp_path / "a.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    async with console(tmp_path / "meeting") as desk:
        dialog = await opened(desk, path)
        await until(lambda: "Nhập 2 câu hỏi, bỏ ra 2 dòng" in told(dialog))
        rows = dialog.query_one(ImportRows)
        shown = [rows.row(place, 100, None).text for place in range(rows.count)]
        assert [line.split()[0] for line in shown] == ["✓", "3", "✓", "5"]
        assert "không hỏi gì" in shown[1]
        assert "giống dòng 2, chỉ khác dấu" in shown[2]
        assert "dưới bảng" in shown[3]
        await desk.press("down", "space")
        await until(lambda: "Nhập 3 câu hỏi, bỏ ra 1 dòng" in told(dialog))
        await desk.press("up", "enter")
        await until(lambda: "Nhập 2 câu hỏi, bỏ ra 2 dòng" in told(dialog))
        await desk.press("l")
        await until(lambda: "Nhập 1 câu hỏi" in told(dialog))
        await desk.press("y")
        await until(lambda: bool(desk.desk.given))
    assert [row.text for command in desk.desk.given for row in imported(command)] == ["Có"]


async def test_another_row_can_be_the_header(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Mục;Ai\nNội dung;Đơn vị\nVì sao?;Đội 1\n", encoding="utf-8")
    async with console(tmp_path / "meeting") as desk:
        dialog = await opened(desk, path)
        await until(lambda: "Nhập 1 câu hỏi" in told(dialog))
        await desk.press("h")
        await until(lambda: desk.app.screen is not dialog)
        await desk.press("0")
        await until(lambda: desk.app.screen is dialog and "Nhập 3 câu hỏi" in told(dialog))


async def test_the_columns_can_be_chosen_by_letter(tmp_path: Path) -> None:
    path = questions_workbook(tmp_path / "y-kien.xlsx")
    async with console(tmp_path / "meeting") as desk:
        dialog = await opened(desk, path)
        await until(lambda: "Nhập 4 câu hỏi" in told(dialog))
        await desk.press("e")
        await until(lambda: desk.app.screen is not dialog)
        desk.app.screen.query_one("#text", Field).value = "ZZ"
        await desk.press("ctrl+s")
        await until(lambda: "ZZ" in str(desk.app.screen.query_one(".problem", Plain).content))
        desk.app.screen.query_one("#text", Field).value = "c"
        desk.app.screen.query_one("#unit", Field).value = ""
        await desk.press("ctrl+s")
        await until(lambda: desk.app.screen is dialog and "Nhập 5 câu hỏi" in told(dialog))
        await desk.press("escape")
        await until(lambda: desk.app.screen is not dialog)
    assert desk.desk.given == []


async def test_a_file_that_cannot_be_read_says_why_and_changes_nothing(tmp_path: Path) -> None:
    async with console(tmp_path / "meeting") as desk:
        dialog = await opened(desk, tmp_path / "none.xlsx")
        await until(lambda: "none.xlsx" in told(dialog))
        await desk.press("y", "d", "e", "escape")
        await until(lambda: desk.app.screen is not dialog)
    assert desk.desk.given == []


async def test_a_home_that_is_nobodys_and_a_name_too_long_are_said(tmp_path: Path) -> None:
    async with console(tmp_path / "meeting") as desk:
        for typed in ("~nguoi-khong-co/a.xlsx", "x" * 300 + ".xlsx"):
            dialog = await opened(desk, Path(typed))
            await until(lambda dialog=dialog: "xlsx" in told(dialog) or "xxx" in told(dialog))  # type: ignore[misc]
            await desk.press("escape")
            await until(lambda dialog=dialog: desk.app.screen is not dialog)  # type: ignore[misc]
    assert desk.desk.given == []
