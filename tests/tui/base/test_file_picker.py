"""A file is found by looking for it, and by any path that was dropped or pasted."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from textual.widgets import OptionList

from tests.waiting import until
from tui import files
from tui.app import DoithoaiApp
from tui.drives import Drive
from tui.screens.dialogs.path import PathDialog, changed_at
from tui.widgets.field import Field


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    stick = tmp_path / "USB"
    monkeypatch.setattr(files, "drives", lambda: [Drive(stick)])
    for path, age in (
        ("USB/Đợt 3/ý kiến.xlsx", 3),
        ("Downloads/mới.csv", 1),
        ("Downloads/cũ.docx", 2),
        ("USB/a.exe", 1),
    ):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).touch()
        os.utime(tmp_path / path, (10_000 - age, 10_000 - age))
    (tmp_path / "Downloads" / "~$mới.xlsx").touch()
    return tmp_path


SUFFIXES = (".csv", ".docx", ".xlsx")


def test_the_newest_files_come_first_then_drives_and_own_folders(home: Path) -> None:
    listed = [one.path for one in files.beginnings(SUFFIXES)]
    downloads = home / "Downloads"
    assert listed == [downloads / "mới.csv", downloads / "cũ.docx", home / "USB", downloads, home]


def test_a_folder_lists_its_folders_and_the_files_that_can_be_read(home: Path) -> None:
    assert [(one.path.name, one.is_folder) for one in files.entries(home / "USB", SUFFIXES)] == [
        ("Đợt 3", True)
    ]


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [
        (1_713_340_800.0, "17/04/2024"),
        (0.0, "1970"),
        (2.0, "1970"),
        (-1e12, ""),
        (1e20, ""),
        (float("nan"), ""),
    ],
)
def test_the_time_of_any_file_is_shown_or_left_out(seconds: float, shown: str) -> None:
    assert shown in changed_at(seconds)
    assert shown or not changed_at(seconds)


async def asked(app: DoithoaiApp[None], dialog: PathDialog, taken: list[Path | None]) -> None:
    app.push_screen(dialog, taken.append)
    await until(lambda: app.screen is dialog and any(one.option_count for one in dialog.query(OptionList)))


async def test_one_looks_through_folders_with_the_arrow_keys(home: Path) -> None:
    app: DoithoaiApp[None] = DoithoaiApp()
    taken: list[Path | None] = []
    async with app.run_test() as pilot:
        dialog = PathDialog("Tệp", SUFFIXES)
        await asked(app, dialog, taken)
        await pilot.press("enter", "down", "down", "enter")
        await until(lambda: str(dialog.query_one("#folder").render()) == str(home / "USB"))
        await pilot.press("down", "enter")
        await until(lambda: str(dialog.query_one("#folder").render()) == str(home / "USB" / "Đợt 3"))
        await pilot.press("down", "enter")
        await until(lambda: bool(taken))
    assert taken == [home / "USB" / "Đợt 3" / "ý kiến.xlsx"]


@pytest.mark.parametrize("given", ["'{}'", "{} ", "file://{}"])
async def test_a_path_that_was_dropped_opens(home: Path, given: str) -> None:
    path = home / "USB" / "Đợt 3" / "ý kiến.xlsx"
    dropped = f"/{path.as_posix().lstrip('/')}" if given.startswith("file:") else str(path)
    app: DoithoaiApp[None] = DoithoaiApp()
    taken: list[Path | None] = []
    async with app.run_test() as pilot:
        dialog = PathDialog("Tệp", SUFFIXES)
        await asked(app, dialog, taken)
        dialog.query_one(Field).value = given.format(dropped)
        await pilot.press("enter")
        await until(lambda: bool(taken))
    assert taken == [path]


async def test_a_folder_that_was_typed_is_looked_into_and_taken_where_one_is_asked_for(home: Path) -> None:
    app: DoithoaiApp[None] = DoithoaiApp()
    taken: list[Path | None] = []
    async with app.run_test() as pilot:
        dialog = PathDialog("Tệp", SUFFIXES)
        await asked(app, dialog, taken)
        dialog.query_one(Field).value = str(home / "USB")
        await pilot.press("enter")
        await until(lambda: str(dialog.query_one("#folder").render()) == str(home / "USB"))
        await pilot.press("escape")
        await until(lambda: taken == [None])
        await asked(app, dialog := PathDialog("Thư mục", folder=True), taken)
        dialog.query_one(Field).value = str(home / "USB")
        await pilot.press("enter")
        await until(lambda: taken == [None, home / "USB"])
