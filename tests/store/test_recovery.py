from __future__ import annotations

import gc
import os
import sys
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from store import DamagedError, Follower, JournalError, NotFoundError, Record, UnavailableError, verify
from store.messages import message
from store.tinydb_journal.chain import NO_DIGEST, seal
from store.tinydb_journal.errors import (
    DivergedError,
    EmptyJournalError,
    JournalLostError,
    NewerFormatError,
    NotAJournalError,
)
from store.tinydb_journal.format import JOURNAL
from store.tinydb_journal.generations import END
from store.tinydb_journal.tests.changes import AT, Put
from tests.faults.power import Disk, Folder, Inode, PowerCut, PowerFiles

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

FOLDER = Path("/record")
LAST = 6


def played(*, closed: bool) -> dict[str, bytes]:
    """The files of a record of six commits, closed or stopped by a crash."""
    files = PowerFiles()
    record = Record.create(FOLDER, files=files)
    for number in range(1, LAST + 1):
        record.commit(
            [Put("questions", number, {"text": f"Câu hỏi số {number}"})], by="phone", did="ask", at=AT
        )
    if closed:
        record.close()
    else:
        record.abandon()
    return {name: inode.now for name, inode in files.disk.now.items() if not isinstance(inode, Folder)}


def opened(contents: dict[str, bytes], **changed: bytes) -> tuple[Record, PowerFiles]:
    names = {name: Inode(changed.get(Path(name).stem, data)) for name, data in contents.items()}
    files = PowerFiles(Disk(names))
    return Record.open(FOLDER, files=files), files


def numbers(record: Record) -> list[int]:
    return [row.doc_id for row in record.db.table("questions")]


def line_ends(journal: bytes) -> Iterator[int]:
    end = 0
    for line in journal.splitlines(keepends=True):
        end += len(line)
        yield end


def test_any_truncation_after_a_crash_gives_the_longest_prefix_and_keeps_the_original() -> None:
    contents = played(closed=False)
    whole = contents[str(FOLDER / JOURNAL)]
    ends = list(line_ends(whole))
    for size in range(1, len(whole)):
        if size < ends[0]:
            with pytest.raises((DamagedError, NotAJournalError)):
                opened(contents, journal=whole[:size])
            continue
        record, files = opened(contents, journal=whole[:size])
        kept = sum(1 for end in ends[1:] if end <= size)
        assert numbers(record) == list(range(1, kept + 1))
        if size in ends:
            assert record.recovery is None
        else:
            assert record.recovery is not None
            assert record.recovery.n == kept
            assert record.recovery.kept is not None
            assert files.read(record.recovery.kept) == whole[:size]
            assert files.read(FOLDER / JOURNAL) == whole[: ends[kept]]


def test_a_journal_shortened_after_it_was_closed_gets_its_tables_back_from_the_snapshot() -> None:
    contents = played(closed=True)
    whole = contents[str(FOLDER / JOURNAL)]
    ends = list(line_ends(whole))
    for size in range(ends[0], len(whole)):
        record, files = opened(contents, journal=whole[:size])
        assert record.recovery is not None
        assert (record.recovery.n, record.recovery.generation) == (sum(end <= size for end in ends) - 1, LAST)
        assert numbers(record) == list(range(1, LAST + 1))
        assert list(record.commits())[-1].did == "restore"
        assert str(LAST) in str(record.recovery)
        record.close()
        again = Record.open(FOLDER, files=files)
        assert (again.recovery, numbers(again)) == (None, list(range(1, LAST + 1)))


def test_every_flipped_bit_of_a_closed_record_is_found_and_named(tmp_path: Path) -> None:
    contents = played(closed=True)
    whole = contents[str(FOLDER / JOURNAL)]
    ends = list(line_ends(whole))
    for position in range(len(whole)):
        line = sum(end <= position for end in ends)
        for bit in range(8):
            flipped = bytearray(whole)
            flipped[position] ^= 1 << bit
            assert found_at(contents, bytes(flipped)) == line


