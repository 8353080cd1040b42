"""The chain on its own: followed past lines that are not told, and made a record again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .. import Follower, Record, verify
from ..bundles import restore, start_from_snapshot
from ..chain import ChainLine, verify_chain
from ..errors import AlreadyExistsError
from ..format import JOURNAL
from ..verification import read_chain
from .changes import AT, Put

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    record = Record.create(tmp_path / "m")
    for number in range(1, 6):
        record.commit([Put("questions", number, {"text": f"Câu số {number}"})], by="phone", did="ask", at=AT)
    record.close()
    return tmp_path / "m"


def test_a_chain_is_followed_past_a_line_that_is_not_told(folder: Path) -> None:
    begins_after, after, found = read_chain(folder)
    told = [link if n not in {0, 3} else ChainLine("", link.fingerprint) for n, link in enumerate(found)]
    followed = verify_chain(after, told)
    assert (begins_after, after, len(found), followed.whole) == (0, "", 6, True)
    assert followed.digests[-1] == verify(folder).digest


def test_an_altered_line_and_an_altered_fingerprint_both_break_the_chain(folder: Path) -> None:
    _begins, after, found = read_chain(folder)
    altered = [*found]
    altered[2] = ChainLine(altered[2].text.replace("Câu số 2", "Câu số 7"))
    assert (len(verify_chain(after, altered).digests), verify_chain(after, altered).whole) == (2, False)
    altered = [*found]
    altered[2] = ChainLine("", altered[3].fingerprint)
    assert (len(verify_chain(after, altered).digests), verify_chain(after, altered).whole) == (3, False)


def test_links_end_where_they_are_asked_to(folder: Path) -> None:
    assert len(read_chain(folder, 2)[2]) == 3


def test_nobody_finds_a_lines_words_by_trying_what_its_fingerprint_fits(tmp_path: Path) -> None:
    prints = []
    for name in ("a", "b"):
        record = Record.create(tmp_path / name)
        record.commit([Put("questions", 1, {"text": "0912345678"})], by="phone", did="ask", at=AT)
        record.close()
        prints.append(read_chain(tmp_path / name)[2][1].fingerprint)
    assert prints[0] != prints[1]


def test_a_chain_told_whole_is_the_same_record_again(folder: Path, tmp_path: Path) -> None:
    restore(tmp_path / "again", [line.text for line in read_chain(folder)[2]])
    assert (tmp_path / "again" / JOURNAL).read_bytes() == (folder / JOURNAL).read_bytes()
    with pytest.raises(AlreadyExistsError):
        restore(folder, [])


def test_a_record_goes_on_after_the_digest_of_another(folder: Path, tmp_path: Path) -> None:
    digest = verify(folder).digest
    start_from_snapshot(tmp_path / "on", "ab" * 16, 5, digest, {"questions": {1: {"text": "Câu số 1"}}})
    record = Record.open(tmp_path / "on")
    record.commit([Put("questions", 2, {"text": "Câu số 2"})], by="host", did="ask", at=AT)
    record.close()
    found = verify(tmp_path / "on")
    assert (found.ok, found.begins_after, found.n) == (True, 5, 6)
    begins_after, after, told = read_chain(tmp_path / "on")
    assert (begins_after, after) == (5, digest)
    assert verify_chain(after, told).digests[-1] == found.digest
    assert Follower.open(tmp_path / "on").db.table("questions").get(doc_id=1) == {"text": "Câu số 1"}
