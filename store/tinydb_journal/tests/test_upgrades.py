from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tinydb import TinyDB

from .. import Record, upgrade, verify
from ..chain import NO_DIGEST, seal
from ..errors import AlreadyExistsError, NewerFormatError, NotAJournalError, NotFoundError
from ..format import FORMAT, JOURNAL
from ..upgrades import STEPS, upgraded

if TYPE_CHECKING:
    from pathlib import Path


def stock(path: Path) -> bytes:
    with TinyDB(path, encoding="utf-8", ensure_ascii=False) as db:
        db.insert({"text": "mặc định"})
        db.table("questions").insert_multiple([{"text": "Đường hỏng"}, {"text": "Nước yếu"}])
        db.table("empty").insert({"a": 1})
        db.table("empty").truncate()
    return path.read_bytes()


def test_there_is_a_step_from_every_earlier_format() -> None:
    assert len(STEPS) == FORMAT
    assert all(step.name and step.why for step in STEPS)


def test_a_stock_tinydb_file_becomes_a_record_and_is_kept(tmp_path: Path) -> None:
    before = stock(tmp_path / "db.json")
    folder = upgrade(tmp_path / "db.json", tmp_path / "m")
    record = Record.open(folder)
    assert record.db.tables() == {"_default", "questions", "empty"}
    assert record.db.table("questions").all() == [{"text": "Đường hỏng"}, {"text": "Nước yếu"}]
    assert record.db.table("questions").insert({"text": "mới"}) == 3
    record.close()
    assert verify(folder).ok
    assert [path.read_bytes() for path in (folder / "kept").iterdir()] == [before]
    assert (tmp_path / "db.json").read_bytes() == before


def test_a_snapshot_becomes_a_record_again(tmp_path: Path) -> None:
    record = Record.create(tmp_path / "m")
    record.db.insert({"a": 1})
    upgrade(record.snapshot(), tmp_path / "again")
    record.close()
    assert Record.open(tmp_path / "again").db.tables() == {"_default"}


def test_a_step_is_pure(tmp_path: Path) -> None:
    data = stock(tmp_path / "db.json")
    assert upgraded(tmp_path, data) == upgraded(tmp_path, data)
    assert upgraded(tmp_path, upgraded(tmp_path, data)) == upgraded(tmp_path, data)


def test_what_is_of_no_known_format_is_refused(tmp_path: Path) -> None:
    newer = seal(NO_DIGEST, b'{"journal":99,"digest":"' + NO_DIGEST + b'"}')[0]
    for data, refusal in (
        (b"{}[", NotAJournalError),
        (b'{"a": {"x": {}}}', NotAJournalError),
        (b"%PDF", NotAJournalError),
        (newer, NewerFormatError),
    ):
        (tmp_path / "file").write_bytes(data)
        with pytest.raises(refusal):
            upgrade(tmp_path / "file", tmp_path / "m")
        assert not (tmp_path / "m" / JOURNAL).exists()
    with pytest.raises(NotFoundError):
        upgrade(tmp_path / "nothing", tmp_path / "m")
    with pytest.raises(NotFoundError):
        upgrade(tmp_path, tmp_path / "m")


def test_an_upgrade_never_takes_the_place_of_a_record(tmp_path: Path) -> None:
    Record.create(tmp_path / "m").close()
    stock(tmp_path / "db.json")
    with pytest.raises(AlreadyExistsError):
        upgrade(tmp_path / "db.json", tmp_path / "m")
