"""A meeting goes from a folder to the database and back with every byte, and is written in one place only."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

import store.postgresql.moving
from store import Record, verify
from store.postgresql.copying import Copy
from store.postgresql.moving import into_database, into_folder
from store.postgresql.tenure import PostgresTenure
from store.tinydb_journal.errors import (
    AlreadyExistsError,
    DamagedError,
    KeptElsewhereError,
    LockedError,
    NotFoundError,
)
from store.tinydb_journal.tests.changes import AT, Put
from store.tinydb_journal.tombstone import TOMBSTONE
from tests.server.served import make_meeting

if TYPE_CHECKING:
    from pathlib import Path

    from tests.postgresql.cluster import Cluster


def put(record: Record, number: int) -> None:
    record.commit([Put("t", number, {"a": number})], by="", did="", at=AT)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = Record.create(tmp_path / "record")
    for number in (1, 2, 3):
        put(made, number)
    made.close()
    return tmp_path / "record"


def test_there_and_back_and_there_again(folder: Path, cluster: Cluster, tmp_path: Path) -> None:
    name, dsn = tmp_path.as_posix(), cluster.dsn()
    stone = into_database(folder, dsn, name, "the agency")
    assert (stone.n, stone.digest) == (3, verify(folder).digest)
    with pytest.raises(KeptElsewhereError, match="the agency"):
        Record.open(folder)
    (folder / TOMBSTONE).write_text("{", encoding="utf-8")
    with pytest.raises(KeptElsewhereError):
        Record.open(folder)
    served = Record.taken(PostgresTenure(dsn, folder, name=name))
    put(served, 4)
    with pytest.raises(LockedError):
        into_folder(dsn, name, folder, "a laptop")
    served.close()
    assert into_folder(dsn, name, folder, "a laptop").n == 4
    with pytest.raises(KeptElsewhereError, match="a laptop"):
        PostgresTenure(dsn, folder, name=name).take()
    again = Record.open(folder)
    put(again, 5)
    again.close()
    assert into_database(folder, dsn, name, "the agency").n == 5
    assert into_folder(dsn, name, tmp_path / "another", "a laptop").n == 5
    assert verify(tmp_path / "another").digest == verify(folder).digest


def test_a_move_that_is_not_the_same_byte_for_byte_leaves_no_tombstone(
    folder: Path, cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name, dsn = tmp_path.as_posix(), cluster.dsn()
    whole = (folder / "journal.jsonl").read_bytes()
    shorter = whole[: whole.rindex(b"\n", 0, -1) + 1]
    monkeypatch.setattr(store.postgresql.moving, "journal_bytes", lambda *_: shorter)
    with pytest.raises(DamagedError):
        into_database(folder, dsn, name, "the agency")
    assert not (folder / TOMBSTONE).exists()
    with pytest.raises(DamagedError):
        into_folder(dsn, name, tmp_path / "back", "a laptop")
    Record.open(folder).close()


def test_no_other_record_is_overwritten(folder: Path, cluster: Cluster, tmp_path: Path) -> None:
    name, dsn = tmp_path.as_posix(), cluster.dsn()
    into_database(folder, dsn, name, "the agency")
    Record.create(tmp_path / "other").close()
    with pytest.raises(AlreadyExistsError):
        into_database(tmp_path / "other", dsn, name, "the agency")
    with pytest.raises(AlreadyExistsError):
        into_folder(dsn, name, tmp_path / "other", "a laptop")
    Record.open(tmp_path / "other").close()
    with pytest.raises(NotFoundError):
        into_folder(dsn, "none", tmp_path / "third", "a laptop")


def test_the_copy_of_a_server_keeps_aside_what_the_database_lost(
    folder: Path, cluster: Cluster, tmp_path: Path
) -> None:
    name, dsn = tmp_path.as_posix(), cluster.dsn()
    into_database(folder, dsn, name, "the agency")
    copy = Copy(dsn, name, tmp_path / "copy")
    assert copy.step(0.01).n == 3
    with pytest.raises(LockedError):
        Copy(dsn, name, tmp_path / "copy")
    # As after the promotion of a standby that lagged behind, and another commit there.
    cluster.sql(
        "SET session_replication_role = replica;"
        f"DELETE FROM commits WHERE record = '{name}' AND n = 3;"
        f"UPDATE journals SET n = 2, digest = (SELECT convert_to(substr(convert_from(line, 'UTF8'), "
        f"length(convert_from(line, 'UTF8')) - 66, 64), 'UTF8') FROM commits WHERE record = '{name}' AND n = 2)"
        f" WHERE record = '{name}'"
    )
    assert copy.step(0.01).n == 2
    assert copy.set_aside is not None
    assert copy.set_aside.read_bytes() == (folder / "journal.jsonl").read_bytes()
    assert verify(tmp_path / "copy").n == 2
    served = Record.taken(PostgresTenure(dsn, folder, name=name))
    put(served, 7)
    assert copy.step(0.5).n == 3
    served.close()
    copy.close()
    (tmp_path / "copy" / "journal.jsonl").write_bytes(b"half")
    again = Copy(dsn, name, tmp_path / "copy")
    assert again.step(0.01).n == 3
    again.close()
    assert (verify(tmp_path / "copy").ok, verify(tmp_path / "copy").n) == (True, 3)


def test_the_commands_move_a_meeting_and_say_where_it_is(cluster: Cluster, tmp_path: Path) -> None:
    make_meeting(tmp_path / "meetings" / "cuộc-một")

    def doithoai(*arguments: str) -> subprocess.CompletedProcess[str]:
        settings = {
            "DOITHOAI_DATA": str(tmp_path),
            "DOITHOAI_LANGUAGE": "en",
            "DOITHOAI_DATABASE": cluster.dsn(),
        }
        return subprocess.run(
            [sys.executable, "-m", "doithoai", *arguments],
            capture_output=True,
            encoding="utf-8",
            env={**os.environ, **settings},
        )

    moved = doithoai("database", "put", "cuộc-một")
    assert moved.returncode == 0, moved.stderr
    assert "every byte compared" in moved.stdout
    assert "cuộc-một  2  -" in doithoai("database", "list").stdout.splitlines()
    refused = doithoai("serve", "cuộc-một")
    assert refused.returncode == 1
    assert "kept elsewhere now: PostgreSQL 127.0.0.1/postgres" in refused.stderr
    back = doithoai("database", "get", "cuộc-một")
    assert back.stdout == moved.stdout
    assert doithoai("verify", "cuộc-một").returncode == 0
