"""Faults under one record: whatever breaks on the way to the database, lines stand there once or not at all."""

from __future__ import annotations

import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest

import store.postgresql.journal
import store.postgresql.session
from store.postgresql.database import safety_of
from store.postgresql.reading import journal_bytes
from store.postgresql.tenure import PostgresTenure
from store.tinydb_journal import Record
from store.tinydb_journal.errors import FencedError, LockedError, UnavailableError, WriteError
from store.tinydb_journal.format import scan
from store.tinydb_journal.tests.changes import AT, Put
from tests.postgresql.cluster import HOST, USER, Cluster
from tests.waiting import wait_until

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.postgresql.link import Link


def stage(record: Record, number: int) -> None:
    record.stage([Put("t", number, {"a": number})], by="", did="", at=AT)


def kept(cluster: Cluster, record: Record) -> int:
    """The last commit in the database, whose chain is whole."""
    data = journal_bytes(cluster.dsn(), record.folder.as_posix())
    found = scan(record.folder, data)
    assert found.size == len(data)
    return found.n


@pytest.fixture
def record(cluster: Cluster, link: Link, tmp_path: Path) -> Iterator[Record]:
    made = Record.began(PostgresTenure(cluster.dsn(port=link.port), tmp_path))
    yield made
    made.abandon()


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (store.postgresql.journal, store.postgresql.session):
        monkeypatch.setattr(module, "PATIENCE", 0.3)


def test_a_broken_link_is_made_anew_and_the_lines_stand_there_once(
    cluster: Cluster, link: Link, record: Record
) -> None:
    for number in range(1, 21):
        stage(record, number)
        if number % 4 == 0:
            link.cut()
            link.heal()
        record.flush()
    assert (kept(cluster, record), record.durable_n) == (20, 20)


def test_a_restarted_database_is_waited_for(cluster: Cluster, record: Record) -> None:
    stage(record, 1)
    cluster.stop()
    begun = threading.Thread(target=cluster.start)
    begun.start()
    assert record.flush() == 1
    begun.join()
    assert kept(cluster, record) == 1


@pytest.mark.usefixtures("impatient")
def test_what_a_silent_database_was_sent_is_looked_up_before_it_is_sent_again(
    cluster: Cluster, link: Link, record: Record
) -> None:
    stage(record, 1)
    link.cut()
    with pytest.raises(WriteError) as refused:
        record.flush()
    assert not isinstance(refused.value, FencedError)
    with pytest.raises(WriteError):
        record.resume()
    link.heal()
    assert record.resume() == 1
    # A frozen link hands the statement over late, when it has been given up here.
    stage(record, 2)
    link.freeze()
    with pytest.raises(WriteError):
        record.flush()
    link.heal()
    assert record.resume() == 2
    stage(record, 3)
    record.flush()
    assert kept(cluster, record) == 3
    assert [commit.n for commit in record.commits()] == [1, 2, 3]


def test_a_writer_that_wakes_late_with_staged_work_writes_nothing(
    cluster: Cluster, link: Link, record: Record
) -> None:
    stage(record, 1)
    record.flush()
    link.freeze()
    other = PostgresTenure(cluster.dsn(), record.folder)

    def taken() -> bool:
        try:
            return Record.taken(other).n == 1
        except LockedError:
            return False

    wait_until(taken)
    for number in range(2, 52):
        stage(record, number)
    link.heal()
    with pytest.raises(FencedError):
        record.flush()
    with pytest.raises(FencedError):
        record.resume()
    assert kept(cluster, record) == 1
    other.release()


def test_where_no_commit_waits_for_the_standby_it_is_said(cluster: Cluster, standby: Cluster) -> None:
    wait_until(lambda: cluster.sql("SELECT count(*) FROM pg_stat_replication") == [(1,)])
    assert any("synchronous_standby_names" in said for said in safety_of(cluster.dsn(USER)))
    cluster.set("synchronous_standby_names", "second")
    assert not any("synchronous_standby_names" in said for said in safety_of(cluster.dsn(USER)))
    assert any("may change" in said for said in safety_of(cluster.dsn(USER)))
    assert safety_of(cluster.dsn()) == []


def test_a_cancelled_wait_for_the_standby_is_not_called_safe(
    cluster: Cluster, standby: Cluster, record: Record
) -> None:
    wait_until(lambda: cluster.sql("SELECT count(*) FROM pg_stat_replication") == [(1,)])
    cluster.set("synchronous_standby_names", "second")
    standby.stop("fast")
    stage(record, 1)
    done = threading.Event()

    def flush() -> None:
        record.flush()
        done.set()

    flushing = threading.Thread(target=flush)
    flushing.start()
    waiting = "FROM pg_stat_activity WHERE wait_event = 'SyncRep' AND application_name = 'doithoai'"
    wait_until(lambda: cluster.sql(f"SELECT count(*) {waiting}") != [(0,)])
    cluster.sql(f"SELECT pg_cancel_backend(pid) {waiting}")
    # It asks again, and waits again, however often an administrator cancels it.
    wait_until(lambda: cluster.sql(f"SELECT count(*) {waiting}") != [(0,)])
    assert not done.is_set()
    assert record.durable_n == 0
    standby.start()
    flushing.join()
    assert (record.durable_n, kept(cluster, record)) == (1, 1)


def test_a_promoted_synchronous_standby_has_every_commit(cluster: Cluster, tmp_path: Path) -> None:
    primary = Cluster.make()
    second = primary.standby("second")
    try:
        primary.set("synchronous_standby_names", "second")
        both = f"host={HOST},{HOST} port={primary.port},{second.port} user=meetings dbname=postgres"
        made = Record.began(PostgresTenure(f"{both} target_session_attrs=read-write", tmp_path))
        for number in range(1, 21):
            stage(made, number)
            made.flush()
        primary.stop()
        second.promote()
        stage(made, 21)
        assert made.flush() == 21
        assert kept(second, made) == 21
        made.close()
    finally:
        second.remove()
        primary.remove()


def test_a_standby_itself_takes_no_record(cluster: Cluster, standby: Cluster, tmp_path: Path) -> None:
    with pytest.raises(UnavailableError, match="only follows"):
        PostgresTenure(standby.dsn(), tmp_path).create("ab" * 16)


def test_a_lost_session_is_known_at_once_and_a_silent_one_after_its_time(
    cluster: Cluster, record: Record
) -> None:
    with pytest.raises(LockedError):
        PostgresTenure(cluster.dsn(), record.folder).take()
    began = time.monotonic()
    cluster.sql(f"UPDATE journals SET backend = 0 WHERE record = '{record.folder.as_posix()}'")
    other = PostgresTenure(cluster.dsn(), record.folder)
    other.take()
    assert time.monotonic() - began < 60
    other.release()
    with psycopg.connect(cluster.dsn()) as connection:
        [(moved,)] = connection.execute(
            "SELECT moved FROM journals WHERE record = %s", (record.folder.as_posix(),)
        )
    assert moved == ""