def found_at(contents: dict[str, bytes], journal: bytes) -> int:
    """The commit at which opening this journal says it is wrong; 0 for the header."""
    try:
        record, _files = opened(contents, journal=journal)
    except DamagedError as damaged:
        return damaged.n
    except NotAJournalError:
        return 0
    # Only the newline of the very last line may look like a file cut short; its tables come back all the same.
    assert record.recovery is not None
    assert numbers(record) == list(range(1, LAST + 1))
    return record.recovery.n + 1


def test_every_flipped_bit_after_a_crash_is_found_and_named() -> None:
    contents = played(closed=False)
    whole = contents[str(FOLDER / JOURNAL)]
    ends = list(line_ends(whole))
    for position in range(ends[0], len(whole), 5):
        line = sum(end <= position for end in ends)
        for bit in (0, 7):
            flipped = bytearray(whole)
            flipped[position] ^= 1 << bit
            assert named_after_crash(contents, bytes(flipped)) == line


def named_after_crash(contents: dict[str, bytes], journal: bytes) -> int:
    """The commit at which opening says this journal is wrong, or has an unfinished end that is kept: only the last."""
    try:
        record, files = opened(contents, journal=journal)
    except DamagedError as damaged:
        return damaged.n
    assert record.recovery is not None
    assert record.recovery.kept is not None
    assert (record.recovery.n, files.read(record.recovery.kept)) == (LAST - 1, journal)
    return LAST


def test_a_flipped_newline_hides_neither_of_its_lines() -> None:
    contents = played(closed=False)
    whole = contents[str(FOLDER / JOURNAL)]
    ends = list(line_ends(whole))
    for line, end in enumerate(ends[1:-1], start=1):
        for bit in range(8):
            flipped = bytearray(whole)
            flipped[end - 1] ^= 1 << bit
            with pytest.raises(DamagedError) as damaged:
                opened(contents, journal=bytes(flipped))
            assert damaged.value.n == line


@pytest.mark.parametrize("closed", [False, True])
def test_lines_taken_out_changed_over_or_put_in_are_no_crash(*, closed: bool) -> None:
    contents = played(closed=closed)
    lines = contents[str(FOLDER / JOURNAL)].splitlines(keepends=True)
    for n in range(1, LAST):
        without = lines[:n] + lines[n + 1 :]
        swapped = [*lines[:n], lines[n + 1], lines[n], *lines[n + 2 :]]
        doubled = lines[: n + 1] + lines[n:]
        for changed, first_wrong in ((without, n), (swapped, n), (doubled, n + 1)):
            with pytest.raises(DamagedError) as damaged:
                opened(contents, journal=b"".join(changed))
            assert damaged.value.n == first_wrong
    with pytest.raises(DamagedError):
        opened(contents, journal=b"".join([*lines, lines[-1]]))


def test_an_edited_last_commit_is_no_crash() -> None:
    contents = played(closed=False)
    edited = contents[str(FOLDER / JOURNAL)].replace("số 6".encode(), "số 9".encode())
    with pytest.raises(DamagedError) as damaged:
        opened(contents, journal=edited)
    assert damaged.value.n == LAST


def test_another_journal_after_the_end_is_set_aside() -> None:
    contents = played(closed=False)
    whole = contents[str(FOLDER / JOURNAL)]
    for other in (whole, played(closed=True)[str(FOLDER / JOURNAL)]):
        record, files = opened(contents, journal=whole + other)
        assert numbers(record) == list(range(1, LAST + 1))
        assert record.recovery is not None
        assert record.recovery.kept is not None
        assert files.read(record.recovery.kept) == whole + other


