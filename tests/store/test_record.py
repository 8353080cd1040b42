from __future__ import annotations

import os
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Event, Thread
from typing import TYPE_CHECKING, Any

import pytest
from tinydb import TinyDB, where
from tinydb.operations import increment

import store.tinydb_journal.file_journal
from language import using
from store import (
    ClosedError,
    Follower,
    JournalError,
    NotFoundError,
    Record,
    UnavailableError,
    WriteError,
    verify,
)
from store.messages import translated
from store.tinydb_journal.errors import AlreadyExistsError, ConflictError, LockedError, ReadOnlyError
from store.tinydb_journal.files import Files, OpenFile
from store.tinydb_journal.format import JOURNAL, SNAPSHOTS
from store.tinydb_journal.generations import KEPT_GENERATIONS
from store.tinydb_journal.tests.changes import AT, Put
from tests.faults.failing import FailingFiles
from tests.systems import keeps_modes, open_files_can_go, unix
from tests.waiting import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    made = Record.create(tmp_path / "m")
    yield made
    made.close()


def ask(record: Record, number: int, text: str = "Bao giờ?") -> None:
    record.commit([Put("questions", number, {"text": text})], by="phone", did="ask", at=AT)


def test_what_was_committed_is_there_after_reopening(record: Record) -> None:
    ask(record, 1, "Đường hỏng")
    commit = record.commit([Put("questions", 1, {"text": "Đường tốt"})], by="host", did="edit", at=AT)
    record.close()
    reopened = Record.open(record.folder)
    assert reopened.db.table("questions").all() == [{"text": "Đường tốt"}]
    assert (reopened.n, reopened.digest, reopened.durable_n) == (2, commit.digest, 2)
    assert (reopened.recovery, reopened.begins_after) == (None, 0)
    first, second = reopened.commits()
    assert (first.by, first.did, first.at, first.ops[0].before) == ("phone", "ask", AT, None)
    assert second.ops[0].before == {"text": "Đường hỏng"}
    assert list(reopened.commits(after=1)) == [second]
    reopened.close()


def test_the_same_number_and_the_same_commits_give_the_same_digest(tmp_path: Path) -> None:
    digests = set()
    for name in "ab":
        record = Record.create(tmp_path / name, identity="0" * 32)
        ask(record, 1)
        assert record.identity == "0" * 32
        digests.add(record.digest)
        record.close()
    assert len(digests) == 1


def test_a_second_writer_is_refused_by_name_and_a_follower_is_not(record: Record) -> None:
    with pytest.raises(LockedError, match=str(os.getpid())) as held:
        Record.open(record.folder)
    assert held.value.since
    follower = Follower.open(record.folder)
    record.db.insert({"a": 1})
    assert [commit.n for commit in follower.poll()] == [1]
    with pytest.raises(ReadOnlyError):
        follower.db.insert({"a": 2})


@pytest.mark.parametrize("left", [b"nobody", b'{"pid":1,"since":"\xff"}', b"[" * 100_000, b""])
def test_who_holds_a_record_may_be_unknown(record: Record, left: bytes) -> None:
    note = record.folder / "holder.json"
    note.write_bytes(left)
    with pytest.raises(LockedError, match=r"\?") as held:
        Record.open(record.folder)
    assert held.value.pid is None


def test_who_holds_a_record_is_not_asked_of_a_pipe(record: Record) -> None:
    if sys.platform == "win32":
        pytest.skip("Windows has no pipes that are files")
    (record.folder / "holder.json").unlink()
    os.mkfifo(record.folder / "holder.json")
    with pytest.raises(LockedError):
        Record.open(record.folder)


def test_a_new_record_never_takes_the_place_of_an_old_one(record: Record, tmp_path: Path) -> None:
    ask(record, 1)
    record.close()
    with pytest.raises(AlreadyExistsError):
        Record.create(record.folder)
    (record.folder / JOURNAL).unlink()
    with pytest.raises(AlreadyExistsError):
        Record.create(record.folder)
    with pytest.raises(NotFoundError):
        Record.open(tmp_path / "elsewhere")


def test_stock_tinydb_opens_a_snapshot_and_the_last_five_are_kept(record: Record) -> None:
    for number in range(1, 8):
        ask(record, number)
        path = record.snapshot()
        assert record.snapshot() == path
    with TinyDB(path, encoding="utf-8") as stock:
        assert len(stock.table("questions").search(where("text") == "Bao giờ?")) == 7
        assert stock.table("_record").get(doc_id=1)["n"] == 7
    assert len(list(path.parent.iterdir())) == 5


