"""A damaged record is refused with a sentence, and `mend` is the way out."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from link.library import MeetingLibrary
from store import BallotBox, Follower, Record
from store.tinydb_journal.commit import Change
from tests.doithoai.test_command_line import NEW, doithoai


@pytest.fixture
def record() -> Path:
    assert doithoai(*NEW).returncode == 0
    folder = MeetingLibrary(Path(os.environ["DOITHOAI_DATA"])).find("latest").record
    opened = Record.open(folder)
    opened.commit(
        [Change("notes", 1, {"text": "xin chào"})], by="host", did="note", at="2026-03-05T09:00:00+07:00"
    )
    opened.close()
    return folder


def test_a_damaged_record_is_named_refused_and_mended(record: Path) -> None:
    journal = record / "journal.jsonl"
    whole = journal.read_bytes()
    journal.write_bytes(whole.replace("Hữu Tâm".encode(), "Hữu Tám".encode()))
    assert doithoai("verify", "latest").returncode == 1
    out = record.parent / "out"
    printed = doithoai("export", "latest", "--format", "text", "--out", str(out), "--language", "en")
    assert (printed.returncode, "is not what was written" in printed.stderr) == (0, True)
    assert list(out.iterdir())
    mended = doithoai("mend", "latest", "--language", "en")
    assert mended.returncode == 0, mended.stderr
    assert "restored from the copy kept" in mended.stdout
    assert "are whole" in mended.stdout
    assert doithoai("verify", "latest").returncode == 0
    printed = doithoai("export", "latest", "--format", "text", "--out", str(out), "--language", "en")
    assert "written" not in printed.stderr
    assert Follower.open(record).db.table("notes").all() == [{"text": "xin chào"}]


def test_a_whole_record_is_left_as_it_is(record: Path) -> None:
    before = (record / "journal.jsonl").read_bytes()
    assert "are whole" in doithoai("mend", "latest", "--language", "en").stdout
    assert (record / "journal.jsonl").read_bytes() == before


def test_a_record_that_lost_its_journal_is_begun_again_from_its_snapshot(record: Path) -> None:
    (record / "journal.jsonl").write_bytes(b"")
    assert doithoai("verify", "latest").returncode == 1
    mended = doithoai("mend", "latest")
    assert mended.returncode == 0, mended.stderr
    assert doithoai("verify", "latest").returncode == 0


def test_a_damaged_ballot_box_is_mended_too(record: Path) -> None:
    box = BallotBox.create(record.parent, "poll-1")
    box.cast("1", b"phone", "yes")
    box.flush()
    box._log.close()
    path = record.parent / "ballots" / "poll-1.box"
    path.write_bytes(path.read_bytes().replace(b"open", b"0pen"))
    mended = doithoai("mend", "latest", "--language", "en")
    assert "ballot box poll-1 was damaged" in mended.stdout
    assert not list(path.parent.iterdir())
