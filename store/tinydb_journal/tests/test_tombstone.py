"""A record that was moved says so where it was, and nobody goes on with what stands there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ..errors import KeptElsewhereError
from ..files import DISK
from ..record import Record
from ..tombstone import TOMBSTONE, Tombstone, lay_tombstone, lift_tombstone

if TYPE_CHECKING:
    from pathlib import Path


def test_what_was_moved_is_written_again_only_once_it_is_moved_back(tmp_path: Path) -> None:
    folder = tmp_path / "m"
    Record.create(folder).close()
    lift_tombstone(DISK, folder)  # where there is none, nothing happens
    lay_tombstone(DISK, folder, Tombstone("the server", 0, "ab"))
    with pytest.raises(KeptElsewhereError, match="the server"):
        Record.open(folder)
    lift_tombstone(DISK, folder)
    Record.open(folder).close()


def test_a_tombstone_that_cannot_be_read_is_one_all_the_same(tmp_path: Path) -> None:
    folder = tmp_path / "m"
    Record.create(folder).close()
    (folder / TOMBSTONE).write_bytes(b"{")
    with pytest.raises(KeptElsewhereError):
        Record.open(folder)
