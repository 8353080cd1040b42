"""A pledge's targets are a table: pickers for task and direction, many rows pasted, faults told row by row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual import events

from meeting.commands.pledging import AddPledge
from meeting.model.pledge import Direction, Pledge, Target, Task
from tests.tui.console.desk import console
from tests.tui.meetings import hall
from tests.waiting import until
from tui.screens.dialogs.form import FormDialog
from tui.screens.votes.screen import VotesScreen
from tui.screens.votes.target_table import TargetTable
from tui.widgets.editor import Editor

if TYPE_CHECKING:
    from pathlib import Path

    from textual.screen import Screen

    from tests.tui.console.desk import Console


async def in_front(desk: Console, kind: type[Screen[Any]]) -> None:
    await until(lambda: isinstance(desk.app.screen, kind))
    await desk.settled()


async def on_the_table(desk: Console) -> None:
    """A pledge of two tasks and one target, with its table in front."""
    tasks = (Task("1", "Rà soát văn bản"), Task("2", "Số hóa hồ sơ"))
    desk.writing.execute(
        AddPledge(Pledge(0, "Giao ước", tasks=tasks, targets=(Target("1.1", "1", "Văn bản"),)))
    )
    await desk.settled()
    await desk.press("B", "T")
    await in_front(desk, TargetTable)


def targets(desk: Console) -> tuple[Target, ...]:
    return desk.state.pledges[max(desk.state.pledges)].targets


def cleared() -> Any:
    state = hall()
    for table in (state.polls, state.surveys, state.pledges):
        table.clear()
    return state


async def test_a_target_is_added_by_pickers_and_short_fields(tmp_path: Path) -> None:
    async with console(tmp_path, cleared(), size=(80, 24)) as desk:
        await on_the_table(desk)
        await desk.press("n")
        await in_front(desk, FormDialog)
        await desk.press("right", "tab", *"Ho so tre", "enter", "%", "enter", "right", "enter")
        await desk.press(*"5", "enter", *"3,5", "enter", *"15/12/2026", "enter")
        assert "Ctrl+S" in desk.text
        await desk.press("ctrl+s")
        await until(lambda: len(targets(desk)) == 2)
        made = targets(desk)[1]
        assert (made.id, made.task, made.text, made.unit) == ("2.1", "2", "Ho so tre", "%")
        assert (made.direction, made.indicator, made.plan) == (Direction.LOWER, "5", "3.5")
        assert made.deadline == "2026-12-15"
        await in_front(desk, TargetTable)
        assert "↓ %" in desk.text


async def test_pasted_rows_with_faults_are_kept_and_told_one_by_one_and_recorded_once_right(
    tmp_path: Path,
) -> None:
    async with console(tmp_path, cleared()) as desk:
        await on_the_table(desk)
        await desk.press("v")
        await in_front(desk, FormDialog)
        rows = "2\tHo so so hoa\t%\ttang\t90\t95\n7; Khong co nhiem vu nay; %\nkhong ro"
        desk.app.screen.focused.post_message(events.Paste(rows))  # type: ignore[union-attr]  # the editor has the keyboard
        await desk.settled()
        await desk.press("ctrl+s")
        await in_front(desk, TargetTable)
        assert "! 2 dòng cần sửa" in desk.text
        assert len(targets(desk)) == 1, "nothing is recorded before"
        table = desk.app.screen
        assert isinstance(table, TargetTable)
        assert [row[1] for row in table.rows] == [
            "Văn bản",
            "Ho so so hoa",
            "Khong co nhiem vu nay",
            "khong ro",
        ]
        await desk.press("escape")
        await until(lambda: "Rời đi mà không ghi" in desk.text)
        await desk.press("n", "end", "d", "y")
        await in_front(desk, TargetTable)
        await until(lambda: "! 1 dòng cần sửa" in desk.text)
        await desk.press("end", "enter")
        await in_front(desk, FormDialog)
        await desk.press("ctrl+s")
        await until(lambda: len(targets(desk)) == 3)
        assert [target.id for target in targets(desk)] == ["1.1", "2.1", "1.2"]
        await in_front(desk, TargetTable)
        assert "dòng cần sửa" not in desk.text


async def test_targets_follow_their_task_when_the_pledges_text_is_changed(tmp_path: Path) -> None:
    async with console(tmp_path, cleared()) as desk:
        await on_the_table(desk)
        await desk.press("escape", "e")
        await in_front(desk, FormDialog)
        tasks = desk.app.screen.query_one("#tasks", Editor)
        tasks.text = "Số hóa hồ sơ\nRà soát văn bản"
        await desk.press("ctrl+s")
        await until(lambda: [(one.id, one.task) for one in targets(desk)] == [("2.1", "2")])


async def test_targets_are_moved_and_removed(tmp_path: Path) -> None:
    async with console(tmp_path, cleared()) as desk:
        await on_the_table(desk)
        await desk.press("v")
        await in_front(desk, FormDialog)
        await desk.press(*"1; B", "enter", *"1; C", "ctrl+s")
        await until(lambda: len(targets(desk)) == 3)
        await in_front(desk, TargetTable)
        await desk.press("end", "u")
        await until(lambda: [one.text for one in targets(desk)] == ["Văn bản", "C", "B"])
        await desk.press("d", "y")
        await until(lambda: [one.text for one in targets(desk)] == ["Văn bản", "B"])
        await in_front(desk, TargetTable)
        await desk.press("escape")
        await in_front(desk, VotesScreen)
