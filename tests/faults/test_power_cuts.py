"""After any power cut the record is as it was before or after, with every acknowledged commit, and nothing else."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import pytest

from store import JournalError, NotFoundError, Record, WriteError
from store.tinydb_journal.format import JOURNAL
from store.tinydb_journal.tests.changes import AT, Put
from tests.faults.power import Disk, PowerCut, PowerFiles

FOLDER = Path("/record")
CUTS_A_MEETING = 500
"""Power cuts tried on one random meeting before another is played."""

Tables = dict[str, dict[int, dict[str, Any]]]


class Played(NamedTuple):
    """A random meeting, moment by moment."""

    disks: list[Disk]
    """The disk before each step that changed it."""
    acknowledged: list[int]
    """The last acknowledged commit at each of those moments; -1 before the record was made."""
    states: dict[int, tuple[str, Tables]]
    """The digest and the tables after each commit."""


def play(random: Random, files: PowerFiles) -> Played:
    """Play a meeting on `files`, writing down everything."""
    files.seen = []
    acknowledged: list[int] = []

    def mark(n: int) -> None:
        acknowledged.extend([n] * (len(files.seen or ()) - len(acknowledged)))

    record = Record.create(FOLDER, files=files)
    mark(-1)
    states = {0: state(record)}
    n = 0
    for _ in range(random.randrange(4, 12)):
        for _ in range(random.randrange(1, 5)):
            record.stage(changes(random, record), by="host", did="change", at=AT)
            states[record.n] = state(record)
        if random.random() < 0.1:
            files.failing_syncs = 1
            with pytest.raises(WriteError):
                record.flush()
            record.resume()
        record.flush()
        mark(n)
        n = record.n
        what = random.random()
        if what < 0.2:
            record.snapshot()
        elif what < 0.3:
            record.close()
            record = Record.open(FOLDER, files=files)
        elif what < 0.4:
            undone = record.undo(n, by="host", at=AT)
            states[undone.n] = state(record)
        elif what < 0.5:
            with record.transaction(at=AT):
                record.db.table("a").truncate()
                record.db.table("c").insert({"text": "together"})
            states[record.n] = state(record)
        mark(n)
        n = record.n
    record.close()
    files.moment()
    mark(n)
    return Played(files.seen, acknowledged, states)


def changes(random: Random, record: Record) -> list[Put]:
    return [
        Put(
            random.choice("ab"),
            random.randrange(1, 6),
            {"text": random.choice("xyz") * random.randrange(300)},
        )
        for _ in range(random.randrange(3))
    ]


def state(record: Record) -> tuple[str, Tables]:
    tables = {name: {row.doc_id: dict(row) for row in record.db.table(name)} for name in record.db.tables()}
    return record.digest, tables


def check(disk: Disk, random: Random, acknowledged: int, states: dict[int, tuple[str, Tables]]) -> None:
    files = PowerFiles(disk.after_cut(random))
    if random.random() < 0.3:
        # The power may fail again while the program recovers.
        files.stop_at = random.randrange(12)
        try:
            Record.open(FOLDER, files=files)
        except (PowerCut, NotFoundError):
            files = PowerFiles(files.disk.after_cut(random))
    files.stop_at = -1
    found = files.read(FOLDER / JOURNAL) if files.stat(FOLDER / JOURNAL) else b""
    try:
        record = Record.open(FOLDER, files=files)
    except NotFoundError:
        assert acknowledged < 0
        return
    assert record.n >= acknowledged
    assert state(record) == states[record.n]
    if record.recovery is not None:
        kept = record.recovery.kept
        assert kept is not None
        assert PowerFiles(files.disk.after_cut(random)).read(kept) == found
    record.commit([Put("a", 1, {"text": "after"})], by="host", did="go on", at=AT)
    record.abandon()


def test_after_any_power_cut_the_record_is_as_before_or_after(cuts: int, first_seed: int) -> None:
    for seed in range(first_seed, first_seed + max(1, cuts // CUTS_A_MEETING)):
        random = Random(seed)
        played = play(random, PowerFiles())
        for number in range(CUTS_A_MEETING):
            moment = random.randrange(len(played.disks))
            try:
                check(played.disks[moment], random, played.acknowledged[moment], played.states)
            except BaseException as error:
                error.add_note(f"cut {number} at moment {moment}: replay with --cuts-seed={seed} --cuts=1")
                raise


class NoFileSyncs(PowerFiles):
    """A store that forgets to sync its files."""

    def __init__(self, disk: Disk | None = None) -> None:
        super().__init__(disk)
        self.lying_syncs = True


class NoFolderSyncs(PowerFiles):
    """A store that forgets to sync its folders."""

    def sync_folder(self, folder: Path) -> None:
        self.moment()


@pytest.mark.parametrize("careless", [NoFileSyncs, NoFolderSyncs])
def test_the_simulator_finds_a_store_that_forgets_to_sync(careless: type[PowerFiles]) -> None:
    random = Random(1)
    played = play(random, careless())
    with pytest.raises((AssertionError, KeyError, JournalError)):
        check_often(played, random)


def check_often(played: Played, random: Random) -> None:
    for _ in range(2000):
        moment = random.randrange(len(played.disks))
        check(played.disks[moment], random, played.acknowledged[moment], played.states)
