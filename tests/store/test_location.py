from __future__ import annotations

from pathlib import PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING

import pytest

from store import Record
from store.location import cautions, is_on_share
from tests.systems import IS_WINDOWS

if TYPE_CHECKING:
    from pathlib import Path


def codes(folder: Path, mounts: Path) -> list[str]:
    return [caution.code for caution in cautions(folder, mounts=mounts)]


@pytest.fixture
def mounts(tmp_path: Path) -> Path:
    path = tmp_path / "mounts"
    path.write_text(f"disk / ext4 rw 0 0\nserver:/x {tmp_path}/may\\040chu nfs4 rw 0 0\n", encoding="utf-8")
    return path


def test_a_folder_of_this_laptop_alone_is_a_good_place(tmp_path: Path, mounts: Path) -> None:
    Record.create(tmp_path / "m").close()
    assert codes(tmp_path / "m", mounts) == []
    assert codes(tmp_path / "not yet there", mounts) == []
    assert codes(tmp_path / "m", tmp_path / "no such list") == []
    mounts.write_text("", encoding="utf-8")
    assert codes(tmp_path / "m", mounts) == []


def test_a_synchronised_a_shared_and_a_remote_folder_are_named(tmp_path: Path, mounts: Path) -> None:
    assert codes(tmp_path / "OneDrive - UBND phường" / "m", mounts) == ["synchronised"]
    assert codes(tmp_path / "may chu" / "m", mounts) == ["network"]
    if IS_WINDOWS:
        return  # who else may read a folder is no mode there
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared").chmod(0o777)
    found = cautions(tmp_path / "shared", mounts=mounts)
    assert [caution.code for caution in found] == ["shared"]
    assert str(tmp_path / "shared") in str(found[0])


def test_a_second_copy_of_the_journal_is_named(tmp_path: Path, mounts: Path) -> None:
    Record.create(tmp_path / "m").close()
    (tmp_path / "m" / "journal (conflicted copy).jsonl").touch()
    (tmp_path / "m" / "journal.jsonl.new").touch()
    assert codes(tmp_path / "m", mounts) == ["copies"]


def test_a_folder_that_windows_keeps_on_another_computer_is_known_by_its_name() -> None:
    assert is_on_share(PureWindowsPath("\\\\may-chu\\chung\\doi thoai"))
    assert not is_on_share(PureWindowsPath("D:\\doi thoai"))
    assert not is_on_share(PurePosixPath("/home/an"))
