"""When the disk refuses the console says so, and the host gets the meeting going again: here, or in another folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from meeting.model.profile import Phase
from tests.faults.failing_disk import FailingDisk, failing_disk
from tests.faults.failing_server import FULL
from tests.tui.watching import text_of
from tests.waiting import until
from tui import locations
from tui.actions import find
from tui.console import ConsoleApp
from tui.locations import Location, other_locations, size_in_words
from tui.screens import resuming
from tui.screens.console.actions import ACTIONS, urgent
from tui.secretary import SecretaryApp
from tui.widgets.field import Field

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from textual.pilot import Pilot


BANNER = "HỒ SƠ NGỪNG GHI: ổ đĩa đã đầy."


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[FailingDisk]:
    with failing_disk(tmp_path) as served:
        yield served


@pytest.fixture
async def stopped(disk: FailingDisk) -> AsyncIterator[tuple[ConsoleApp, Pilot[str]]]:
    """A console whose meeting has just been refused by its disk."""
    app = ConsoleApp(disk.folder)
    async with app.run_test(size=(120, 30)) as pilot:
        disk.fill()
        await until(lambda: BANNER in text_of(app))
        yield app, pilot


async def test_the_console_says_what_happened_what_is_kept_and_which_key_helps(
    stopped: tuple[ConsoleApp, Pilot[str]],
) -> None:
    app, pilot = stopped
    shown = text_of(app)
    assert "Điện thoại và ô nhập vẫn giữ nội dung đã gõ" in shown
    assert shown.rstrip().split("\n")[-1].strip().startswith("W Ghi tiếp hồ sơ"), "first of the footer"
    await pilot.press("B")
    await until(lambda: BANNER in text_of(app) and "Ghi tiếp hồ sơ" not in text_of(app))


async def test_after_making_room_it_goes_on_here_with_all_that_was_typed(
    stopped: tuple[ConsoleApp, Pilot[str]], disk: FailingDisk
) -> None:
    app, pilot = stopped
    await pilot.press("W", "h")
    await until(lambda: "Lúc này chưa ghi được" in text_of(app))
    disk.free()
    await pilot.press("h")
    await until(lambda: "Hồ sơ được ghi tiếp tại đây." in text_of(app))
    await pilot.press("escape")
    await until(lambda: BANNER not in text_of(app))
    await until(lambda: "Câu hỏi lúc đĩa đầy" in text_of(app))


async def test_slips_that_were_refused_wait_in_sight_and_none_is_recorded_twice(
    stopped: tuple[ConsoleApp, Pilot[str]], disk: FailingDisk
) -> None:
    app, pilot = stopped
    disk.free()
    await disk.client.resume()
    await until(lambda: BANNER not in text_of(app))
    await pilot.press("y")
    await until(lambda: isinstance(app.screen.focused, Field))
    (disk.folder.parent / FULL).touch()
    line = app.screen.query_one("#line", Field)
    for text in ("Phiếu thứ nhất", "Phiếu thứ hai"):
        line.value = text
        await pilot.press("enter")
    await until(lambda: text_of(app).count("× Phiếu thứ") == 2)
    line.value = "đang gõ dở"
    await pilot.press("escape", "y")
    await until(lambda: "đang gõ dở" in text_of(app) and text_of(app).count("× Phiếu thứ") == 2)
    disk.free()
    await disk.client.resume()
    app.screen.query_one("#line", Field).value = ""
    await pilot.press("enter")
    await until(lambda: "×" not in text_of(app) and "#3" in text_of(app))
    assert app.seen is not None
    texts = [question.text for question in app.seen.state.questions.values()]
    assert sorted(texts) == ["Câu hỏi lúc đĩa đầy", "Phiếu thứ hai", "Phiếu thứ nhất"]


async def test_it_goes_on_in_a_folder_typed_by_the_host(
    stopped: tuple[ConsoleApp, Pilot[str]], tmp_path: Path
) -> None:
    app, pilot = stopped
    (tmp_path / "a file").touch()
    await pilot.press("W", "t")
    await until(lambda: isinstance(app.screen.focused, Field))
    path = app.screen.query_one(Field)
    path.value = f"'{tmp_path / 'a file'}'"
    await pilot.press("enter")
    await until(lambda: "không ghi tiếp được tại" in text_of(app))
    await pilot.press("t")
    await until(lambda: isinstance(app.screen.focused, Field))
    path = app.screen.query_one(Field)
    path.value = str(tmp_path / "usb")
    await pilot.press("enter")
    await until(lambda: "Hồ sơ được ghi tiếp tại" in text_of(app))
    await until(lambda: app.folder == tmp_path / "usb" / "phien")
    await pilot.press("escape")
    await until(lambda: BANNER not in text_of(app))


async def test_other_disks_are_suggested_as_soon_as_they_are_plugged_in(
    stopped: tuple[ConsoleApp, Pilot[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app, pilot = stopped
    await pilot.press("W")
    plugged_in = [Location(tmp_path / "usb" / "doithoai", 14_200_000_000)]
    monkeypatch.setattr(resuming, "suggested", lambda _refusing: plugged_in)
    await until(lambda: "còn trống 14 GB" in " ".join(text_of(app).split()))
    await pilot.press("1")
    await until(lambda: app.folder == tmp_path / "usb" / "doithoai" / "phien")


async def test_the_secretary_is_told_too_and_sent_to_the_host(disk: FailingDisk) -> None:
    app = SecretaryApp(disk.folder)
    async with app.run_test(size=(80, 24)):
        disk.fill()
        await until(lambda: BANNER in text_of(app))
        assert "Người điều hành nhấn W" in text_of(app)
        disk.free()
        disk.client.stop_now()
        await until(lambda: "Máy chủ của phiên không trả lời" in text_of(app))


def test_only_other_disks_that_may_be_written_to_are_places(tmp_path: Path) -> None:
    assert other_locations(tmp_path, [tmp_path / "gone", tmp_path]) == []
    memory = Path("/dev/shm")
    if memory.is_dir() and memory.stat().st_dev != tmp_path.stat().st_dev:
        (place,) = other_locations(tmp_path, [memory, memory])
        assert place.folder == memory / locations.FOLDER
        assert place.free > 0
    assert all(isinstance(place, Path) for place in locations.candidates())
    assert [size_in_words(size) for size in (14_200_000_000, 1_500_000_000, 320_000_000)] == [
        "14 GB",
        "1.5 GB",
        "320 MB",
    ]


def test_writing_on_is_found_by_name_in_both_languages_and_stands_in_the_footer_only_when_needed() -> None:
    assert find(ACTIONS, "ghi tiep")[0].id == find(ACTIONS, "write on")[0].id == "meeting.resume"
    assert urgent(None, Phase.OPEN) == "meeting.server"
