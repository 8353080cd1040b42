"""What TinyDB documents of its tables and queries, on a record: each after the same chapter of its documentation."""

from __future__ import annotations

import re
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tinydb import Query, TinyDB, where
from tinydb.operations import add, decrement, delete, increment, subtract
from tinydb.operations import set as set_to
from tinydb.storages import MemoryStorage
from tinydb.table import Document

from .. import Record
from ..commit import DEEPEST
from ..tables import Draft
from .changes import AT, Put

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    made = Record.create(tmp_path / "m")
    yield made
    made.close()


@pytest.fixture
def db(record: Record) -> TinyDB:
    made: TinyDB = record.db
    made.insert_multiple({"int": 1, "char": char} for char in "abc")
    return made


def again(record: Record) -> Record:
    """The same record closed and opened."""
    record.close()
    return Record.open(record.folder)


def test_insert_gives_ids_and_takes_them_from_documents(db: TinyDB) -> None:
    assert db.insert({"int": 1, "char": "d"}) == 4
    assert db.insert(Document({"int": 1}, doc_id=77)) == 77
    assert db.insert({"int": 2}) == 78
    with pytest.raises(ValueError, match="already exists"):
        db.insert(Document({"int": 1}, doc_id=77))
    with pytest.raises(ValueError, match="not a Mapping"):
        db.insert(["int"])
    assert len(db) == 6


def test_insert_multiple_is_one_commit(record: Record, db: TinyDB) -> None:
    before = record.n
    assert db.insert_multiple([{"a": 1}, Document({"a": 2}, doc_id=9), {"a": 3}]) == [4, 9, 5]
    assert record.n == before + 1
    with pytest.raises(ValueError, match="already exists"):
        db.insert_multiple([{"a": 1}, Document({"a": 2}, doc_id=9)])
    with pytest.raises(ValueError, match="not a Mapping"):
        db.insert_multiple([{"a": 1}, 3])
    assert (len(db), record.n) == (6, before + 1)


def test_a_document_that_brings_its_number_never_loses_it_to_one_that_does_not(db: TinyDB) -> None:
    assert db.insert_multiple([Document({"a": 1}, doc_id=4), {"a": 2}]) == [4, 5]
    assert db.get(doc_id=4) == {"a": 1}


def test_update_takes_fields_callables_conditions_and_ids(db: TinyDB) -> None:
    assert db.update({"int": 2}, where("char") == "a") == [1]
    assert db.update({"int": 3}, doc_ids=[2, 99]) == [2]
    assert db.update(increment("int")) == [1, 2, 3]
    assert [row["int"] for row in db] == [3, 4, 2]
    db.update(delete("char"), where("int") == 3)
    assert db.get(doc_id=1) == {"int": 3}
    db.update(add("int", 5))
    db.update(subtract("int", 1), doc_ids=[1])
    db.update(decrement("int"), doc_ids=[1])
    db.update(set_to("char", "z"), doc_ids=[1])
    assert db.get(doc_id=1) == {"int": 6, "char": "z"}


def test_an_update_that_changes_nothing_commits_nothing(record: Record, db: TinyDB) -> None:
    before = record.n
    db.update({"int": 1})
    db.update({"int": 5}, where("char") == "none")
    assert record.n == before


def test_one_and_true_are_not_the_same_document(record: Record, db: TinyDB) -> None:
    for value in (True, 1.0, 1):
        db.update({"int": value}, doc_ids=[1])
        assert repr(db.get(doc_id=1)["int"]) == repr(value)
    record.undo(record.n, by="host", at=AT)
    assert repr(again(record).db.get(doc_id=1)["int"]) == "1.0"


def test_what_is_gone_through_may_be_changed_meanwhile(db: TinyDB) -> None:
    seen = ""
    for row in db:
        db.remove(where("char") == "c")
        db.insert({"char": "new"})
        seen += row["char"]
    assert (seen, len(db)) == ("abc", 5)


