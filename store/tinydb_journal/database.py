"""TinyDB on the journal: its whole table and query API, where a write costs what it changes and not what there is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from contextlib import AbstractContextManager, nullcontext
from typing import Any, NoReturn, cast

from tinydb import TinyDB
from tinydb.queries import QueryLike
from tinydb.storages import Storage
from tinydb.table import Document as TinyDocument
from tinydb.table import Table

from .commit import Change, Document, copied, plain
from .errors import ReadOnlyError
from .tables import Draft, Rows, Tables, difference

Fields = Mapping[str, Any] | Callable[[MutableMapping[str, Any]], None]


Write = Callable[[list[Change], list[str], list[str]], object]
"""Takes the changes, the tables to make and the tables to drop, and makes one commit of them."""


Writing = Callable[[], AbstractContextManager[None]]
"""What one write happens within: no other thread writes between what it reads and what it commits."""


def refuse_write(_changes: list[Change], _made: list[str], _dropped: list[str]) -> NoReturn:
    """What a read-only database does with a write."""
    raise ReadOnlyError


class TablesStorage(Storage):
    """TinyDB's storage interface over the tables in memory: `read` gives a copy, `write` commits the difference."""

    def __init__(
        self,
        tables: Tables,
        commit: Write,
        writing: Writing = nullcontext,
        close: Callable[[], object] = lambda: None,
    ) -> None:
        self.tables, self.commit, self.writing, self._close = tables, commit, writing, close

    def parts(self) -> tuple[Tables, Write, Writing, Callable[[], object]]:
        """What it was made of, for another storage over the same tables."""
        return self.tables, self.commit, self.writing, self._close

    def read(self) -> dict[str, dict[str, Any]]:
        """Every table, as TinyDB's own storages give it. Costs the whole database: the tables here do without."""
        return {
            name: {str(number): copied(document) for number, document in rows.items()}
            for name, rows in self.tables.frozen().items()
        }

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Make the database equal to `data` in one commit of what differs."""
        wanted = {
            name: {int(key): cast("Document", plain(document)) for key, document in rows.items()}
            for name, rows in data.items()
        }
        with self.writing():
            self.commit_if_any(*difference(self.tables, wanted))

    def close(self) -> None:
        """Close what is below."""
        self._close()

    def commit_if_any(self, changes: list[Change], made: list[str], dropped: list[str]) -> None:
        """One commit, or none where nothing differs."""
        if changes or made or dropped:
            self.commit(changes, made, dropped)


class RecordTable(Table):
    """A table whose reads go straight to memory and whose writes commit only what changed.

    What it returns is the caller's own: changing it changes nothing here.
    """

    _next_id: int | None  # type: ignore[assignment]  # TinyDB begins with None and means a number

    def __init__(
        self,
        storage: Storage,
        name: str,
        cache_size: int = 10,
        persist_empty: bool = False,  # noqa: FBT001, FBT002 - TinyDB's own signature
    ) -> None:
        self._journal = cast("TablesStorage", storage)
        self._cached_version = 0
        self._reserved_ids: set[int] = set()
        """The numbers that documents being inserted bring with them."""
        super().__init__(storage, name, cache_size=cache_size)
        if persist_empty:
            with self._journal.writing():
                self._journal.commit_if_any([], [] if name in self._journal.tables.rows else [name], [])

    @property
    def _rows(self) -> Rows:
        return self._journal.tables.of(self._name)

    def _document(self, number: int, document: Document) -> TinyDocument:
        return self.document_class(copied(document), number)

    def _now(self) -> list[tuple[int, Document]]:
        """Every row as it is now: whoever goes through them may meanwhile change the table."""
        return list(self._rows.items())

    def _matching(self, cond: QueryLike) -> list[int]:
        return [number for number, document in self._now() if cond(document)]

    def insert(self, document: Mapping[str, Any]) -> int:
        """Insert a document. Returns its number."""
        with self._journal.writing():
            return super().insert(document)

    def insert_multiple(self, documents: Iterable[Mapping[str, Any]]) -> list[int]:
        """Insert documents in one commit. Returns their numbers; none takes a number that another brings with it."""
        given = list(documents)
        with self._journal.writing():
            self._reserved_ids = {
                document.doc_id for document in given if isinstance(document, self.document_class)
            }
            try:
                return super().insert_multiple(given)
            finally:
                self._reserved_ids = set()

    def all(self) -> list[TinyDocument]:
        """Every document."""
        return list(self)

    def search(self, cond: QueryLike) -> list[TinyDocument]:
        """The documents for which `cond` is true. The answer is kept until the table changes."""
        found, rows = self._found(cond), self._rows
        return [self._document(number, rows[number]) for number in found]

    def count(self, cond: QueryLike) -> int:
        """How many documents match `cond`. The answer is kept as that of `search` is."""
        return len(self._found(cond))

    def _found(self, cond: QueryLike) -> list[int]:
        version = self._journal.tables.version(self._name)
        if version != self._cached_version:
            self.clear_cache()
            self._cached_version = version
        kept = cast("list[int] | None", self._query_cache.get(cond))
        if kept is None:
            kept = self._matching(cond)
            is_cacheable: Callable[[], bool] = getattr(cond, "is_cacheable", lambda: True)
            if is_cacheable():
                self._query_cache[cond] = cast("list[TinyDocument]", kept)
        return kept

    def get(  # type: ignore[override]  # TinyDB spells one signature as six overloads
        self, cond: QueryLike | None = None, doc_id: int | None = None, doc_ids: Iterable[int] | None = None
    ) -> TinyDocument | list[TinyDocument] | None:
        """One document by number or by condition, or several by number; None where there is none."""
        rows = self._rows
        if doc_id is not None:
            return self._document(doc_id, rows[doc_id]) if doc_id in rows else None
        if doc_ids is not None:
            wanted = {int(number) for number in doc_ids}
            return [self._document(number, document) for number, document in self._now() if number in wanted]
        if cond is not None:
            return next((self._document(*row) for row in self._now() if cond(row[1])), None)
        raise RuntimeError("You have to pass either cond or doc_id or doc_ids")

    def update(
        self, fields: Fields, cond: QueryLike | None = None, doc_ids: Iterable[int] | None = None
    ) -> list[int]:
        """Set `fields` in, or let the callable change, every document that matches. Returns their numbers."""
        with self._journal.writing():
            if doc_ids is None:
                doc_ids = list(self._rows) if cond is None else self._matching(cond)
            return super().update(fields, doc_ids=doc_ids)

    def upsert(self, document: Mapping[str, Any], cond: QueryLike | None = None) -> list[int]:
        """Update the documents that match, or insert one. Returns their numbers."""
        with self._journal.writing():
            return super().upsert(document, cond)

    def update_multiple(self, updates: Iterable[tuple[Fields, QueryLike]]) -> list[int]:
        """Apply each (fields, condition) to the documents that match it, all in one commit."""
        changed: list[int] = []
        pairs = list(updates)

        def updater(draft: Draft) -> None:
            for number in draft:
                for fields, cond in pairs:
                    if cond(draft.peek(number)):
                        changed.append(number)
                        _change(fields, draft[number])

        self._update_table(updater)
        return changed

    def remove(self, cond: QueryLike | None = None, doc_ids: Iterable[int] | None = None) -> list[int]:
        """Take away every document that matches. Returns their numbers."""
        with self._journal.writing():
            if doc_ids is None and cond is not None:
                doc_ids = self._matching(cond)
            return super().remove(doc_ids=doc_ids)

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[TinyDocument]:
        for number, document in self._now():
            yield self._document(number, document)

    def _get_next_id(self) -> int:
        if self._next_id is None:
            self._next_id = max(self._rows, default=0) + 1
        # The record may have been changed beside this table, and a document may bring a number of its own.
        while self._next_id in self._rows or self._next_id in self._reserved_ids:
            self._next_id += 1
        self._next_id += 1
        return self._next_id - 1

    def _read_table(self) -> dict[str, Mapping[str, Any]]:
        return {str(number): copied(document) for number, document in self._rows.items()}

    def _update_table(self, updater: Callable[[Any], None]) -> None:
        with self._journal.writing():
            draft = Draft(self._rows)
            updater(draft)
            changes = draft.changes(self._name)
            made = [] if changes or self._name in self._journal.tables.rows else [self._name]
            self._journal.commit_if_any(changes, made, [])
            self.clear_cache()


class RecordDB(TinyDB):
    """TinyDB over a record: `insert`, `update`, `search` and the rest are TinyDB's own."""

    table_class = RecordTable

    def __init__(self, storage: TablesStorage) -> None:
        super().__init__(storage=lambda: storage)

    @property
    def _journal(self) -> TablesStorage:
        return cast("TablesStorage", self._storage)

    def tables(self) -> set[str]:
        """The names of all tables."""
        return set(self._journal.tables.rows)

    def documents(self) -> dict[str, dict[int, Document]]:
        """Every document by table and id, as plain dicts of the caller's own."""
        return {name: {row.doc_id: dict(row) for row in self.table(name).all()} for name in self.tables()}

    def drop_table(self, name: str) -> None:
        """Take a table and its documents away, in one commit."""
        self._tables.pop(name, None)
        self._drop([name])

    def drop_tables(self) -> None:
        """Take every table away, in one commit."""
        self._tables.clear()
        self._drop(sorted(self.tables()))

    def _drop(self, names: list[str]) -> None:
        with self._journal.writing():
            known = [name for name in names if name in self._journal.tables.rows]
            changes = [
                Change(name, number, None) for name in known for number in self._journal.tables.of(name)
            ]
            self._journal.commit_if_any(changes, [], known)


def _change(fields: Fields, document: Document) -> None:
    if callable(fields):
        fields(document)
    else:
        document.update(fields)
