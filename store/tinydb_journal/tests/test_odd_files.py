"""Where something else than an ordinary file stands in a journal's place: refused at once by all, and never lost."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest

from .. import Follower, JournalError, Record, bundle, verify
from ..errors import NotAJournalError, TooLargeError
from ..format import JOURNAL, LARGEST
from .changes import AT, Put

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")


def _linked(path: Path) -> None:
    path.rename(path.with_name("elsewhere"))
    path.symlink_to(path.with_name("elsewhere"))


def _circle(path: Path) -> None:
    path.unlink()
    path.symlink_to(path)


def _endless(path: Path) -> None:
    path.unlink()
    path.symlink_to("/dev/zero")


def _pipe(path: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("Windows has no pipes that are files")
    path.unlink()
    os.mkfifo(path)


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


ODD: dict[str, Callable[[Path], None]] = {
    "link": _linked,
    "circle": _circle,
    "endless": _endless,
    "pipe": _pipe,
    "folder": _folder,
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    record = Record.create(tmp_path / "m")
    record.commit([Put("notes", 1, {"text": "xin chào"})], by="host", did="note", at=AT)
    record.close()
    return tmp_path / "m"


def everyone(folder: Path, out: Path) -> list[Callable[[], object]]:
    """Every way in which the program comes to a journal."""
    return [
        lambda: Record.open(folder),
        lambda: Follower.open(folder),
        lambda: bundle(folder, out / "b.zip"),
    ]


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
def test_whoever_opens_it_is_refused_and_nothing_is_changed(
    odd: Callable[[Path], None], folder: Path, tmp_path: Path
) -> None:
    odd(folder / JOURNAL)
    before = sorted(path.name for path in folder.rglob("*"))
    for opens in everyone(folder, tmp_path):
        with pytest.raises(NotAJournalError):
            opens()
    assert verify(folder).reason == "foreign"
    assert sorted(path.name for path in folder.rglob("*") if path.name != "lock") == [
        name for name in before if name != "lock"
    ]


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
def test_mending_begins_from_the_snapshot_and_keeps_what_stood_there(
    odd: Callable[[Path], None], folder: Path
) -> None:
    odd(folder / JOURNAL)
    record = Record.open(folder, mend=True)
    record.close()
    assert record.recovery is not None
    kept = record.recovery.kept
    assert kept is not None
    assert os.path.lexists(kept)
    assert Follower.open(folder).db.table("notes").all() == [{"text": "xin chào"}]


def test_a_follower_meets_it_too(folder: Path) -> None:
    follower = Follower.open(folder)
    _pipe(folder / JOURNAL)
    with pytest.raises(NotAJournalError):
        follower.poll()


def test_a_snapshot_that_is_a_pipe_keeps_nobody_waiting(folder: Path) -> None:
    (snapshot,) = (folder / "snapshots").iterdir()
    _pipe(snapshot)
    assert Follower.open(folder).db.table("notes").all() == [{"text": "xin chào"}]
    assert verify(folder).snapshot == snapshot.name


def test_a_file_larger_than_any_record_is_not_read(folder: Path, tmp_path: Path) -> None:
    with (folder / JOURNAL).open("r+b") as journal:
        journal.truncate(LARGEST + 1)
    for opens in everyone(folder, tmp_path):
        with pytest.raises(TooLargeError):
            opens()
    assert verify(folder).reason == "oversized"
    with pytest.raises(JournalError):
        Record.open(folder, mend=True)


def test_a_record_begun_and_not_yet_written_to_is_whole(tmp_path: Path) -> None:
    Record.create(tmp_path / "m").close()
    found = verify(tmp_path / "m")
    assert found.ok
    assert "0" in str(found)