def test_damage_can_be_mended_by_keeping_what_is_whole_and_the_later_snapshot() -> None:
    contents = played(closed=True)
    damaged = contents[str(FOLDER / JOURNAL)].replace("số 3".encode(), "số 9".encode())
    files = PowerFiles(Disk({name: Inode(data) for name, data in contents.items()}))
    files.disk.now[str(FOLDER / JOURNAL)] = Inode(damaged)
    with pytest.raises(DamagedError, match="3"):
        Record.open(FOLDER, files=files)
    record = Record.open(FOLDER, files=files, mend=True)
    assert numbers(record) == list(range(1, LAST + 1))
    assert record.db.table("questions").get(doc_id=3) == {"text": "Câu hỏi số 3"}
    assert record.recovery is not None
    assert record.recovery.kept is not None
    assert (record.recovery.n, files.read(record.recovery.kept)) == (2, damaged)


def test_a_journal_and_a_snapshot_of_two_histories_are_refused_until_one_is_set_aside() -> None:
    contents, other = played(closed=True), played(closed=True)
    snapshot = next(name for name in contents if name.endswith("6.json"))
    header, rest = contents[str(FOLDER / JOURNAL)].split(b"\n", 1)
    rewritten, before = [header + b"\n"], header[-66:-2]
    for line in rest.replace("số 3".encode(), "số 9".encode()).splitlines():
        sealed, before = seal(before, line[:-66] + NO_DIGEST + b'"}')
        rewritten.append(sealed)
    contents[str(FOLDER / JOURNAL)] = b"".join(rewritten)
    with pytest.raises(DivergedError, match="6"):
        opened(contents)
    record = Record.open(FOLDER, files=(files := with_files(contents)), mend=True)
    assert record.db.table("questions").get(doc_id=3) == {"text": "Câu hỏi số 9"}
    assert snapshot not in files.disk.now
    # A snapshot of quite another record says nothing of this one.
    contents[snapshot] = other[snapshot]
    assert opened(contents)[0].recovery is None


def with_files(contents: dict[str, bytes]) -> PowerFiles:
    return PowerFiles(Disk({name: Inode(data) for name, data in contents.items()}))


def test_a_damaged_snapshot_costs_nothing() -> None:
    contents = played(closed=True)
    name = next(name for name in contents if name.endswith("6.json"))
    for position in range(0, len(contents[name]), 7):
        flipped = bytearray(contents[name])
        flipped[position] ^= 4
        record, _ = opened(contents | {name: bytes(flipped)})
        assert numbers(record) == list(range(1, LAST + 1))


def test_a_snapshot_that_is_no_file_or_no_tables_costs_nothing(tmp_path: Path) -> None:
    Record.create(tmp_path).close()
    snapshots = tmp_path / "snapshots"
    whole = next(snapshots.iterdir()).read_bytes()
    (snapshots / "000000000003.json").mkdir()
    body = whole[:-69].replace(b'{"_record"', b'{"t":{"x":1},"_record"')
    (snapshots / "000000000000.json").write_bytes(body + sha256(body + END).hexdigest().encode() + END)
    record = Record.open(tmp_path)
    assert (record.n, record.db.tables()) == (0, set())
    record.close()


def test_opening_leaves_the_collector_as_it_was(tmp_path: Path) -> None:
    Record.create(tmp_path).close()
    gc.disable()
    try:
        Record.open(tmp_path).close()
        assert not gc.isenabled()
    finally:
        gc.enable()
    Record.open(tmp_path).close()
    assert gc.isenabled()


def test_a_crash_while_the_end_was_being_mended_changes_nothing() -> None:
    contents = played(closed=True)
    ends = list(line_ends(contents[str(FOLDER / JOURNAL)]))
    contents[str(FOLDER / JOURNAL)] = contents[str(FOLDER / JOURNAL)][: ends[2] + 9]
    files = with_files(contents)
    Record.open(FOLDER, files=files)
    for stop_at in range(files.moments):
        stopped = with_files(contents)
        stopped.stop_at = stop_at
        with pytest.raises(PowerCut):
            Record.open(FOLDER, files=stopped)
        stopped.stop_at = -1
        record = Record.open(FOLDER, files=stopped)
        assert numbers(record) == list(range(1, LAST + 1))