def test_an_updater_that_raises_changes_nothing(record: Record, db: TinyDB) -> None:
    def half(document: Any) -> None:
        document["int"] = 9
        if document["char"] == "b":
            raise ZeroDivisionError

    before = record.n
    with pytest.raises(ZeroDivisionError):
        db.update(half)
    assert ([row["int"] for row in db], record.n) == ([1, 1, 1], before)


def test_update_multiple_applies_each_pair_in_turn(db: TinyDB) -> None:
    assert db.update_multiple(
        iter(
            [
                ({"int": 2}, where("char") == "a"),
                (increment("int"), where("int") == 2),
                (delete("int"), where("char") == "b"),
            ]
        )
    ) == [1, 1, 2]
    assert db.all() == [{"int": 3, "char": "a"}, {"char": "b"}, {"int": 1, "char": "c"}]


def test_upsert_updates_or_inserts(db: TinyDB) -> None:
    assert db.upsert({"int": 5, "char": "a"}, where("char") == "a") == [1]
    assert db.upsert({"int": 9, "char": "x"}, where("char") == "x") == [4]
    assert db.upsert(Document({"int": 7}, doc_id=2)) == [2]
    assert db.upsert(Document({"int": 7}, doc_id=50)) == [50]
    with pytest.raises(ValueError, match="doc_id"):
        db.upsert({"int": 1})
    assert len(db) == 5


def test_remove_by_condition_and_by_id(db: TinyDB) -> None:
    assert db.remove(where("char") == "b") == [2]
    assert db.remove(doc_ids=[1, 99]) == [1]
    assert db.remove(where("char") == "none") == []
    with pytest.raises(RuntimeError, match="truncate"):
        db.remove()
    assert [row.doc_id for row in db] == [3]


def test_truncate_leaves_an_empty_table_and_begins_ids_anew(record: Record, db: TinyDB) -> None:
    db.truncate()
    assert (len(db), db.all(), db.tables()) == (0, [], {"_default"})
    assert db.insert({"a": 1}) == 1
    assert again(record).db.all() == [{"a": 1}]


def test_search_get_contains_and_count(db: TinyDB) -> None:
    row = Query()
    assert len(db.search(row.int == 1)) == 3
    assert len(db.search(row.int == 1)) == 3
    assert db.count(row.int == 1) == 3
    assert db.count(row.char.matches("[ab]")) == 2
    assert db.search(row.char.search("c", flags=re.IGNORECASE)) == [{"int": 1, "char": "c"}]
    assert db.search(row.char.test(lambda char: char > "a") & ~(row.char == "c")) == [{"int": 1, "char": "b"}]
    assert db.search((row.char == "a") | row.char.one_of(["b"])) == db.all()[:2]
    assert db.search(row.fragment({"char": "a"})) == db.search(Query().noop())[:1]
    assert db.search(lambda document: document["char"] == "a") == [{"int": 1, "char": "a"}]
    assert db.get(row.char == "b") == {"int": 1, "char": "b"}
    assert db.get(row.char == "none") is None
    assert db.get(doc_id=3) == {"int": 1, "char": "c"}
    assert db.get(doc_id=99) is None
    assert db.get(doc_ids=[3, 1, 99]) == [{"int": 1, "char": "a"}, {"int": 1, "char": "c"}]
    assert db.contains(row.char == "a")
    assert db.contains(doc_id=2)
    assert not db.contains(doc_id=99)
    with pytest.raises(RuntimeError):
        db.get()
    with pytest.raises(RuntimeError):
        db.contains()


def test_queries_reach_into_lists_and_nested_documents(db: TinyDB) -> None:
    db.insert({"asked": {"by": [{"unit": "Tổ 3"}, {"unit": "Tổ 5"}]}, "areas": ["đất đai", "y tế"]})
    assert db.count(where("areas").any(["y tế"])) == 1
    assert db.count(where("areas").all(["y tế", "đất đai"])) == 1
    assert db.count(Query().asked.by.any(Query().unit == "Tổ 5")) == 1
    assert db.count(where("missing").exists()) == 0


