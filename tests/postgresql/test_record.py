"""The record on PostgreSQL does what it does on a file, and keeps every byte of a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import psycopg
import pytest

from store import verify
from store.postgresql.database import prepare
from store.postgresql.reading import journal_bytes, records
from store.postgresql.tenure import PostgresTenure
from store.tinydb_journal import JournalDB, Record, bundle, unbundle
from store.tinydb_journal.errors import (
    AlreadyExistsError,
    DamagedError,
    FencedError,
    LockedError,
    NotFoundError,
    UnavailableError,
)
from store.tinydb_journal.tests.changes import AT, Put
from tests.postgresql.cluster import USER, Cluster

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@pytest.fixture
def storage(cluster: Cluster) -> Callable[[Path], PostgresTenure]:
    return lambda address: PostgresTenure(cluster.dsn(), address)


@pytest.fixture
def record(cluster: Cluster, tmp_path: Path) -> Iterator[Record]:
    made = Record.began(PostgresTenure(cluster.dsn(), tmp_path))
    yield made
    made.abandon()


def put(record: Record, number: int, text: str = "Bao giờ?") -> None:
    record.commit([Put("questions", number, {"text": text})], by="phone", did="ask", at=AT)


def test_a_record_is_the_same_as_on_a_file(tmp_path: Path, storage: Callable[[Path], PostgresTenure]) -> None:
    with JournalDB(tmp_path / "m", storage=storage) as db:
        db.insert({"a": 1})
        with db.transaction():
            db.update({"a": 2})
            db.insert({"a": 3})
        db.record.undo(2, by="host", at=AT)
        assert [commit.n for commit in db.record.history("_default", 1)] == [1, 2, 3]
        with pytest.raises(LockedError) as held:
            JournalDB(tmp_path / "m", storage=storage)
        assert held.value.pid
        with pytest.raises(AlreadyExistsError):
            storage(tmp_path / "m").create("ab" * 16)
        digest = db.record.digest
    with JournalDB(tmp_path / "m", storage=storage) as db:
        assert (db.all(), db.record.n, db.record.digest) == ([{"a": 1}], 3, digest)
        db.record.move_to(tmp_path / "elsewhere")
        db.insert({"a": 4})
        assert db.record.folder == tmp_path / "elsewhere"
        with pytest.raises(AlreadyExistsError):
            db.record.move_to(tmp_path / "m")
    with JournalDB(tmp_path / "elsewhere", storage=storage) as db:
        assert db.all() == [{"a": 1}, {"a": 4}]


def test_what_was_staged_goes_along_to_another_name(record: Record, tmp_path: Path) -> None:
    put(record, 1)
    record.stage([Put("questions", 2, {"text": "Ở đâu?"})], by="phone", did="ask", at=AT)
    record.move_to(tmp_path / "elsewhere")
    assert [commit.n for commit in record.commits()] == [1, 2]
    assert record.durable_n == 2


def test_who_has_the_right_is_told_and_it_can_be_kept(
    tmp_path: Path, storage: Callable[[Path], PostgresTenure]
) -> None:
    tenure = storage(tmp_path)
    assert tenure.holder() is None
    tenure.create("ab" * 16)
    tenure.renew()
    holder = storage(tmp_path).holder()
    assert holder is not None
    assert holder.pid
    assert not tenure.is_lost
    tenure.release()
    tenure.release()
    assert tenure.holder() is None


def test_lines_are_kept_byte_for_byte_and_verify_and_bundles_take_them(
    record: Record, cluster: Cluster, tmp_path: Path
) -> None:
    """The same writes make the same digests on a file, and the exported journal is that file."""
    on_disk = Record.create(tmp_path / "file", identity=record.identity)
    for number, text in enumerate(["Đường hỏng \\u0000?", '"quoted" 🛵', "Ơ\u031b Ô\u0302"], start=1):
        put(record, number, text)
        put(on_disk, number, text)
    on_disk.abandon()
    exported = journal_bytes(cluster.dsn(), record.folder.as_posix())
    # What commits say they knew to be safe is a part of them, and the same where each was flushed.
    assert exported == (tmp_path / "file" / "journal.jsonl").read_bytes()
    journal = tmp_path / "journal.jsonl"
    journal.write_bytes(exported)
    found = verify(journal)
    assert (found.ok, found.n, found.digest) == (True, 3, record.digest)
    unbundle(journal, tmp_path / "back")
    assert verify(bundle(tmp_path / "back", tmp_path / "b.zip")).digest == record.digest


def test_many_lines_are_read_whole_in_parts(record: Record, cluster: Cluster) -> None:
    for number in range(1, 2501):
        record.stage([Put("t", number, {"a": number})], by="", did="", at=AT)
    record.flush()
    assert [commit.n for commit in record.commits(2)] == list(range(3, 2501))
    name = record.folder.as_posix()
    assert journal_bytes(cluster.dsn(), name).count(b"\n") == 2501
    assert (name, 2500) in [(found.name, found.n) for found in records(cluster.dsn())]
    record.close()
    again = Record.taken(PostgresTenure(cluster.dsn(), record.folder))
    assert again.n == 2500
    again.close()


def test_a_snapshot_is_refused_and_none_is_needed(record: Record) -> None:
    put(record, 1)
    with pytest.raises(OSError, match="no snapshots"):
        record.snapshot()
    record.snapshots.growth = 0
    put(record, 2)
    assert record.n == 2


def test_nobody_who_only_serves_can_change_what_was_recorded(record: Record, cluster: Cluster) -> None:
    put(record, 1)
    for statement in ("UPDATE commits SET n = 7", "DELETE FROM commits", "TRUNCATE commits"):
        with psycopg.connect(cluster.dsn()) as ours, pytest.raises(psycopg.errors.InsufficientPrivilege):
            ours.execute(statement)
        # Not even the tables' owner by mistake.
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            cluster.sql(statement)
    assert [commit.n for commit in record.commits()] == [1]


@pytest.mark.parametrize("tampered", ["line", "missing", "head"])
def test_what_an_administrator_altered_is_found_at_the_next_opening(
    record: Record, cluster: Cluster, tampered: str
) -> None:
    for number in (1, 2, 3):
        put(record, number)
    record.close()
    name = record.folder.as_posix()
    statement = {
        "line": f"UPDATE commits SET line = overlay(line PLACING 'X' FROM 60) WHERE record = '{name}' AND n = 2",
        "missing": f"DELETE FROM commits WHERE record = '{name}' AND n = 2",
        "head": f"UPDATE journals SET n = 2 WHERE record = '{name}'",
    }[tampered]
    cluster.sql(f"SET session_replication_role = replica; {statement}")
    tenure = PostgresTenure(cluster.dsn(), record.folder)
    with pytest.raises(DamagedError) as damaged:
        tenure.take()
    assert damaged.value.n == (3 if tampered == "head" else 2)
    assert tenure.holder() is None


def test_a_record_that_is_not_there_is_not_found(cluster: Cluster, tmp_path: Path) -> None:
    with pytest.raises(NotFoundError):
        PostgresTenure(cluster.dsn(), tmp_path).take()
    with pytest.raises(NotFoundError):
        journal_bytes(cluster.dsn(), "none")


def test_a_database_that_is_away_or_unprepared_or_shut_to_us_is_named_in_words(
    cluster: Cluster, tmp_path: Path
) -> None:
    def said(dsn: str) -> str:
        with pytest.raises(UnavailableError) as refused:
            PostgresTenure(dsn, tmp_path).take()
        return str(refused.value)

    cluster.sql("DROP DATABASE IF EXISTS bare")
    cluster.sql("CREATE DATABASE bare")
    bare = cluster.dsn(USER).replace("dbname=postgres", "dbname=bare")
    assert "cannot be reached" in said("host=127.0.0.1 port=1")
    assert "was not prepared" in said(bare)
    prepare(bare)
    assert "no right" in said(bare.replace(USER, "meetings"))
    assert PostgresTenure("host=127.0.0.1 port=1", tmp_path).holder() is None


def test_a_right_that_passed_on_is_known_at_the_next_renewal(
    cluster: Cluster, record: Record, tmp_path: Path
) -> None:
    cluster.sql(f"UPDATE journals SET epoch = epoch + 1 WHERE record = '{record.folder.as_posix()}'")
    with pytest.raises(FencedError):
        put(record, 1)
    with pytest.raises(FencedError):
        record.resume()
    tenure = PostgresTenure(cluster.dsn(), tmp_path / "other")
    tenure.create("ab" * 16)
    cluster.sql(f"UPDATE journals SET epoch = epoch + 1 WHERE record = '{(tmp_path / 'other').as_posix()}'")
    with pytest.raises(FencedError):
        tenure.renew()
    assert tenure.is_lost
    tenure.release()
