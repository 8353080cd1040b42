"""A rehearsal sets ten real tasks and says when each is done; a real meeting sets none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

import language
from meeting.changes import put
from meeting.commands.registry import ALL
from meeting.state import ONLY
from tests.tui.console.desk import console
from tests.tui.meetings import hall
from tests.waiting import until
from tui.screens.console.actions import ACTIONS
from tui.screens.console.rehearsing import TASKS, RehearsalStrip, done

if TYPE_CHECKING:
    from pathlib import Path

    from meeting.state import State


def _rehearsal() -> State:
    state = hall()
    state.apply([put("meetings", ONLY, msgspec.structs.replace(state.meeting, rehearsal=True))])
    return state


def test_there_are_ten_tasks_each_a_command_with_a_key() -> None:
    commands = {command.__struct_config__.tag for command in ALL}
    keys = {action.id for action in ACTIONS if action.keys}
    assert len({task.did for task in TASKS}) == len(TASKS) == 10
    assert {task.did for task in TASKS} <= commands
    assert {task.action for task in TASKS} <= keys


async def test_each_task_is_said_to_be_done_and_the_next_one_is_set(tmp_path: Path) -> None:
    language.use("en")
    async with console(tmp_path, _rehearsal()) as desk:
        await until(lambda: "Task 1 of 10" in desk.text)
        await desk.press("h")
        await until(lambda: "Done: Hide a question" in desk.text)
        await desk.press("3")
        await until(lambda: "Done: File a question under an area" in desk.text)
        assert "Task 3 of 10" in desk.text
        assert {task.did for task in done(desk.state)} == {"hide", "set-area"}


async def test_the_tasks_stand_in_the_language_in_force(tmp_path: Path) -> None:
    language.use("en")
    async with console(tmp_path, _rehearsal()) as desk:
        await until(lambda: "Task 1 of 10" in desk.text)
        await desk.press("L")
        await until(lambda: "Task 1 of 10" not in desk.text and "10" in desk.text)


async def test_a_real_meeting_sets_no_tasks(tmp_path: Path) -> None:
    async with console(tmp_path) as desk:
        assert not desk.app.screen.query_one(RehearsalStrip).display
