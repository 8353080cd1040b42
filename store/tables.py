"""The tables in memory: what the journal says, applied."""

from __future__ import annotations

from store.commit import Commit, Document, copied

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
