"""A record, a backup and a bundle of an earlier release open, verify and export as they did then.

`released/` holds them as that release wrote them: questions, answers, votes, a pledge with signatures, a text sealed
under a mask and one sealed because it was routed out.
"""

from __future__ import annotations

import zipfile
from datetime import datetime
from pathlib import Path

import pytest

import minutes
from doithoai.proving import prove, rebuild
from meeting.state import State
from store import Follower, Record, bundle, read_chain, unbundle, verify

RELEASED = Path(__file__).parent / "released"
DIGEST = "fb0bc67ad0edbb69d5704052934df7c0566805de1e6e657b966f33c5e55803ce"
"""What that release printed under its minutes."""
LAST = 97
EXPORTED_AT = datetime.fromisoformat("2024-04-17T11:30:00+07:00")


def contents(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


@pytest.fixture
def record(tmp_path: Path) -> Path:
    with zipfile.ZipFile(RELEASED / "record.zip") as packed:
        packed.extractall(tmp_path / "record")
    return tmp_path / "record"


@pytest.fixture
def exported(tmp_path: Path) -> Path:
    (tmp_path / "bundle.json").write_bytes(contents(RELEASED / "bundle.zip")["bundle.json"])
    return tmp_path / "bundle.json"


@pytest.mark.parametrize("snapshots", [True, False])
def test_the_record_verifies_to_the_printed_digest(record: Path, snapshots: bool) -> None:
    if not snapshots:
        for snapshot in (record / "snapshots").iterdir():
            snapshot.unlink()
    found = verify(record)
    assert (found.ok, found.n, found.digest) == (True, LAST, DIGEST)


def test_the_record_opens_without_recovery_and_goes_on(record: Path) -> None:
    before = (record / "journal.jsonl").read_bytes()
    opened = Record.open(record)
    assert (opened.recovery, opened.n, opened.digest) == (None, LAST, DIGEST)
    assert {"questions", "answers", "polls", "pledges", "signers", "sealed"} <= opened.db.tables()
    assert [row["text"] for row in opened.db.table("sealed")]
    opened.db.table("later").insert({"a": 1})
    opened.close()
    assert (record / "journal.jsonl").read_bytes().startswith(before)
    assert verify(record).ok


def test_the_record_exports_the_same_bundle(record: Path, exported: Path, tmp_path: Path) -> None:
    follower = Follower.open(record)
    state = State.load(follower.db.documents())
    journal = minutes.Journal(*read_chain(record, follower.n))
    [written] = minutes.write(
        state,
        tmp_path / "out",
        ["json"],
        digest=follower.digest,
        n=follower.n,
        at=EXPORTED_AT,
        journal=journal,
    )
    assert written.read_bytes() == exported.read_bytes()


def test_the_backup_holds_what_a_backup_of_the_record_holds(record: Path, tmp_path: Path) -> None:
    assert contents(bundle(record, tmp_path / "again.zip")) == contents(RELEASED / "backup.zip")
    found = verify(RELEASED / "backup.zip")
    assert (found.ok, found.digest) == (True, DIGEST)
    unbundle(RELEASED / "backup.zip", tmp_path / "restored")
    assert (tmp_path / "restored" / "journal.jsonl").read_bytes() == (record / "journal.jsonl").read_bytes()


def test_the_bundle_proves_itself_and_is_rebuilt_without_what_was_sealed(
    exported: Path, tmp_path: Path
) -> None:
    proof = prove(exported)
    assert proof.ok
    assert DIGEST in str(proof)
    rebuild(exported, tmp_path / "rebuilt")
    found = verify(tmp_path / "rebuilt")
    assert (found.ok, found.n) == (True, LAST)
    assert "sealed" not in Follower.open(tmp_path / "rebuilt").db.tables()