def test_a_kept_answer_is_forgotten_when_the_table_changes_by_any_way(record: Record, db: TinyDB) -> None:
    query = where("int") == 1
    assert len(db.search(query)) == 3
    record.commit([Put("_default", 1, None)], by="host", did="remove", at=AT)
    assert len(db.search(query)) == 2
    db.clear_cache()
    assert len(db.search(query)) == 2


def test_several_tables_are_apart_and_can_be_dropped(record: Record, db: TinyDB) -> None:
    other = db.table("other")
    other.insert({"a": 1})
    assert db.table("other") is other
    assert (db.tables(), len(other), len(db)) == ({"_default", "other"}, 1, 3)
    db.drop_table("other")
    db.drop_table("never there")
    assert (db.tables(), len(other)) == ({"_default"}, 0)
    db.drop_tables()
    assert (db.tables(), len(db)) == (set(), 0)
    assert again(record).db.tables() == set()


def test_an_empty_table_is_kept_where_asked_for(record: Record, db: TinyDB) -> None:
    db.table("empty", persist_empty=True)
    db.table("nothing", persist_empty=False)
    assert db.tables() == {"_default", "empty"}
    reopened = again(record)
    assert reopened.db.tables() == {"_default", "empty"}
    before = reopened.n
    reopened.db.table("empty", persist_empty=True)
    assert reopened.n == before
    reopened.close()


def test_iterating_and_length_and_repr(db: TinyDB) -> None:
    assert [row.doc_id for row in db] == [1, 2, 3]
    assert [row.doc_id for row in db.table("_default")] == [1, 2, 3]
    assert "tables_count=1" in repr(db)
    assert "total=3" in repr(db.table("_default"))


def test_what_is_returned_and_what_was_given_are_the_callers_own(record: Record, db: TinyDB) -> None:
    given_list = ["a"]
    db.insert({"list": given_list})
    given_list.append("b")
    query = where("list").exists()
    for found in (
        db.get(query),
        db.get(doc_id=4),
        db.search(query)[0],
        db.search(query)[0],
        db.all()[3],
        next(iter(db.search(query))),
    ):
        assert isinstance(found, Document)
        found["list"].append("c")
    commit = record.commit([Put("t", 1, {"list": given_list})], by="host", did="put", at=AT)
    assert commit.ops[0].document is not None
    commit.ops[0].document["list"].append("c")
    assert db.get(query) == {"list": ["a"]}
    assert db.table("t").all() == [{"list": ["a", "b"]}]


def test_the_storage_reads_and_writes_whole_databases_too(record: Record, db: TinyDB) -> None:
    data = db.storage.read()
    assert data is not None
    del data["_default"]["1"]
    data["_default"]["2"]["int"] = 8
    data["new"] = {"5": {"a": 1}}
    data["empty"] = {}
    before = record.n
    db.storage.write(data)
    assert (record.n, db.storage.read()) == (before + 1, data)
    db.storage.write(data)
    assert record.n == before + 1
    assert db.table("new")._read_table() == {"5": {"a": 1}}
    assert again(record).db.storage.read() == data


def test_a_database_is_a_context_manager_that_closes_the_record(tmp_path: Path) -> None:
    with Record.create(tmp_path / "m").db as db:
        db.insert({"a": 1})
    with Record.open(tmp_path / "m").db as db:
        assert db.all() == [{"a": 1}]


def test_a_query_that_cannot_be_kept_is_asked_anew(db: TinyDB) -> None:
    threshold = 0
    query = where("int").map(lambda value: value + threshold) > 1
    assert db.search(query) == []
    threshold = 1
    assert len(db.search(query)) == 3


def test_removing_one_document_twice_in_a_call_is_the_mistake_it_is_in_tinydb(
    record: Record, db: TinyDB
) -> None:
    with pytest.raises(KeyError):
        db.remove(doc_ids=[1, 1])
    assert len(db) == 3


