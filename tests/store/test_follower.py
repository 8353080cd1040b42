from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from store import DamagedError, Follower, NotFoundError, Record, UnavailableError, WriteError
from store.tinydb_journal.errors import LockedError, NotAJournalError
from store.tinydb_journal.files import Files
from store.tinydb_journal.follower import Replica
from store.tinydb_journal.format import JOURNAL
from store.tinydb_journal.tests.changes import AT, Put
from tests.faults.failing import FailingFiles

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    made = Record.create(tmp_path / "m")
    yield made
    made.close()


def ask(record: Record, number: int, text: str = "Bao giờ?") -> None:
    record.commit([Put("questions", number, {"text": text})], by="phone", did="ask", at=AT)


def test_a_follower_sees_each_commit_once_and_nothing_when_there_is_nothing(record: Record) -> None:
    follower = Follower.open(record.folder)
    ask(record, 1)
    ask(record, 2)
    assert [commit.n for commit in follower.poll()] == [1, 2]
    assert follower.poll() == []
    assert (follower.n, follower.digest) == (2, record.digest)
    assert follower.db.table("questions").all() == record.db.table("questions").all()
    assert follower.rows == record.db.documents()


def test_a_follower_begins_at_a_snapshot_and_goes_on_from_there(record: Record) -> None:
    ask(record, 1)
    record.snapshot()
    ask(record, 2)
    follower = Follower.open(record.folder)
    assert (follower.n, len(follower.db.table("questions"))) == (2, 2)
    ask(record, 3)
    assert [commit.n for commit in follower.poll()] == [3]


def test_a_follower_needs_no_snapshot_and_trusts_no_damaged_one(record: Record) -> None:
    ask(record, 1)
    path = record.snapshot()
    data = bytearray(path.read_bytes())
    data[5] ^= 1
    path.write_bytes(bytes(data))
    assert Follower.open(record.folder).db.table("questions").all() == [{"text": "Bao giờ?"}]
    path.write_bytes(path.read_bytes()[:10])
    assert Follower.open(record.folder).n == 1


def test_half_a_commit_is_never_seen(record: Record) -> None:
    ask(record, 1)
    follower = Follower.open(record.folder)
    ask(record, 2)
    journal = record.folder / JOURNAL
    whole = journal.read_bytes()
    start = whole.index(b'{"n":2')
    for size in range(start, len(whole)):
        os.truncate(journal, size)
        assert follower.poll() == []
        assert (follower.n, len(follower.db.table("questions")), follower.blocked) == (1, 1, False)
        journal.write_bytes(whole[:size])
    journal.write_bytes(whole)
    assert [commit.n for commit in follower.poll()] == [2]


def test_a_follower_goes_on_over_the_writers_restart_and_snapshots(record: Record) -> None:
    follower = Follower.open(record.folder)
    for number in range(1, 6):
        ask(record, number)
        record.close()
        record = Record.open(record.folder)
        assert [commit.n for commit in follower.poll()] == [number]
        assert not follower.resynced
    record.close()


def test_a_follower_goes_on_over_a_journal_written_anew(tmp_path: Path) -> None:
    files = FailingFiles()
    record = Record.create(tmp_path / "m", files=files)
    follower = Follower.open(record.folder)
    ask(record, 1)
    assert follower.poll()
    record.stage([Put("questions", 2, {"text": "hai"})], by="phone", did="ask", at=AT)
    files.fail_at, files.error = files.calls + 3, "EIO"
    with pytest.raises(WriteError):
        record.flush()
    files.heal()
    before = (tmp_path / "m" / JOURNAL).stat().st_ino
    assert record.resume() == 2
    assert (tmp_path / "m" / JOURNAL).stat().st_ino != before
    ask(record, 3)
    assert follower.poll()[-1].n == 3
    assert (follower.resynced, follower.digest) == (False, record.digest)
    record.close()


def test_an_end_that_is_no_commit_blocks_until_it_is_mended(record: Record) -> None:
    ask(record, 1)
    folder = record.folder
    record.abandon()
    with (folder / JOURNAL).open("ab") as journal:
        journal.write(b'{"n":2,"torn":\n\0\0\n')
    follower = Follower.open(folder)
    assert (follower.n, follower.blocked) == (1, True)
    assert follower.poll() == []
    record = Record.open(folder)
    ask(record, 2)
    assert [commit.n for commit in follower.poll()] == [2]
    assert not follower.blocked
    record.close()


