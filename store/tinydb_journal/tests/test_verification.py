from __future__ import annotations

import sys
import tracemalloc
import warnings
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from .. import Follower, Record, bundle, bundles, unbundle, verify
from ..chain import NO_DIGEST, digest_of, seal
from ..errors import (
    AlreadyExistsError,
    DamagedError,
    EmptyJournalError,
    NotABackupError,
    NotAJournalError,
    NotFoundError,
    UnavailableError,
    unavailable,
)
from ..format import JOURNAL, PROGRESS_EVERY, header_line
from ..verification import PROGRESS_EVERY as VERIFIED_EVERY
from .changes import AT, Put

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A closed record of three commits."""
    record = Record.create(tmp_path / "m")
    for number in range(1, 4):
        record.commit([Put("answers", number, {"answer": number})], by="host", did="answer", at=AT)
    record.close()
    return tmp_path / "m"


def rewrite(folder: Path, old: bytes, new: bytes) -> None:
    journal = folder / JOURNAL
    journal.write_bytes(journal.read_bytes().replace(old, new))


def test_a_whole_record_its_journal_and_its_bundle_give_one_digest(folder: Path, tmp_path: Path) -> None:
    bundled = bundle(folder, tmp_path / "m.zip")
    found = [verify(path) for path in (folder, folder / JOURNAL, bundled)]
    assert all(each.ok and each.n == 3 for each in found)
    assert len({each.digest for each in found}) == 1
    assert len({each.identity for each in found}) == 1
    assert str(found[0]) == f"Commits 1 to 3 are whole; digest {found[0].digest}."


def test_a_changed_letter_is_named_by_its_commit(folder: Path) -> None:
    rewrite(folder, b'"answer":2', b'"answer":7')
    found = verify(folder)
    assert (found.ok, found.n, found.first_wrong, found.reason) == (False, 1, 2, "altered")
    assert "2" in str(found)


def test_a_journal_cut_short_is_named_by_the_commit_that_is_missing(folder: Path) -> None:
    journal = folder / JOURNAL
    whole = journal.read_bytes()
    journal.write_bytes(whole[:-5])
    assert (verify(folder).first_wrong, verify(folder).reason) == (3, "unfinished")
    journal.write_bytes(b"".join(whole.splitlines(keepends=True)[:3]))
    assert (verify(folder).first_wrong, verify(folder).reason) == (3, "missing")
    assert verify(journal).ok


def test_a_damaged_snapshot_or_one_of_another_history_is_named(folder: Path, tmp_path: Path) -> None:
    path = next((folder / "snapshots").iterdir())
    whole = path.read_bytes()
    for changed in (whole.replace(b'"answer":2', b'"answer":7'), b"{}", whole[:-9]):
        path.write_bytes(changed)
        found = verify(folder)
        assert (found.ok, found.reason, found.snapshot, found.n) == (False, "snapshot", path.name, 3)
        assert path.name in str(found)
    path.write_bytes(whole)
    assert verify(folder).ok


def test_a_snapshot_from_before_a_journal_begun_again_is_left_out(folder: Path) -> None:
    record = Record.open(folder)
    record.commit([Put("answers", 9, {"answer": 9})], by="host", did="answer", at=AT)
    record.close()
    (folder / JOURNAL).unlink()
    record = Record.open(folder, mend=True)
    record.commit([Put("answers", 10, {"answer": 9})], by="host", did="answer", at=AT)
    record.close()
    found = verify(folder)
    assert (found.ok, found.begins_after, found.n) == (True, 4, 5)


def forged(**changed: Any) -> bytes:
    """A well sealed journal whose one commit contradicts what came before it, or is no commit."""
    header = header_line("0" * 32, tables={"t": {1: {"a": 1}}})
    commit = '{"n":%(n)s,"at":"","by":"","did":"","ops":[%(op)s],"synced":0,"digest":"%(digest)s"}'
    op = '{"table":"t","id":1,"document":{"a":2},"before":{"a":1}}'.replace(
        "1}}", f"{changed.get('before', 1)}}}}}"
    )
    line = commit % {"n": changed.get("n", 1), "op": changed.get("op", op), "digest": NO_DIGEST.decode()}
    return header + seal(digest_of(header), line.encode())[0]


def test_a_forger_who_knows_how_to_seal_is_still_found_where_commits_contradict(tmp_path: Path) -> None:
    journal = tmp_path / JOURNAL
    for changed, reason in (
        ({}, ""),
        ({"n": 7}, "number"),
        ({"before": 9}, "before"),
        ({"op": "7"}, "unreadable"),
    ):
        journal.write_bytes(forged(**changed))
        found = verify(journal)
        assert (found.reason, found.first_wrong) == (reason, 1 if reason else None)


def test_a_well_sealed_line_that_is_no_commit_is_refused_by_number(tmp_path: Path) -> None:
    journal = tmp_path / JOURNAL
    forgery = forged(op="7")
    journal.write_bytes(forgery)
    with pytest.raises(DamagedError, match="1"):
        Record.open(tmp_path)
    follower = Follower.open(tmp_path)
    assert (follower.n, follower.blocked) == (0, True)
    header, line = forgery.splitlines(keepends=True)
    journal.write_bytes(header + b"torn\n" + line + line)
    assert Record.open(tmp_path).recovery is not None


def test_what_is_no_record_is_said_in_words_and_never_raised(tmp_path: Path) -> None:
    assert verify(tmp_path / "nothing").reason == "missing"
    (tmp_path / JOURNAL).write_bytes(b"")
    assert verify(tmp_path).reason == "empty"
    assert str(verify(tmp_path))
    if sys.platform != "win32":  # where a link is a right that few have
        (tmp_path / "link").symlink_to(tmp_path / JOURNAL)
        assert verify(tmp_path / "link").reason == "foreign"
    (tmp_path / "x.zip").write_bytes(b"PK no zip")
    assert verify(tmp_path / "x.zip").reason == "nobackup"


def test_long_work_shows_progress_and_can_be_stopped(tmp_path: Path) -> None:
    record = Record.create(tmp_path / "m")
    for number in range(1, PROGRESS_EVERY + 10):
        record.stage([Put("t", 1, {"a": number})], by="host", did="put", at=AT)
    record.close()
    for work in (
        lambda progress: Record.open(tmp_path / "m", progress=progress).close(),
        lambda progress: verify(tmp_path / "m", progress=progress),
        lambda progress: bundle(tmp_path / "m", tmp_path / "m.zip", progress=progress),
    ):
        seen: list[tuple[int, int]] = []
        work(lambda done, whole, seen=seen: seen.append((done, whole)))
        assert seen
        assert all(0 <= done <= whole for done, whole in seen)
        with pytest.raises(Stopped):
            work(stop)
    assert VERIFIED_EVERY < PROGRESS_EVERY
    Record.open(tmp_path / "m").close()


class Stopped(Exception):  # noqa: N818 - a person stopping is no error
    """The person pressed a key."""


def stop(_done: int, _whole: int) -> None:
    raise Stopped


def test_one_record_always_bundles_to_the_same_bytes_even_while_it_is_open(
    folder: Path, tmp_path: Path
) -> None:
    record = Record.open(folder)
    first = bundle(folder, tmp_path / "1.zip").read_bytes()
    assert first == bundle(folder, tmp_path / "2.zip").read_bytes()
    record.close()


def test_a_bundle_of_a_damaged_record_holds_what_is_valid(folder: Path, tmp_path: Path) -> None:
    rewrite(folder, b'"answer":3', b'"answer":7')
    assert verify(bundle(folder, tmp_path / "m.zip")).n == 2


def test_a_bundle_unpacks_to_the_same_record_and_never_over_another(folder: Path, tmp_path: Path) -> None:
    bundle(folder, tmp_path / "m.zip")
    with pytest.raises(AlreadyExistsError):
        unbundle(tmp_path / "m.zip", folder)
    unbundle(tmp_path / "m.zip", tmp_path / "again")
    assert (tmp_path / "again" / JOURNAL).read_bytes() == (folder / JOURNAL).read_bytes()
    with Record.open(tmp_path / "again").db as db:
        assert len(db.table("answers")) == 3


def test_a_copied_journal_is_a_backup_as_it_is(folder: Path, tmp_path: Path) -> None:
    journal = (folder / JOURNAL).read_bytes()
    ends = [end for end in range(1, len(journal) + 1) if journal[end - 1 : end] == b"\n"]
    for number, size in enumerate((ends[-1], ends[-1] - 9, ends[-2], ends[0])):
        (tmp_path / "copy.jsonl").write_bytes(journal[:size])
        unbundle(tmp_path / "copy.jsonl", tmp_path / str(number))
        assert (tmp_path / str(number) / JOURNAL).read_bytes() == journal[:size]
        Record.open(tmp_path / str(number)).close()
    (tmp_path / "copy.jsonl").write_bytes(journal.replace(b'"answer":2', b'"answer":7'))
    with pytest.raises(DamagedError):
        unbundle(tmp_path / "copy.jsonl", tmp_path / "altered")


def packed(path: Path, **parts: bytes) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("_", "."), data)
    return path


def test_a_bundle_that_was_altered_is_refused(folder: Path, tmp_path: Path) -> None:
    journal = (folder / JOURNAL).read_bytes()
    altered = journal.replace(b'"answer":2', b'"answer":7')
    cases: list[tuple[Path, type[Exception]]] = [
        (packed(tmp_path / "1.zip", journal_jsonl=altered, tables_json=b"{}"), DamagedError),
        (packed(tmp_path / "2.zip", journal_jsonl=b"", tables_json=b"{}"), EmptyJournalError),
        (packed(tmp_path / "3.zip", journal_jsonl=journal), NotAJournalError),
        (folder / "snapshots" / "000000000003.json", NotAJournalError),
        (tmp_path / "none.zip", NotFoundError),
        (folder, NotAJournalError),
    ]
    for path, refusal in cases:
        with pytest.raises(refusal):
            unbundle(path, tmp_path / "again")
        assert not (tmp_path / "again").exists()
    found = verify(packed(tmp_path / "4.zip", journal_jsonl=journal, tables_json=b"{}"))
    assert (found.ok, found.reason, found.snapshot) == (False, "snapshot", "tables.json")


def test_a_bundle_packed_as_we_pack_none_is_refused(folder: Path, tmp_path: Path) -> None:
    journal = (folder / JOURNAL).read_bytes()
    good = bundle(folder, tmp_path / "m.zip").read_bytes()
    line = good.rfind(b"PK\1\2")
    within = good[: line + 42] + bytes(4) + good[line + 46 :]
    lzma, many = tmp_path / "lzma.zip", tmp_path / "many.zip"
    with zipfile.ZipFile(lzma, "w", zipfile.ZIP_LZMA) as archive:
        for name in bundles.PARTS:
            archive.writestr(name, journal)
    with zipfile.ZipFile(many, "w") as archive:
        for name in (*bundles.PARTS, *map(str, range(bundles.MOST_PARTS))):
            archive.writestr(name, journal if name == JOURNAL else b"{}")
    twice = tmp_path / "twice.zip"
    with zipfile.ZipFile(twice, "w") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        for name in (*bundles.PARTS, JOURNAL):
            archive.writestr(name, journal if name == JOURNAL else b"{}")
    (tmp_path / "within.zip").write_bytes(within)
    for path in (lzma, many, twice, tmp_path / "within.zip"):
        with pytest.raises(NotABackupError):
            unbundle(path, tmp_path / "again")


def test_a_bundle_that_says_its_parts_are_small_unpacks_no_further(folder: Path, tmp_path: Path) -> None:
    journal = (folder / JOURNAL).read_bytes()
    made = tmp_path / "m.zip"
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(JOURNAL, journal + b" " * 200_000_000)
        archive.writestr(bundles.TABLES, b"{}")
    packed, line = bytearray(made.read_bytes()), made.read_bytes().find(b"PK\1\2")
    packed[line + 24 : line + 28] = len(journal).to_bytes(4, "little")
    made.write_bytes(packed)
    tracemalloc.start()
    try:
        with pytest.raises(NotABackupError):
            unbundle(made, tmp_path / "again")
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()


def test_a_bundle_that_would_unpack_to_a_flood_is_refused(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bundled = bundle(folder, tmp_path / "m.zip")
    monkeypatch.setattr(bundles, "LARGEST", 100)
    with pytest.raises(NotAJournalError):
        unbundle(bundled, tmp_path / "again")


def test_a_bundle_that_packs_a_flood_into_little_is_refused(tmp_path: Path) -> None:
    bomb = tmp_path / "m.zip"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(JOURNAL, b" " * 20_000_000)
        archive.writestr("tables.json", b"{}")
    with pytest.raises(NotAJournalError):
        unbundle(bomb, tmp_path / "again")
    assert verify(bomb).reason == "nobackup"


def test_a_bundle_that_cannot_be_written_is_refused_in_words(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(UnavailableError):
        bundle(folder, tmp_path / "no such folder" / "m.zip")


def test_a_name_that_no_file_can_have_is_refused_in_words(folder: Path, tmp_path: Path) -> None:
    for act in (
        lambda: bundle(folder, tmp_path / "m\0.zip"),
        lambda: unbundle(tmp_path / "m\0.zip", tmp_path / "again"),
        lambda: unbundle(bundle(folder, tmp_path / "m.zip"), tmp_path / "again\0"),
        lambda: Record.create(tmp_path / "new\0"),
    ):
        with pytest.raises(UnavailableError, match="not an ordinary file"):
            act()


def test_only_what_a_name_makes_impossible_is_said_of_the_disk(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="something else"), unavailable(tmp_path):
        raise ValueError("something else")
