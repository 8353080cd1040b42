from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from .. import Record, bundle
from ..verification import compare
from .changes import AT, Put

if TYPE_CHECKING:
    from pathlib import Path


def ask(folder: Path, *numbers: int, text: str = "Bao giờ?") -> None:
    record = Record.open(folder)
    for number in numbers:
        record.commit([Put("questions", number, {"text": text})], by="phone", did="ask", at=AT)
    record.close()


def test_two_copies_written_on_apart_are_found_to_fork_and_both_are_shown(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    Record.create(one).close()
    ask(one, 1, 2)
    shutil.copytree(one, other)
    ask(one, 3)
    ask(other, 3, 4, text="Khác")
    found = compare(one, other)
    assert found is not None
    assert (found.common, found.forked) == (2, True)
    assert [commit.n for commit in found.only_one] == [3]
    assert [commit.ops[0].document for commit in found.only_other] == [{"text": "Khác"}] * 2
    assert "up to 2" in str(found)


def test_a_copy_that_is_only_older_is_no_fork(tmp_path: Path) -> None:
    Record.create(tmp_path / "m").close()
    ask(tmp_path / "m", 1, 2)
    bundle(tmp_path / "m", tmp_path / "m.zip")
    ask(tmp_path / "m", 3)
    found = compare(tmp_path / "m.zip", tmp_path / "m")
    assert found is not None
    assert (found.common, found.forked, len(found.only_other)) == (2, False, 1)


def test_two_records_are_no_copies_of_each_other(tmp_path: Path) -> None:
    for name in ("one", "other"):
        Record.create(tmp_path / name).close()
    assert compare(tmp_path / "one", tmp_path / "other") is None
