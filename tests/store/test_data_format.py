"""docs/data-format.md is true: the check it prints finds what `verify` finds."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from store import Record, verify
from store.tinydb_journal.format import JOURNAL
from store.tinydb_journal.tests.changes import AT, Put

PAGE = Path(__file__).resolve().parents[2] / "docs" / "data-format.md"


def printed_check() -> str:
    """The program on the page."""
    return PAGE.read_text(encoding="utf-8").split("```python\n")[1].split("```")[0]


def checked(journal: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", printed_check(), str(journal)],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    record = Record.create(tmp_path / "m")
    for number in range(1, 5):
        record.commit([Put("questions", number, {"text": "Bao giờ?"})], by="phone", did="ask", at=AT)
    record.close()
    return tmp_path / "m" / JOURNAL


def test_the_printed_check_finds_the_digest_that_verify_prints(journal: Path) -> None:
    found = verify(journal)
    assert checked(journal).stdout == f"whole up to commit 4, digest {found.digest}\n"


def test_the_printed_check_names_the_commit_that_verify_names(journal: Path) -> None:
    lines = journal.read_bytes().splitlines(keepends=True)
    lines[3] = lines[3].replace("Bao giờ".encode(), "Bao lâu".encode())
    journal.write_bytes(b"".join(lines))
    assert verify(journal).first_wrong == 3
    assert "commit 3 is not what was written" in checked(journal).stderr


def test_the_page_describes_a_journal_begun_again(journal: Path) -> None:
    journal.unlink()
    record = Record.open(journal.parent, mend=True)
    record.commit([Put("questions", 9, {"text": "mới"})], by="phone", did="ask", at=AT)
    record.close()
    assert checked(journal).stdout == f"whole up to commit 5, digest {record.digest}\n"


def test_the_page_names_every_member_of_every_line() -> None:
    page = PAGE.read_text(encoding="utf-8")
    from store.box_key import BoxLine
    from store.tinydb_journal.commit import Commit, Op
    from store.tinydb_journal.format import Header
    from store.tinydb_journal.generations import Head

    for kind in (Header, Commit, Op, Head, BoxLine):
        for member in kind.__struct_fields__:
            assert f"`{member}`" in page or f'"{member}"' in page, (kind, member)
