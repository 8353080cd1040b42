"""Ballots in a database: counted as in a file, fenced as commits are, and read by nobody without the key."""

from __future__ import annotations

import base64
import secrets
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from store import BallotBox, NotFoundError
from store.errors import BoxClosedError, BoxDamagedError, BoxWriteError
from store.postgresql.boxes import PostgresBoxes
from store.postgresql.tenure import PostgresTenure
from store.tinydb_journal.errors import AlreadyExistsError, UnavailableError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.postgresql.cluster import Cluster


class Held:
    """A record held, and its boxes."""

    def __init__(self, cluster: Cluster, folder: Path, name: str) -> None:
        self.told = 0
        self.tenure = PostgresTenure(cluster.dsn(), folder, name=name)
        self.boxes = PostgresBoxes(cluster.dsn(), self.tenure, folder, self.tell)

    def tell(self) -> None:
        self.told += 1

    def close(self) -> None:
        self.boxes.close()
        self.tenure.release()


@pytest.fixture
def held(cluster: Cluster, tmp_path: Path) -> Iterator[Held]:
    made = Held(cluster, tmp_path, f"hộp-{secrets.token_hex(4)}")
    made.tenure.create("ab" * 16)
    yield made
    made.close()


def test_ballots_are_there_after_the_server_was_replaced(held: Held, cluster: Cluster) -> None:
    box = BallotBox.create(held.boxes, "poll-1")
    assert held.told == 1
    for device in range(20):
        box.cast("ballot", b"device %d" % device, device % 3)
    box.cast("ballot", b"device 0", 2)
    box.withdraw("ballot", b"device 1")
    box.flush()
    box.cast("ballot", b"device 2", 0)
    box.mix()
    counted = box.ballots("ballot")
    held.close()
    after = Held(cluster, held.boxes.folder, held.tenure.name)
    after.tenure.take()
    again = BallotBox.open(after.boxes, "poll-1")
    assert again.ballots("ballot") == counted
    assert again.choice("ballot", b"device 0") == 2
    assert again.withdraw("ballot", b"device 5")
    assert again.seal()["ballot"].count(2) == 5
    with pytest.raises(BoxClosedError):
        BallotBox.open(after.boxes, "poll-1").cast("ballot", b"late", 1)
    again.destroy()
    with pytest.raises(NotFoundError):
        BallotBox.open(after.boxes, "poll-1")
    assert cluster.sql(f"SELECT count(*) FROM ballots WHERE record = '{after.tenure.name}'") == [(0,)]
    after.close()


def test_a_box_is_begun_once_and_stays_with_its_database(held: Held, tmp_path: Path) -> None:
    box = BallotBox.create(held.boxes, "poll-1")
    with pytest.raises(AlreadyExistsError):
        BallotBox.create(held.boxes, "poll-1")
    with pytest.raises(UnavailableError):
        box.move_to(tmp_path / "elsewhere")


def test_a_box_whose_key_is_gone_or_anothers_is_never_counted(held: Held) -> None:
    box = BallotBox.create(held.boxes, "poll-1")
    box.cast("ballot", b"device", 1)
    box.flush()
    key = held.boxes.folder / "ballots" / "poll-1.key"
    secret = key.read_bytes()
    key.write_bytes(secret[::-1])
    with pytest.raises((BoxDamagedError, UnavailableError)):
        BallotBox.open(held.boxes, "poll-1")
    key.unlink()
    with pytest.raises(NotFoundError):
        BallotBox.open(held.boxes, "poll-1")
    key.write_bytes(secret)  # a key without ballots, as one that was handed over and not erased yet
    with pytest.raises(NotFoundError):
        BallotBox.open(held.boxes, "poll-1")
    assert not key.exists()


def test_a_server_whose_right_has_passed_on_takes_no_ballot(held: Held, cluster: Cluster) -> None:
    box = BallotBox.create(held.boxes, "poll-1")
    cluster.sql(f"UPDATE journals SET epoch = epoch + 1 WHERE record = '{held.tenure.name}'")
    box.cast("ballot", b"device", 1)
    with pytest.raises(BoxWriteError):
        box.flush()
    with pytest.raises(UnavailableError):
        box.resume()
    assert cluster.sql(f"SELECT mark FROM ballots WHERE record = '{held.tenure.name}'") == [("open",)]


def occurrences(folder: Path, needles: list[bytes]) -> int:
    """How many of `needles` stand in any file under `folder`."""
    left = set(needles)
    for path in folder.rglob("*"):
        if path.is_file() and left:
            data = path.read_bytes()
            left -= {needle for needle in left if needle in data}
    return len(needles) - len(left)


def test_neither_key_nor_choice_is_anywhere_in_the_database_its_log_a_standby_or_a_backup(
    held: Held, cluster: Cluster
) -> None:
    sealed, plain = ([f"{word}-{secrets.token_hex(8)}" for _ in range(300)] for word in ("bí-mật", "lộ"))
    box = BallotBox.create(held.boxes, "poll-1")
    secret = (held.boxes.folder / "ballots" / "poll-1.key").read_bytes()
    key = [secret, secret.hex().encode(), base64.b64encode(secret)]
    standby = cluster.standby("secrecy")
    try:
        cluster.sql("CREATE TABLE plain (choice text)")
        cluster.sql(";".join(f"INSERT INTO plain VALUES ('{told}')" for told in plain))
        for device, choice in enumerate(sealed):
            box.cast("ballot", b"%d" % device, choice)
            if device % 50 == 0:
                box.flush()
        box.flush()
        backup = cluster.backup()
        assert box.seal()["ballot"] == sorted(sealed)
        box.destroy()
        for statement in ("DELETE FROM plain", "VACUUM FULL plain", "DROP TABLE plain", "CHECKPOINT"):
            cluster.sql(statement)
        for place in (cluster.data, backup, standby.data):
            assert occurrences(place, [each.encode() for each in sealed] + key) == 0
            # A plain table shows that this looks where choices would stand.
            assert occurrences(place, [each.encode() for each in plain]) > 290
        assert occurrences(held.boxes.folder, key) == 0
    finally:
        standby.remove()
