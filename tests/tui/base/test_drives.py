"""Drives are named without being touched, and one that keeps its reader waiting keeps nothing else waiting."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from tests.waiting import until
from tui import files, locations
from tui.app import DoithoaiApp
from tui.drives import Drive, drives, lettered, while_away
from tui.screens.dialogs.path import PathDialog
from tui.widgets.plain import Plain

C_E_Z_AND_A_DISC = 1 << 2 | 1 << 3 | 1 << 4 | 1 << 25
KINDS = {"C:\\": 3, "D:\\": 5, "E:\\": 2, "Z:\\": 4}


def test_windows_drives_are_told_by_their_letters_and_kinds() -> None:
    found = lettered(C_E_Z_AND_A_DISC, KINDS.__getitem__)
    assert found == [Drive(Path("C:\\")), Drive(Path("E:\\")), Drive(Path("Z:\\"), is_remote=True)]


def test_a_network_drive_is_named_in_the_picker_but_never_read_nor_suggested(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    far = tmp_path / "far"
    far.mkdir()
    (far / "danh sách.csv").touch()
    there = [Drive(far, is_remote=True)]
    monkeypatch.setattr(files, "drives", lambda: there)
    monkeypatch.setattr(locations, "drives", lambda: there)
    assert [one.path for one in files.beginnings([".csv"])] == [far, tmp_path]
    assert far not in list(locations.candidates())


async def test_a_drive_that_never_answers_leaves_the_dialog_usable(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = threading.Event()

    def hanging() -> list[Drive]:
        answers.wait()
        return drives()

    monkeypatch.setattr(files, "drives", hanging)
    app: DoithoaiApp[None] = DoithoaiApp()
    try:
        async with app.run_test(size=(80, 24)) as pilot:
            taken: list[Path | None] = []
            dialog = PathDialog("Tệp", (".csv",))
            app.push_screen(dialog, taken.append)
            await until(
                lambda: any("Đang chờ" in str(one.render()) for one in dialog.query("#folder").results(Plain))
            )
            await pilot.press(*"x.csv", "enter")
            await until(lambda: taken == [Path("x.csv")])
    finally:
        answers.set()


async def test_what_a_look_raises_is_raised_to_who_waits() -> None:
    def broken() -> None:
        raise OSError("the stick is gone")

    with pytest.raises(OSError, match="stick"):
        await while_away(broken)
