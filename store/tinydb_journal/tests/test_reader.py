"""A reader gives each document in its type, and what a follower gives plain: the same record, the same end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from .. import Follower, Record
from ..errors import NotFoundError
from ..format import JOURNAL
from ..reader import Reader
from .changes import AT, Put

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Asked(msgspec.Struct):
    """A question."""

    text: str
    votes: int = 0


TYPES: dict[str, type[msgspec.Struct]] = {"questions": Asked}


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    made = Record.create(tmp_path / "m")
    yield made
    made.close()


def ask(record: Record, number: int, text: str = "Bao giờ?") -> None:
    record.commit([Put("questions", number, {"text": text})], by="phone", did="ask", at=AT)


def test_a_reader_begins_at_a_snapshot_and_gives_what_came_after_it(record: Record) -> None:
    ask(record, 1)
    ask(record, 2)
    record.snapshot()
    record.commit([Put("questions", 1, None), Put("other", 1, {})], by="host", did="tidy", at=AT)
    ask(record, 3, "Ở đâu?")
    reader = Reader.open(record.folder, TYPES)
    assert reader.tables == {"questions": {2: Asked("Bao giờ?"), 3: Asked("Ở đâu?")}}
    assert (reader.n, reader.digest) == (record.n, record.digest)
    record.commit(
        [Put("questions", 3, {"text": "Ở đâu?", "votes": 2}), Put("other", 2, {})],
        by="host",
        did="count",
        at=AT,
    )
    [commit] = reader.poll()
    assert (commit.n, commit.by, commit.did) == (record.n, "host", "count")
    assert [(op.table, op.id, op.document) for op in commit.ops] == [("questions", 3, Asked("Ở đâu?", 2))]
    assert reader.tables["questions"][3] == Asked("Ở đâu?")
    assert reader.poll() == []


def test_a_table_that_is_not_there_yet_is_empty(record: Record) -> None:
    assert Reader.open(record.folder, TYPES).tables == {"questions": {}}
    record.commit([Put("other", 1, {})], by="host", did="tidy", at=AT)
    record.snapshot()
    assert Reader.open(record.folder, TYPES).tables == {"questions": {}}


def test_a_reader_trusts_no_damaged_snapshot(record: Record) -> None:
    ask(record, 1)
    path = record.snapshot()
    data = bytearray(path.read_bytes())
    data[data.index(b"Bao")] ^= 1
    path.write_bytes(bytes(data))
    assert Reader.open(record.folder, TYPES).tables["questions"][1] == Asked("Bao giờ?")


def test_a_reader_is_given_the_tables_anew_where_another_journal_stands(
    record: Record, tmp_path: Path
) -> None:
    ask(record, 1)
    record.snapshot()
    other = Record.create(tmp_path / "other")
    ask(other, 7)
    reader = Reader.open(record.folder, TYPES)
    other.close()
    record.close()
    (other.folder / JOURNAL).replace(record.folder / JOURNAL)
    assert reader.poll() == []
    assert reader.resynced
    assert reader.tables == {"questions": {7: Asked("Bao giờ?")}}


def test_a_line_that_is_no_commit_blocks_a_reader(record: Record) -> None:
    ask(record, 1)
    record.abandon()
    with (record.folder / JOURNAL).open("ab") as journal:
        journal.write(b'{"n":2,"torn":\n')
    reader = Reader.open(record.folder, TYPES)
    assert (reader.n, reader.blocked) == (1, True)


def test_a_sealed_line_that_is_no_commit_changes_nothing(record: Record) -> None:
    from ..chain import NO_DIGEST, seal

    ask(record, 1)
    reader = Reader.open(record.folder, TYPES)
    line, _ = seal(record.digest.encode(), b'{"n":"two","digest":"' + NO_DIGEST + b'"}')
    assert reader.take(line) is None
    assert reader.n == 1


def test_a_document_of_another_shape_is_an_error_and_not_passed_over(record: Record) -> None:
    reader = Reader.open(record.folder, TYPES)
    record.commit([Put("questions", 1, {"text": 5})], by="host", did="ask", at=AT)
    with pytest.raises(msgspec.ValidationError):
        reader.poll()


def test_no_record_is_a_refusal(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError):
        Reader.open(tmp_path, TYPES)


CHANGES = st.lists(
    st.one_of(
        st.builds(
            lambda number, text, votes: Put("questions", number, {"text": text, "votes": votes}),
            st.integers(1, 5),
            st.text(st.characters(codec="utf-8"), max_size=8),
            st.integers(0, 9),
        ),
        st.builds(lambda number: Put("questions", number, None), st.integers(1, 5)),
        st.sampled_from(["snapshot", "look"]),
    ),
    max_size=25,
)


@settings(max_examples=40)
@given(CHANGES)
def test_whatever_happens_a_reader_and_a_follower_end_with_the_same(
    tmp_path_factory: pytest.TempPathFactory, changes: list[Put | str]
) -> None:
    record = Record.create(tmp_path_factory.mktemp("m") / "m")
    reader = Reader.open(record.folder, TYPES)
    held = dict(reader.tables["questions"])
    for change in [*changes, "look"]:
        if isinstance(change, Put):
            if change.document is None and change.id not in Follower.open(record.folder).rows.get(
                "questions", {}
            ):
                continue
            record.commit([change], by="host", did="tidy", at=AT)
        elif change == "snapshot":
            record.snapshot()
        else:
            for commit in reader.poll():
                for _table, number, document in commit.ops:
                    if document is None:
                        held.pop(number, None)
                    else:
                        held[number] = document
    plain = Follower.open(record.folder).rows.get("questions", {})
    assert {number: msgspec.convert(document, Asked) for number, document in plain.items()} == held
    assert Reader.open(record.folder, TYPES).tables["questions"] == held
    record.close()
