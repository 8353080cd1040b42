"""The opening call in TinyDB's manner, the seam under it, and the README."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tinydb import TinyDB, where

from .. import Change, Follower, Journal, JournalDB, JournalError, JournalStorage, Record, Tenure, verify
from .. import __all__ as public
from ..errors import (
    AlreadyExistsError,
    ConflictError,
    FencedError,
    JournalLostError,
    LockedError,
    NotAJournalError,
    WriteError,
)
from ..file_tenure import FileTenure
from ..seam import Holder, Opened
from ..tables import Tables
from .changes import AT
from .memory import MemoryTenure, Server

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..format import Progress

HERE = Path(__file__).resolve().parent.parent


def test_a_database_is_begun_opened_again_and_whole(tmp_path: Path) -> None:
    with JournalDB(str(tmp_path / "m")) as db:
        assert db.insert({"a": 1}) == 1
        assert db.table("other").insert({"b": 2}) == 1
    with JournalDB(tmp_path / "m") as db:
        assert db.all() == [{"a": 1}]
        assert db.tables() == {"_default", "other"}
    found = verify(str(tmp_path / "m"))
    assert (found.ok, found.n) == (True, 2)


def test_a_transaction_is_one_commit_and_can_be_undone(tmp_path: Path) -> None:
    with JournalDB(tmp_path / "m") as db:
        db.insert({"a": 1})
        with db.transaction(by="host", did="tidy"):
            db.update({"a": 2})
            db.insert({"a": 3})
        assert db.record.n == 2
        db.record.undo(2, by="host", at=AT)
        assert db.all() == [{"a": 1}]
        db.update({"a": 5})
        with pytest.raises(ConflictError):
            db.record.undo(3, by="host", at=AT)


def test_tinydb_itself_takes_the_journal_as_a_storage(tmp_path: Path) -> None:
    with TinyDB(tmp_path / "m", storage=JournalStorage) as db:
        db.insert_multiple([{"a": 1}, {"a": 2}])
        db.update({"b": 1}, where("a") == 2)
        with pytest.raises(LockedError) as held:
            JournalDB(tmp_path / "m")
        assert held.value.code == "held"
    with TinyDB(tmp_path / "m", storage=JournalStorage) as db:
        assert db.search(where("b") == 1) == [{"a": 2, "b": 1}]
    assert verify(tmp_path / "m").n == 2


def test_errors_are_english_sentences_with_a_code_and_params_that_others_translate(tmp_path: Path) -> None:
    (tmp_path / "journal.jsonl").write_text("something else", encoding="utf-8")
    with pytest.raises(NotAJournalError) as refused:
        JournalDB(tmp_path)
    error = refused.value
    assert isinstance(error, JournalError)
    assert error.code == "foreign"
    assert error.params == {"path": tmp_path / "journal.jsonl"}
    assert str(error).startswith(f"{tmp_path / 'journal.jsonl'} is not a journal")
    assert error.message(lambda _sentence: "§") == "§ § §"
    assert (tmp_path / "journal.jsonl").read_text(encoding="utf-8") == "something else"


def test_a_journal_that_is_lost_is_not_begun_again_unasked(tmp_path: Path) -> None:
    with JournalDB(tmp_path / "m") as db:
        db.insert({"a": 1})
    (tmp_path / "m" / "journal.jsonl").unlink()
    with pytest.raises(JournalLostError):
        JournalDB(tmp_path / "m")
    with JournalDB(tmp_path / "m", mend=True) as db:
        assert db.all() == [{"a": 1}]


def test_a_stranger_meets_a_dozen_names() -> None:
    assert len(public) <= 12
    module = sys.modules[__package__.rpartition(".")[0]]
    assert all(getattr(module, name) for name in public)
    with pytest.raises(AttributeError, match="Folower"):
        module.Folower  # noqa: B018


def test_the_example_of_the_readme_runs_and_prints_what_it_says(tmp_path: Path) -> None:
    [example] = re.findall(
        r"```python\n(.*?)```", (HERE / "README.md").read_text(encoding="utf-8"), re.DOTALL
    )
    name = __package__.rpartition(".")[0]
    run = subprocess.run(
        [sys.executable, "-c", example.replace("tinydb_journal", name)],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(HERE.parents[name.count(".")])},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    first, second = run.stdout.splitlines()
    assert f"print(questions.get(doc_id=first))  # {first}\n" in example
    assert second == str(verify(tmp_path / "minutes"))
    assert second.startswith("Commits 1 to 3 are whole; digest ")


# The seam: what stands behind `Journal` and `Tenure` may be anything that keeps lines in order.


@pytest.fixture(params=["file", "memory"])
def storage(request: pytest.FixtureRequest) -> Callable[[Path], Tenure]:
    if request.param == "file":
        return FileTenure
    server = Server()
    return lambda address: MemoryTenure(server, address)


def test_a_record_is_the_same_wherever_its_commits_are_kept(
    tmp_path: Path, storage: Callable[[Path], Tenure]
) -> None:
    with JournalDB(tmp_path / "m", storage=storage) as db:
        db.insert({"a": 1})
        with db.transaction():
            db.update({"a": 2})
            db.insert({"a": 3})
        db.record.undo(2, by="host", at=AT)
        assert [commit.n for commit in db.record.history("_default", 1)] == [1, 2, 3]
        with pytest.raises(LockedError):
            JournalDB(tmp_path / "m", storage=storage)
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


def test_who_has_the_right_is_told_and_it_can_be_kept(
    tmp_path: Path, storage: Callable[[Path], Tenure]
) -> None:
    tenure = storage(tmp_path / "m")
    assert tenure.holder() is None
    tenure.create("ab" * 16).journal.close()
    tenure.renew()
    holder = storage(tmp_path / "m").holder()
    assert holder is not None
    assert holder.pid
    tenure.release()
    tenure.release()
    assert tenure.holder() is None


@pytest.fixture
def server() -> Server:
    return Server()


@pytest.fixture
def kept(server: Server) -> Record:
    return Record.began(MemoryTenure(server, Path("m")))


def put(number: int) -> list[Change]:
    return [Change("t", number, {"a": number})]


def test_lines_that_landed_before_the_connection_broke_are_not_written_twice(
    kept: Record, server: Server
) -> None:
    server.break_after_landing = True
    kept.commit(put(1), by="", did="", at=AT)
    kept.commit(put(2), by="", did="", at=AT)
    assert [commit.n for commit in kept.commits()] == [1, 2]


def test_lines_that_did_not_land_wait_for_resume(kept: Record, server: Server) -> None:
    server.refuse = True
    with pytest.raises(WriteError) as refused:
        kept.commit(put(1), by="", did="", at=AT)
    assert refused.value.params["waiting"] == 1
    with pytest.raises(WriteError):
        kept.resume()
    server.refuse = False
    assert kept.resume() == 1
    kept.commit(put(2), by="", did="", at=AT)
    assert [commit.n for commit in kept.commits()] == [1, 2]


def test_an_interrupt_after_the_lines_landed_keeps_them_once(kept: Record, server: Server) -> None:
    server.interrupt_after_landing = True
    with pytest.raises(KeyboardInterrupt):
        kept.commit(put(1), by="", did="", at=AT)
    kept.commit(put(2), by="", did="", at=AT)
    assert [commit.n for commit in kept.commits()] == [1, 2]


def test_a_writer_whose_right_has_passed_on_writes_nothing_more(kept: Record, server: Server) -> None:
    kept.commit(put(1), by="", did="", at=AT)
    server.take_over(Path("m"))
    with pytest.raises(FencedError):
        kept.commit(put(2), by="", did="", at=AT)
    with pytest.raises(FencedError):
        kept.resume()
    with pytest.raises(FencedError):
        kept.stage(put(3), by="", did="", at=AT)
    assert len(server.lines[Path("m")]) == 2


class LosingTenure(MemoryTenure):
    """One that finds a snapshot later than the journal."""

    def take(self, progress: Progress | None = None, *, mend: bool = False) -> Opened:
        return super().take()._replace(lost={"t": {1: {"a": 1}}})


def test_a_record_that_cannot_be_restored_lets_go_of_its_right(server: Server, kept: Record) -> None:
    kept.close()
    tenure = LosingTenure(server, Path("m"))
    server.refuse = True
    with pytest.raises(WriteError):
        Record.taken(tenure)
    assert tenure.holder() is None
    server.refuse = False
    assert Record.taken(tenure).db.table("t").all() == [{"a": 1}]


def test_the_seam_is_told_in_protocols() -> None:
    journal: Journal = Opened(MemoryTenure(Server(), Path("m")).create("ab" * 16).journal, Tables()).journal
    assert (journal.n, journal.base, journal.record) == (0, 0, "ab" * 16)
    assert Holder(1, AT).since == AT


def test_a_follower_is_told_by_its_name(tmp_path: Path) -> None:
    with JournalDB(tmp_path / "m") as db:
        db.insert({"a": 1})
        follower = Follower.open(str(tmp_path / "m"))
        db.insert({"a": 2})
        assert [commit.n for commit in follower.poll()] == [2]
