from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from store.box_log import erase
from store.tinydb_journal import files as seam
from store.tinydb_journal.files import DISK, write_aside

if TYPE_CHECKING:
    from pathlib import Path


class HeldPath:
    """A file that another program holds for a while, as an antivirus does on Windows."""

    def __init__(self, times: int) -> None:
        self.times = times

    def replace(self, _new: Path) -> None:
        self.times -= 1
        if self.times >= 0:
            raise PermissionError


def test_a_rename_held_up_by_another_program_is_tried_again_on_windows(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    held = HeldPath(2)
    monkeypatch.setattr(seam, "RENAME_MAY_BE_HELD_UP", False)
    with pytest.raises(PermissionError):
        DISK.rename(HeldPath(1), held)  # type: ignore[arg-type]  # no test can hold a real file so
    monkeypatch.setattr(seam, "RENAME_MAY_BE_HELD_UP", True)
    monkeypatch.setattr(seam, "RENAME_PAUSE", 0.001)
    DISK.rename(held, held)  # type: ignore[arg-type]
    assert held.times == -1
    monkeypatch.setattr(seam, "RENAME_PATIENCE", 0.01)
    with pytest.raises(PermissionError):
        DISK.rename(HeldPath(1 << 30), held)  # type: ignore[arg-type]


def test_folders_are_not_synced_where_the_system_cannot(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(seam, "FOLDERS_SYNC", True)
    with pytest.raises(FileNotFoundError):
        DISK.sync_folder(tmp_path / "nothing")
    monkeypatch.setattr(seam, "FOLDERS_SYNC", False)
    DISK.sync_folder(tmp_path / "nothing")


def test_what_a_crash_left_aside_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "a.new").write_bytes(b"left")
    write_aside(DISK, tmp_path / "a", b"whole")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a", b"whole")]


def test_erasing_overwrites_before_it_takes_away(tmp_path: Path) -> None:
    path, twin = tmp_path / "key", tmp_path / "twin"
    path.write_bytes(b"secret")
    twin.hardlink_to(path)
    erase(DISK, path)
    assert (path.exists(), twin.read_bytes()) == (False, b"\0" * 6)
    with pytest.raises(FileNotFoundError):
        erase(DISK, path)
