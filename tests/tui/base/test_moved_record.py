"""When writing stops and the record goes on elsewhere, every window goes there, and one that is opened later too."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from link import live
from link.client import Client
from link.start import ensure_serving
from link.stop import stop_serving
from meeting.commands.asking import Ask
from meeting.commands.staging import StageQuestion
from meeting.refusal import Refusal
from tests.faults.failing_disk import FailingDisk, failing_disk
from tests.waiting import until
from tui.console import ConsoleApp
from tui.secretary import SecretaryApp
from tui.stage import StageApp

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from meeting.state import State
    from tui.following import FollowingApp

    Window = FollowingApp[Any] | StageApp

WINDOWS = (ConsoleApp, SecretaryApp, StageApp)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[FailingDisk]:
    with failing_disk(tmp_path) as served:
        yield served


def seen_by(app: Window) -> State | None:
    seen = app._seen if isinstance(app, StageApp) else app.seen
    return seen.state if seen is not None else None


def sees(app: Window, text: str) -> Callable[[], bool]:
    def holds() -> bool:
        state = seen_by(app)
        return state is not None and text in {question.text for question in state.questions.values()}

    return holds


@pytest.mark.parametrize("window", WINDOWS)
async def test_a_window_follows_the_record_to_its_new_place(
    disk: FailingDisk, tmp_path: Path, window: Callable[[Path], Any]
) -> None:
    app = window(disk.folder)
    async with app.run_test():
        disk.client.send_now(Ask("Trước khi đĩa đầy"))
        await until(sees(app, "Trước khi đĩa đầy"))
        disk.fill()
        health = await disk.client.resume(tmp_path / "usb")
        assert health.accepting
        disk.client.send_now(Ask("Sau khi chuyển chỗ"))
        disk.client.send_now(StageQuestion(1))
        await until(sees(app, "Sau khi chuyển chỗ"))
        state = seen_by(app)
        assert state is not None
        assert {question.text for question in state.questions.values()} == {
            "Trước khi đĩa đầy",
            "Câu hỏi lúc đĩa đầy",
            "Sau khi chuyển chỗ",
        }, "what was typed when the disk refused was not lost"
        assert app.folder == tmp_path / "usb" / "phien"


@pytest.mark.parametrize("window", WINDOWS)
async def test_a_window_opened_on_the_old_place_finds_the_record_even_where_no_note_could_be_left(
    disk: FailingDisk, tmp_path: Path, window: Callable[[Path], Any]
) -> None:
    (disk.folder / "moved-to").mkdir()
    disk.fill()
    await disk.client.resume(tmp_path / "usb")
    disk.client.send_now(Ask("Chỉ có ở nơi mới"))
    app = window(disk.folder)
    async with app.run_test():
        await until(sees(app, "Chỉ có ở nơi mới"))


async def test_a_window_outlives_a_restart_of_the_server_in_the_new_place(
    disk: FailingDisk, tmp_path: Path
) -> None:
    new_place = tmp_path / "usb" / "phien"
    app = StageApp(disk.folder)
    async with app.run_test():
        disk.fill()
        await disk.client.resume(tmp_path / "usb")
        assert live.read(new_place) is not None, "screens find the server in the new place too"
        disk.free()
        await asyncio.to_thread(stop_serving, new_place)
        again = Client(await asyncio.to_thread(ensure_serving, new_place, "--host", "127.0.0.1"))
        again.send_now(Ask("Sau khi chạy lại"))
        await until(sees(app, "Sau khi chạy lại"))
        await asyncio.to_thread(stop_serving, new_place)


async def test_a_place_that_cannot_be_written_changes_nothing(disk: FailingDisk, tmp_path: Path) -> None:
    (tmp_path / "a file").touch()
    with pytest.raises(Refusal) as refused:
        await disk.client.resume(tmp_path / "a file")
    assert refused.value.code == "place-refused"
    assert disk.client.health_now().accepting, "the disk it is on was never at fault"
    disk.fill()
    with pytest.raises(Refusal):
        await disk.client.resume(tmp_path / "a file")
    health = disk.client.health_now()
    assert (health.accepting, health.problem) == (False, "the disk is full")
    disk.free()
    assert (await disk.client.resume()).accepting