@pytest.mark.parametrize(
    ("journal", "refusal"),
    [
        (b"", EmptyJournalError),
        (b'{"_default": {"1": {"a": 1}}}', NotAJournalError),
        (b"\x00" * 4096, NotAJournalError),
        (b'{"journal":1', DamagedError),
        (b'{"journal":1,"n":0}\n', DamagedError),
        (b'{"journal":1,"after":"\xff"}\n', DamagedError),
        (b'{"journal":' + b"[" * 100_000 + b"\n", DamagedError),
        (seal(NO_DIGEST, b'{"journal":1,"digest":"' + NO_DIGEST + b'"}')[0], DamagedError),
        (seal(NO_DIGEST, b'{"journal":99,"digest":"' + NO_DIGEST + b'"}')[0], NewerFormatError),
    ],
    ids=[
        "0 bytes",
        "stock TinyDB",
        "zeros",
        "torn header",
        "unsealed header",
        "no UTF-8",
        "deep",
        "odd header",
        "newer",
    ],
)
def test_what_is_no_journal_is_refused_and_left_as_it_is(
    tmp_path: Path, journal: bytes, refusal: type[JournalError]
) -> None:
    (tmp_path / JOURNAL).write_bytes(journal)
    with pytest.raises(refusal) as refused:
        Record.open(tmp_path)
    assert all(refused.value.sentences())
    assert verify(tmp_path).reason == refusal.code
    assert (tmp_path / JOURNAL).read_bytes() == journal


@pytest.mark.parametrize("left", [None, b"", b"\0" * 900, b'{"journal":1,"rec'])
def test_a_journal_lost_altogether_is_begun_again_from_the_newest_snapshot(left: bytes | None) -> None:
    contents = played(closed=True)
    del contents[str(FOLDER / JOURNAL)]
    if left is not None:
        contents[str(FOLDER / JOURNAL)] = left
    files = with_files(contents)
    with pytest.raises((JournalLostError, EmptyJournalError, NotAJournalError, DamagedError)) as refused:
        Record.open(FOLDER, files=files)
    assert "doithoai mend" in message(refused.value)
    with pytest.raises((JournalLostError, EmptyJournalError, NotAJournalError, DamagedError)):
        Follower.open(FOLDER, files=files)
    record = Record.open(FOLDER, files=files, mend=True)
    assert (record.n, record.begins_after, numbers(record)) == (LAST, LAST, list(range(1, LAST + 1)))
    assert record.recovery is not None
    assert record.recovery.generation == LAST
    assert (record.recovery.kept is None) == (not left)
    assert str(record.recovery)
    record.commit([Put("questions", 9, {"text": "mới"})], by="host", did="ask", at=AT)
    record.close()
    assert Record.open(FOLDER, files=files).n == LAST + 1


def test_with_neither_a_journal_nor_a_whole_snapshot_nothing_is_begun() -> None:
    contents = played(closed=True)
    name = next(name for name in contents if name.endswith("6.json"))
    damaged = {name: contents[name].replace(b"questions", b"questionz"), str(FOLDER / JOURNAL): b""}
    with pytest.raises(EmptyJournalError):
        Record.open(FOLDER, files=with_files(damaged), mend=True)


def test_a_journal_that_is_no_plain_file_is_refused(tmp_path: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("Windows has no pipes that are files")
    makers: list[Callable[[Path], None]] = [Path.mkdir, os.mkfifo, lambda path: path.symlink_to("/dev/null")]
    for number, make in enumerate(makers):
        folder = tmp_path / str(number)
        folder.mkdir()
        make(folder / JOURNAL)
        with pytest.raises(NotAJournalError):
            Record.open(folder)
        assert not verify(folder).ok
    with pytest.raises(NotFoundError):
        Record.open(tmp_path)


def test_a_record_in_a_folder_that_cannot_be_written_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(UnavailableError) as refused:
        Record.create(tmp_path / "file" / "m")
    assert str(tmp_path) in str(refused.value)