def test_another_history_in_the_same_place_is_read_anew(record: Record, tmp_path: Path) -> None:
    follower = Follower.open(record.folder)
    for number in range(1, 4):
        ask(record, number)
    follower.poll()
    record.close()
    other = Record.create(tmp_path / "other")
    for number in range(1, 6):
        ask(other, number, "khác")
    journal = record.folder / JOURNAL
    mine, theirs = journal.read_bytes(), (tmp_path / "other" / JOURNAL).read_bytes()
    os.truncate(journal, 0)
    journal.write_bytes(theirs)
    assert follower.poll() == []
    assert (follower.resynced, follower.n, follower.digest) == (True, 5, other.digest)
    (tmp_path / "aside").write_bytes(mine)
    (tmp_path / "aside").replace(journal)
    assert (follower.poll(), follower.resynced, follower.n) == ([], True, 3)
    assert follower.poll() == []
    assert not follower.resynced
    other.close()


def test_a_journal_that_is_gone_or_no_journal_is_not_followed(record: Record, tmp_path: Path) -> None:
    ask(record, 1)
    follower = Follower.open(record.folder)
    record.abandon()
    journal = record.folder / JOURNAL
    whole = journal.read_bytes()
    journal.rename(tmp_path / "gone")
    assert (follower.poll(), follower.n) == ([], 1)
    journal.write_bytes(whole.replace(b'"journal":1', b'"journal":7'))
    with pytest.raises(DamagedError):
        Follower.open(record.folder)
    with pytest.raises(NotFoundError):
        Follower.open(tmp_path)


def test_a_disk_that_refuses_is_a_refusal_in_words(record: Record) -> None:
    ask(record, 1)
    files = FailingFiles(error="EIO", for_ever=True)
    follower = Follower.open(record.folder, files=files)
    files.fail_at = files.calls
    with pytest.raises(UnavailableError, match=r"\."):
        follower.poll()
    files.heal()
    ask(record, 2)
    assert follower.poll()[0].n == 2


def test_a_replica_follows_lines_from_anywhere_and_refuses_what_does_not_follow(record: Record) -> None:
    replica = Replica.begin(record.head())
    with pytest.raises(NotAJournalError):
        Replica.begin(b"no journal\n")
    ask(record, 1)
    ask(record, 2)
    first, second = record.lines()
    assert replica.take(second) is None
    taken = replica.take(first)
    assert taken is not None
    assert taken.ops[0].document is not None
    taken.ops[0].document["text"] = "changed by the caller"
    assert replica.take(second[:-1]) is None
    assert replica.take(second) is not None
    assert (replica.n, replica.digest) == (2, record.digest)
    assert replica.db.table("questions").all() == [{"text": "Bao giờ?"}] * 2


WRITER = """
import sys
from pathlib import Path
from store import Record
record = Record.open(Path(sys.argv[1]))
for number in range(1, 201):
    record.db.table("questions").insert_multiple([{"number": number}, {"number": number}])
print("written", flush=True)
sys.stdin.read()
"""


def test_a_follower_keeps_up_with_a_writer_in_another_process(record: Record) -> None:
    folder = record.folder
    record.close()
    follower = Follower.open(folder)
    seen = 0
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as writer:
        while seen < 200:
            assert writer.poll() is None
            for commit in follower.poll():
                seen += 1
                assert (commit.n, len(commit.ops)) == (seen, 2)
            assert len(follower.db.table("questions")) == 2 * seen
        with pytest.raises(LockedError, match=str(writer.pid)) as held:
            Record.open(folder)
        assert held.value.pid == writer.pid
        writer.kill()
        writer.wait()
    assert Record.open(folder).n == 200


class VanishingFiles(Files):
    """A disk on which the journal is gone at the moment it is read, as when its folder is moved."""

    gone = False

    def read(self, path: Path, start: int = 0, size: int = -1) -> bytes:
        if self.gone:
            self.gone = False
            raise FileNotFoundError(str(path))
        return super().read(path, start, size)


def test_a_journal_that_goes_while_it_is_read_is_read_anew(record: Record) -> None:
    files = VanishingFiles()
    ask(record, 1)
    follower = Follower.open(record.folder, files=files)
    record.close()
    journal = record.folder / JOURNAL
    journal.with_name("copy").write_bytes(journal.read_bytes())
    journal.with_name("copy").replace(journal)
    files.gone = True
    assert (follower.poll(), follower.resynced, follower.n) == ([], True, 1)