def test_a_draft_shows_the_table_as_it_would_be() -> None:
    rows = {1: {"a": 1}, 2: {"a": 2}}
    draft = Draft(rows)
    del draft[1]
    draft[3] = {"a": 3}
    draft[2]["a"] = 9
    assert (len(draft), list(draft), 1 in draft, draft.peek(1), draft.peek(2)) == (
        2,
        [2, 3],
        False,
        {},
        {"a": 9},
    )
    with pytest.raises(KeyError):
        draft[1]
    assert rows == {1: {"a": 1}, 2: {"a": 2}}


def test_all_documents_at_once_are_the_callers_own(record: Record, db: TinyDB) -> None:
    found = record.db.documents()
    found["_default"][1]["int"] = 9
    assert record.db.documents()["_default"][1] == {"int": 1, "char": "a"}


class Row(dict[str, int]):
    """Another kind of mapping."""


class Area(StrEnum):
    """Another kind of text."""

    ROADS = "ha-tang"


class Count(IntEnum):
    """Another kind of number."""

    ONE = 1


def nested(levels: int) -> list[Any]:
    """A list in a list in a list …"""
    made: list[Any] = []
    for _ in range(levels):
        made = [made]
    return made


@pytest.mark.parametrize(
    "value",
    [
        {"a": nested(DEEPEST - 1)},
        {1: "a"},
        {"a": (1, 2)},
        Row(a=1),
        {"a": Area.ROADS, "b": Count.ONE},
        {"a": 1.5, "b": None, "c": True, "d": 2**70},
    ],
)
def test_what_json_can_hold_is_kept_as_json_gives_it_back(record: Record, value: dict[Any, Any]) -> None:
    number = record.db.insert(value)
    held = record.db.get(doc_id=number)
    assert again(record).db.get(doc_id=number) == held


@pytest.mark.parametrize(
    "value",
    [
        {"a": {1, 2}},
        {"a": float("nan")},
        {(1, 2): 3},
        {"a": b"x"},
        {"a": "\ud800"},
        {"a": object()},
        {"a": nested(DEEPEST)},
        {"a": nested(100_000)},
        Document({"a": 1}, doc_id=1.5),  # type: ignore[arg-type]
        Document({"a": 1}, doc_id="7"),  # type: ignore[arg-type]
    ],
)
def test_what_json_cannot_hold_is_refused_with_nothing_changed(record: Record, value: dict[Any, Any]) -> None:
    with pytest.raises(ValueError):
        record.db.insert(value)
    assert (len(record.db), record.n) == (0, 0)


FIELDS = st.dictionaries(
    st.sampled_from("abc"),
    st.integers(0, 3) | st.text(max_size=3) | st.lists(st.integers(0, 2), max_size=2),
    max_size=3,
)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("insert"), FIELDS),
        st.tuples(st.just("insert_multiple"), st.lists(FIELDS, max_size=3)),
        st.tuples(st.just("update"), FIELDS),
        st.tuples(st.just("upsert"), FIELDS),
        st.tuples(st.just("remove"), st.integers(0, 3)),
        st.tuples(st.just("truncate"), st.none()),
        st.tuples(st.just("drop"), st.none()),
    ),
    max_size=12,
)


@settings(max_examples=60)
@given(steps=STEPS)
def test_any_sequence_of_writes_ends_as_it_does_in_stock_tinydb(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, Any]]
) -> None:
    record = Record.create(tmp_path_factory.mktemp("r") / "m")
    stock = TinyDB(storage=MemoryStorage)
    for name, given_value in steps:
        assert do(record.db, name, given_value) == do(stock, name, given_value)
    expected = {name: {row.doc_id: dict(row) for row in stock.table(name)} for name in stock.tables()}
    for found in (record, again(record)):
        assert {
            name: {row.doc_id: dict(row) for row in found.db.table(name)} for name in found.db.tables()
        } == expected
    found.close()


def do(db: TinyDB, name: str, value: Any) -> Any:
    table = db.table("t")
    if name == "update":
        return table.update(value, where("a").exists())
    if name == "upsert":
        return table.upsert(value, where("b").exists())
    if name == "remove":
        return table.remove(where("a") == value)
    if name == "truncate":
        return table.truncate()
    if name == "drop":
        return db.drop_table("t")
    return getattr(table, name)(value)