def test_a_long_journal_is_snapshotted_by_itself(tmp_path: Path) -> None:
    record = Record.create(tmp_path / "m")
    record.snapshots.growth = 1000
    for number in range(1, 40):
        ask(record, number)
    record.close()
    assert len(list((tmp_path / "m" / "snapshots").iterdir())) > 1
    assert verify(tmp_path / "m").ok


def test_a_snapshot_that_fails_costs_nothing(tmp_path: Path) -> None:
    files = FailingFiles(error="ENOSPC", for_ever=True, within=tmp_path / "m" / "snapshots")
    record = Record.create(tmp_path / "m", files=files)
    files.fail_at = files.calls
    ask(record, 1)
    record.close()
    assert Record.open(tmp_path / "m").n == 1


def test_a_snapshot_is_written_although_an_old_one_cannot_go(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(1, KEPT_GENERATIONS + 1):
        ask(record, number)
        record.snapshot()
    held = min((record.folder / SNAPSHOTS).iterdir())

    removed = Files.remove

    def remove(files: Files, path: Path) -> None:
        if path == held:
            raise PermissionError(13, "held by another program", str(path))
        removed(files, path)

    monkeypatch.setattr(Files, "remove", remove)
    ask(record, KEPT_GENERATIONS + 1)
    record.snapshot()
    assert len(list((record.folder / SNAPSHOTS).iterdir())) == KEPT_GENERATIONS + 1


def test_a_table_cannot_have_the_name_a_snapshot_needs(record: Record) -> None:
    with pytest.raises(ValueError, match="_record"):
        record.commit([Put("_record", 1, {})], by="host", did="put", at=AT)
    with pytest.raises(ValueError, match="take away"):
        record.commit([Put("questions", 1, None)], by="host", did="remove", at=AT)
    assert record.n == 0


def test_several_changes_of_one_document_in_a_commit_each_know_what_they_replaced(record: Record) -> None:
    put = [Put("t", 1, {"a": 1}), Put("t", 1, None), Put("t", 1, {"a": 3})]
    commit = record.commit(put, by="host", did="put", at=AT)
    assert [op.before for op in commit.ops] == [None, {"a": 1}, None]
    assert record.db.table("t").all() == [{"a": 3}]


def test_a_documents_history_is_found_among_all_commits(record: Record) -> None:
    for number in range(1, 30):
        ask(record, number)
    record.commit([Put("answers", 1, {"table": "questions", "id": 7})], by="host", did="answer", at=AT)
    nested = {"ops": [{"table": "questions", "id": 7}]}
    record.commit([Put("answers", 2, nested)], by="host", did="answer", at=AT)
    record.commit([Put("questions", 7, {"text": "sửa"})], by="host", did="edit", at=AT)
    record.commit([Put("questions", 7, None)], by="host", did="remove", at=AT)
    assert [commit.did for commit in record.history("questions", 7)] == ["ask", "edit", "remove"]
    assert record.history("questions", 77) == []


def test_a_long_journal_is_read_piece_by_piece(record: Record) -> None:
    for number in range(1, 300):
        record.stage([Put("t", number, {"text": "x" * 9000})], by="phone", did="ask", at=AT)
    record.flush()
    assert [commit.n for commit in record.commits(after=3)] == list(range(4, 300))


def test_the_host_undoes_step_by_step(record: Record) -> None:
    ask(record, 1, "một")
    ask(record, 2)
    ask(record, 1, "hai")
    with pytest.raises(ConflictError, match="1"):
        record.undo(1, by="host", at=AT)
    undone = record.undo(3, by="host", at=AT)
    assert (undone.n, undone.did, undone.by) == (4, "undo 3", "host")
    assert record.db.table("questions").get(doc_id=1) == {"text": "một"}
    record.undo(2, by="host", at=AT)
    assert record.db.table("questions").get(doc_id=2) is None
    record.undo(5, by="host", at=AT)
    assert record.db.table("questions").get(doc_id=2) == {"text": "Bao giờ?"}
    for n in (0, 99):
        with pytest.raises(ValueError, match="no commit"):
            record.undo(n, by="host", at=AT)


def test_writes_together_are_one_commit_or_none(record: Record) -> None:
    table = record.db.table("t")
    table.insert({"a": 0})
    with record.transaction(by="host", did="tidy", at=AT):
        table.insert({"a": 1})
        with record.transaction():
            table.update({"a": 2}, where("a") == 1)
        assert len(table) == 2
        record.db.table("new").insert({"b": 1})
        record.db.table("empty", persist_empty=True)
        record.db.table("gone", persist_empty=True)
        record.db.drop_table("gone")
        with pytest.raises(RuntimeError):
            record.stage([], by="host", did="put", at=AT)
    last = list(record.commits())[-1]
    assert (record.n, last.did, last.by, last.made) == (2, "tidy", "host", ("empty",))
    with pytest.raises(ValueError, match="hold"):
        empty_then_fail(record)
    assert (record.n, len(table), record.db.tables()) == (2, 2, {"t", "new", "empty"})
    with record.transaction():
        record.db.drop_table("new")
    assert list(record.commits())[-1].dropped == ("new",)


def empty_then_fail(record: Record) -> None:
    with record.transaction():
        record.db.table("t").truncate()
        record.db.drop_table("new")
        record.db.table("t").insert({"a": object()})


class SlowFiles(Files):
    """A disk whose syncs wait to be let go, one by one."""

    def __init__(self) -> None:
        self.syncing, self.go = Event(), Event()
        self.syncs = 0

    def _open(self, path: Path, how: int) -> OpenFile:
        return (
            SlowFile(self, path, super()._open(path, how))
            if path.name == JOURNAL
            else super()._open(path, how)
        )


class SlowFile(OpenFile):
    def __init__(self, files: SlowFiles, path: Path, opened: OpenFile) -> None:
        super().__init__(path, opened._descriptor)
        self._files = files

    def sync(self) -> None:
        self._files.syncs += 1
        self._files.syncing.set()
        assert self._files.go.wait(PATIENCE)
        super().sync()


@pytest.mark.parametrize(
    "act",
    [
        Record.snapshot,
        Record.close,
        Record.resume,
        lambda record: record.move_to(record.folder / "there"),
        lambda record: record.commit([], by="host", did="ask", at=AT),
        lambda record: record.undo(1, by="host", at=AT),
        lambda record: record.db.close(),
    ],
)
def test_within_a_together_block_nothing_is_made_of_what_is_no_commit_yet(
    record: Record, act: Callable[[Record], object]
) -> None:
    ask(record, 1)
    with pytest.raises(RuntimeError, match="transaction"):
        write_and(record, act)
    record.close()
    assert verify(record.folder).ok
    assert Record.open(record.folder).db.tables() == {"questions"}


def write_and(record: Record, act: Callable[[Record], object]) -> None:
    with record.transaction():
        record.db.insert({"text": "chưa ghi"})
        act(record)


def test_other_threads_wait_for_a_together_block(record: Record) -> None:
    with ThreadPoolExecutor(1) as pool:
        with record.transaction():
            record.db.insert({"text": "một"})
            asked = pool.submit(ask, record, 1)
            while not asked.running():
                pass
            record.db.insert({"text": "hai"})
        asked.result(10)
    assert [commit.did for commit in record.commits()] == ["write", "ask"]


def test_staging_goes_on_while_the_disk_syncs_and_one_sync_serves_all_that_gathered(tmp_path: Path) -> None:
    files = SlowFiles()
    files.go.set()
    record = Record.create(tmp_path / "m", files=files)
    files.go.clear()
    files.syncing.clear()
    files.syncs = 0
    record.stage([Put("t", 1, {"a": 1})], by="phone", did="ask", at=AT)
    first = Thread(target=record.flush)
    first.start()
    assert files.syncing.wait(PATIENCE)
    for number in range(2, 50):
        commit = record.stage([Put("t", number, {"a": 1})], by="phone", did="ask", at=AT)
        assert commit.synced == 0
    assert (record.n, record.durable_n) == (49, 0)
    files.go.set()
    first.join()
    assert record.flush() == 49
    assert files.syncs == 2
    record.close()
    assert verify(tmp_path / "m").ok


def test_many_threads_may_commit_at_once(record: Record) -> None:
    with ThreadPoolExecutor(8) as pool:
        for _ in pool.map(lambda number: ask(record, number), range(1, 201)):
            pass
    assert (record.durable_n, len(record.db.table("questions"))) == (200, 200)
    record.close()
    assert verify(record.folder).ok


def test_a_write_of_one_thread_never_undoes_that_of_another(record: Record) -> None:
    counted = record.db.table("counted")
    counted.insert({"key": "c", "n": 0})

    def write(number: int) -> None:
        counted.update(increment("n"), where("key") == "c")
        counted.upsert({"key": number % 9}, where("key") == number % 9)
        counted.insert({"key": "i"})

    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        with ThreadPoolExecutor(8) as pool:
            list(pool.map(write, range(200)))
    finally:
        sys.setswitchinterval(before)
    assert counted.get(where("key") == "c") == {"key": "c", "n": 200}
    assert len(counted) == 1 + 9 + 200


def test_a_record_that_cannot_save_what_waits_stays_open_until_it_can(tmp_path: Path) -> None:
    files = FailingFiles(error="ENOSPC", for_ever=True, within=tmp_path / "m")
    record = Record.create(tmp_path / "m", files=files)
    ask(record, 1)
    record.stage([Put("questions", 2, {"text": "chờ"})], by="phone", did="ask", at=AT)
    files.fail_at = files.calls
    with pytest.raises(WriteError):
        record.close()
    with pytest.raises(WriteError) as refused:
        record.db.insert({"a": 1})
    assert refused.value.params["waiting"] == 1
    with using("en"):
        assert "the disk is full" in str(refused.value)
    with pytest.raises(UnavailableError):
        record.move_to(tmp_path / "m" / "inside")
    Record.create(tmp_path / "taken").close()
    with pytest.raises(AlreadyExistsError):
        record.move_to(tmp_path / "taken")
    record.move_to(tmp_path / "there")
    record.close()
    assert len(Record.open(tmp_path / "there").db.table("questions")) == 2
    files.heal()
    assert len(Record.open(tmp_path / "m").db.table("questions")) == 1


def test_an_interrupted_sync_is_trusted_no_more_than_a_failed_one(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(_descriptor: int) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", interrupt)
        with pytest.raises(KeyboardInterrupt):
            ask(record, 1)
    with pytest.raises(WriteError):
        ask(record, 2)
    assert record.resume() == 1
    assert record.resume() == 1


def delete(journal: Path) -> None:
    journal.unlink()


def replace(journal: Path) -> None:
    journal.with_name("new").write_bytes(b"another")
    journal.with_name("new").replace(journal)


def shorten(journal: Path) -> None:
    os.truncate(journal, 300)


def lengthen(journal: Path) -> None:
    with journal.open("ab") as opened:
        opened.write(b"more")


def edit(journal: Path) -> None:
    journal.write_bytes(journal.read_bytes().replace(b'"text":"Bao', b'"text":"Hao'))


def empty(journal: Path) -> None:
    journal.write_bytes(b"\0" * journal.stat().st_size)


def test_what_another_program_added_to_an_open_journal_is_kept(record: Record) -> None:
    ask(record, 1)
    lengthen(record.folder / JOURNAL)
    with pytest.raises(WriteError):
        ask(record, 2)
    record.resume()
    (kept,) = (record.folder / "kept").iterdir()
    assert kept.read_bytes().endswith(b"more")


def test_an_open_journal_that_becomes_a_pipe_keeps_nobody_waiting(record: Record) -> None:
    if sys.platform == "win32":
        pytest.skip("Windows has no pipes that are files")
    ask(record, 1)
    delete(record.folder / JOURNAL)
    os.mkfifo(record.folder / JOURNAL)
    with pytest.raises(WriteError):
        ask(record, 2)
    assert record.resume() == 2
    assert verify(record.folder).n == 2


def _of_another_record(record: Record) -> None:
    other = Record.create(record.folder.with_name("other"))
    other.close()
    (other.folder / JOURNAL).replace(record.folder / JOURNAL)


def _written_on_by_another_program(record: Record) -> None:
    (record.folder / "lock").unlink()
    other = Record.open(record.folder)
    ask(other, 3)
    other.abandon()


def _damaged_and_written_on(record: Record) -> None:
    _written_on_by_another_program(record)
    written_on = (record.folder / JOURNAL).read_bytes()
    shorten(record.folder / JOURNAL)
    (record.folder / "new").write_bytes(written_on)
    (record.folder / "new").replace(record.folder / JOURNAL)


@open_files_can_go
@pytest.mark.parametrize(
    "others", [_of_another_record, _written_on_by_another_program, _damaged_and_written_on]
)
def test_commits_of_another_program_are_never_written_over(
    record: Record, others: Callable[[Record], None]
) -> None:
    ask(record, 1)
    ask(record, 2)
    others(record)
    there = (record.folder / JOURNAL).read_bytes()
    with pytest.raises(WriteError):
        ask(record, 4)
    with pytest.raises(WriteError):
        record.resume()
    assert (record.folder / JOURNAL).read_bytes() == there
    record.move_to(record.folder.with_name("there"))
    assert len(record.db.table("questions")) == 3


def test_nothing_is_accepted_that_would_make_a_journal_too_large_to_read_again(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(record, 1)
    monkeypatch.setattr(
        store.tinydb_journal.file_journal, "LARGEST", (record.folder / JOURNAL).stat().st_size + 100
    )
    with pytest.raises(WriteError), using("en"):
        ask(record, 2)
    record.abandon()
    assert Record.open(record.folder).n == 1


@pytest.mark.parametrize("wrong", [{"by": None}, {"did": 7}])
def test_what_could_not_be_read_back_is_not_written(record: Record, wrong: dict[str, Any]) -> None:
    said: dict[str, Any] = {"by": "host", "did": "ask", "at": AT, **wrong}
    with pytest.raises(ValueError, match="str"):
        record.commit([Put("questions", 1, {"text": "?"})], **said)
    with pytest.raises(ValueError, match="str"):
        record.db.table(5).insert({"text": "?"})  # type: ignore[arg-type]
    assert (record.n, record.db.tables()) == (0, set())
    ask(record, 1)
    record.close()
    assert Record.open(record.folder).n == 1


@pytest.mark.parametrize(
    "meddle",
    [
        pytest.param(delete, marks=open_files_can_go),
        pytest.param(replace, marks=open_files_can_go),
        shorten,
        lengthen,
        edit,
        empty,
    ],
)
def test_a_journal_meddled_with_while_open_is_noticed_and_nothing_in_memory_is_lost(
    record: Record, meddle: object
) -> None:
    ask(record, 1)
    ask(record, 2)
    assert callable(meddle)
    meddle(record.folder / JOURNAL)
    with pytest.raises(WriteError):
        ask(record, 3)
    assert record.resume() == 3
    ask(record, 4)
    record.close()
    reopened = Record.open(record.folder)
    assert reopened.db.table("questions").all() == [{"text": "Bao giờ?"}] * 4
    reopened.close()
    assert verify(record.folder).ok


def test_a_touched_journal_is_read_again_and_trusted(record: Record) -> None:
    ask(record, 1)
    os.utime(record.folder / JOURNAL, (1, 1))
    ask(record, 2)
    assert record.durable_n == 2


def test_a_closed_record_takes_nothing_more(record: Record) -> None:
    record.close()
    record.close()
    record.abandon()
    with pytest.raises(ClosedError):
        ask(record, 1)


FULL_DISK = """
import resource, sys
from pathlib import Path
from store import Record, WriteError
from store.tinydb_journal import Change
record = Record.create(Path(sys.argv[1]))
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, resource.RLIM_INFINITY))
number = 0
try:
    while True:
        number += 1
        record.commit([Change("t", number, {"text": "x" * 100})], by="phone", did="ask", at="")
except WriteError as refused:
    print(refused.params["reason"])
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
print(record.resume() == number, record.commit([], by="phone", did="ask", at="").n == number + 1)
record.close()
"""


@unix
def test_a_disk_that_is_really_full_loses_nothing_and_resumes_when_it_is_not(tmp_path: Path) -> None:
    command = [sys.executable, "-c", FULL_DISK, str(tmp_path / "m")]
    ran = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    assert ran.stdout == "the file may not grow any further\nTrue True\n"
    assert verify(tmp_path / "m").ok


@keeps_modes
@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_files_are_0600_and_folders_0700_whatever_the_umask(tmp_path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        record = Record.create(tmp_path / "data" / "m")
        ask(record, 1)
        record.snapshot()
        seen = list((tmp_path / "data").rglob("*"))
        record.close()
        with (tmp_path / "data" / "m" / JOURNAL).open("ab") as journal:
            journal.write(b"torn")
        Record.open(tmp_path / "data" / "m").close()
        seen += (tmp_path / "data").rglob("*")
    finally:
        os.umask(before)
    for path in {path for path in seen if path.exists()}:
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path


def test_every_refusal_has_three_sentences_in_both_languages(tmp_path: Path) -> None:
    made = [
        NotFoundError(tmp_path),
        AlreadyExistsError(tmp_path),
        LockedError(tmp_path, 12, AT),
        WriteError(tmp_path, OSError(28, "No space left on device"), 3, 2),
        WriteError(tmp_path, OSError("odd"), 3, 2),
        ConflictError(4),
        ReadOnlyError(),
        ClosedError(),
    ]
    for refusal in made:
        assert isinstance(refusal, JournalError)
        with using("en"):
            english = refusal.sentences(translated)
        with using("vi"):
            vietnamese = refusal.sentences(translated)
        assert all(english)
        assert all(vietnamese)
