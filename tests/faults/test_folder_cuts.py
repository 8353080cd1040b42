"""A record that goes to another place or comes from another file is there whole, whenever the power is cut after."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest

from store import NotFoundError, Record, WriteError, bundle, unbundle
from store.tinydb_journal.format import JOURNAL
from store.tinydb_journal.tests.changes import AT, Put
from store.tinydb_journal.upgrades import upgrade
from tests.faults.power import Disk, Inode, PowerFiles

if TYPE_CHECKING:
    from collections.abc import Callable

HERE, THERE = Path("/data/meetings/m"), Path("/stick/saved/m")
CUTS_A_MOMENT = 20


class Story:
    """What happens to a record on a disk: at each moment, where it is and how many commits are acknowledged there."""

    def __init__(self) -> None:
        self.files = PowerFiles()
        self.files.seen = []
        self.moments: list[tuple[Path, int]] = []
        self.record = Record.create(HERE, files=self.files)
        self._where = HERE, -1
        self.reached()

    def reached(self) -> None:
        """What came before this happened while the last thing said was said; now more is."""
        seen = len(self.files.seen or ())
        self.moments += [self._where] * (seen - len(self.moments))
        self._where = self.record.folder, self.record.durable_n

    def ask(self) -> None:
        number = self.record.n + 1
        self.record.commit([Put("questions", number, {"n": number})], by="phone", did="ask", at=AT)
        self.reached()

    def replaced(self) -> None:
        """Another program puts a file of its own in the journal's place, and syncs it."""
        another = Inode(b"another")
        self.files.disk.now[str(HERE / JOURNAL)] = self.files.disk.safe[str(HERE / JOURNAL)] = another
        with pytest.raises(WriteError):
            self.ask()

    def forget(self) -> None:
        """What stands there now is not the record's to answer for."""
        self._where = HERE, -1

    def end(self) -> None:
        self.files.moment()
        self.reached()
        for disk, (folder, n) in zip(self.files.seen or (), self.moments, strict=True):
            for seed in range(CUTS_A_MOMENT):
                files = PowerFiles(disk.after_cut(Random(seed)))
                if n >= 0:
                    record = Record.open(folder, files=files)
                    assert record.n >= n
                    assert [row["n"] for row in record.db.table("questions")] == list(range(1, record.n + 1))


def test_a_record_that_moved_is_in_its_new_place_with_every_folder_above_it() -> None:
    story = Story()
    story.ask()
    story.record.move_to(THERE)
    story.reached()
    story.ask()
    story.end()


def test_a_new_file_whose_name_may_not_last_is_not_trusted() -> None:
    story = Story()
    story.ask()
    story.replaced()
    story.forget()
    story.files.failing_folder_syncs = 1
    with pytest.raises(WriteError):
        story.record.resume()
    with pytest.raises(WriteError):
        story.ask()
    story.record.resume()
    story.reached()
    story.ask()
    story.end()


BACKUP, STOCK = Path("/backup.zip"), Path("/stock.json")


def _unbundled(files: PowerFiles) -> None:
    unbundle(BACKUP, THERE, files=files)


def _upgraded(files: PowerFiles) -> None:
    upgrade(STOCK, THERE, files=files)


@pytest.mark.parametrize("made", [_unbundled, _upgraded])
def test_a_record_made_of_another_file_is_whole_or_not_there(made: Callable[[PowerFiles], None]) -> None:
    story = Story()
    story.ask()
    bundle(HERE, BACKUP, files=story.files)
    backup = story.files.read(BACKUP)
    files = PowerFiles(Disk({str(BACKUP): Inode(backup), str(STOCK): Inode(b'{"questions":{"1":{"n":1}}}')}))
    files.seen = []
    made(files)
    files.moment()
    for number, disk in enumerate(files.seen, start=1):
        for seed in range(CUTS_A_MOMENT):
            left = PowerFiles(disk.after_cut(Random(seed)))
            try:
                record = Record.open(THERE, files=left)
            except NotFoundError:
                assert number < len(files.seen)
                continue
            assert record.db.table("questions").all() == [{"n": 1}]
