"""The tables in memory: what the journal says, applied; and what would differ, as changes to commit."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping

from .commit import Change, Commit, Document, alike, copied, plain

Rows = dict[int, Document]
"""A table: documents by number."""

_NO_ROWS: Rows = {}


class Tables:
    """Every table. A document is never changed in place: a change puts another in its stead."""

    def __init__(self, rows: dict[str, Rows] | None = None) -> None:
        self.rows: dict[str, Rows] = {} if rows is None else rows
        self._versions: dict[str, int] = {}

    def become(self, rows: dict[str, Rows]) -> None:
        """Forget everything and hold `rows` instead."""
        for name in {*self.rows, *rows}:
            self._touch(name)
        self.rows = rows

    def of(self, name: str) -> Rows:
        """The rows of a table, for reading; empty where there is no such table."""
        return self.rows.get(name, _NO_ROWS)

    def version(self, name: str) -> int:
        """A number that differs whenever the table does."""
        return self._versions.get(name, 0)

    def apply(self, commit: Commit) -> None:
        """Do what `commit` says, with copies of its documents."""
        for op in commit.ops:
            self._put(op.table, op.id, copied(op.document))
        self._make_and_drop(commit)

    def replay(self, commit: Commit) -> None:
        """Do what `commit` says, with its own documents: no one else may hold them."""
        for op in commit.ops:
            self._put(op.table, op.id, op.document)
        self._make_and_drop(commit)

    def revert(self, commit: Commit) -> None:
        """Undo what `commit`, the last one applied, did to documents. A table it made stays, empty."""
        for op in reversed(commit.ops):
            self._put(op.table, op.id, copied(op.before))

    def frozen(self) -> dict[str, Rows]:
        """The tables as they are now, unmoved by later changes; its documents must not be changed."""
        return {name: dict(rows) for name, rows in self.rows.items()}

    def _put(self, table: str, number: int, document: Document | None) -> None:
        rows = self.rows.get(table)
        if rows is None:
            rows = self.rows[table] = {}
        if document is None:
            rows.pop(number, None)
        else:
            rows[number] = document
        self._touch(table)

    def _make_and_drop(self, commit: Commit) -> None:
        for name in commit.made:
            self.rows.setdefault(name, {})
        for name in commit.dropped:
            self.rows.pop(name, None)
            self._touch(name)

    def _touch(self, name: str) -> None:
        self._versions[name] = self._versions.get(name, 0) + 1


class Draft(MutableMapping[int, Document]):
    """A table being changed: what TinyDB's updaters touch is copied first, and nothing else is."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._changed: dict[int, Document | None] = {}

    def peek(self, number: int) -> Document:
        """The document as it would now be, for looking only."""
        return self._changed[number] or {} if number in self._changed else self._rows[number]

    def __getitem__(self, number: int) -> Document:
        if number not in self._changed:
            self._changed[number] = copied(self._rows[number])
        document = self._changed[number]
        if document is None:
            raise KeyError(number)
        return document

    def __setitem__(self, number: int, document: Document) -> None:
        self._changed[number] = document

    def __delitem__(self, number: int) -> None:
        if number not in self:
            raise KeyError(number)
        self._changed[number] = None

    def __contains__(self, number: object) -> bool:
        return self._changed[number] is not None if number in self._changed else number in self._rows

    def __iter__(self) -> Iterator[int]:
        kept = [number for number in self._rows if number in self]
        return iter(
            kept
            + [
                number
                for number, found in self._changed.items()
                if found is not None and number not in self._rows
            ]
        )

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def clear(self) -> None:
        """Take every document away."""
        self._changed = dict.fromkeys(self._rows)

    def changes(self, table: str) -> list[Change]:
        """What differs from the table as it stands."""
        now = {
            number: None if document is None else plain(document)
            for number, document in self._changed.items()
        }
        return [
            Change(table, number, document)
            for number, document in now.items()
            if not alike(document, self._rows.get(number))
        ]


def difference(tables: Tables, wanted: dict[str, Rows]) -> tuple[list[Change], list[str], list[str]]:
    """(changes, tables to make, tables to drop) that turn `tables` into `wanted`."""
    changes: list[Change] = []
    for name in {**tables.rows, **wanted}:
        rows, after = tables.of(name), wanted.get(name, {})
        changes += [Change(name, number, None) for number in rows if number not in after]
        changes += [
            Change(name, number, document)
            for number, document in after.items()
            if not alike(document, rows.get(number))
        ]
    made = [name for name, rows in wanted.items() if not rows and name not in tables.rows]
    return changes, made, [name for name in tables.rows if name not in wanted]
