"""Following a record without holding it: read-only copies of its tables, kept up to date line by line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from store.commit import Commit, decode_commit
from store.database import RecordDB, refuse_write
from store.files import DISK
from store.generations import Generations
from store.journal import JOURNAL, scan
from store.opening import read_journal
from store.refusal import unusable
from store.seal import DIGITS, LINE_END, is_sealed
from store.tables import Tables

if TYPE_CHECKING:
    from collections.abc import Mapping

    from store.commit import Document
    from store.files import Files
    from store.tables import Rows


class Replica:
    """Tables that follow the lines of a journal, wherever the lines come from."""

    def __init__(self, rows: dict[str, Rows] | None = None, n: int = 0, digest: str = "") -> None:
        self._tables = Tables(rows)
        self.n = n
        self.digest = digest
        """The chain's digest after commit `n`."""
        self.db = RecordDB(self._tables, refuse_write)
        """The tables as TinyDB gives them, for reading."""

    @classmethod
    def begin(cls, head: bytes) -> Replica:
        """A replica at the beginning of the journal whose first line is `head`. Raises as `scan` does."""
        header = scan(Path("journal"), head).header
        return cls(header.tables, header.n, header.digest)

    def take(self, line: bytes) -> Commit | None:
        """Apply one whole line; None, with nothing changed, where it does not follow from the last one."""
        if not is_sealed(self.digest.encode(), line):
            return None
        try:
            commit = decode_commit(line)
        except msgspec.DecodeError:
            return None
        # Decoded twice, so that what the caller does to a commit cannot reach the tables.
        self._tables.replay(decode_commit(line))
        self.n, self.digest = commit.n, commit.digest
        return commit


class Follower(Replica):
    """A read-only copy of a record that another process may be writing."""

    def __init__(self, folder: Path, files: Files) -> None:
        super().__init__()
        self._files = files
        self._folder, self._path = folder, folder / JOURNAL
        self._end = 0
        """Bytes of the journal applied."""
        self._seen = files.stat(self._path)
        self.resynced = False
        """Whether the last poll found another journal than it knew: what was built from commits must be built anew."""
        self.blocked = False
        """Whether bytes follow that are no commit: the end a crash left, or damage. Opening the record tells which."""
        self._load()

    @classmethod
    def open(cls, folder: Path, *, files: Files = DISK) -> Follower:
        """Read the record in `folder`. Raises Missing, Empty, Foreign, NewerFormat, Damaged (0) or Unusable."""
        with unusable(folder):
            return cls(folder, files)

    @property
    def rows(self) -> Mapping[str, Mapping[int, Document]]:
        """Every table as it stands, by number: for reading only, and without the copies that `db` makes."""
        return self._tables.rows

    def _load(self) -> None:
        if not self._load_generation():
            self._load_journal()
        self._take_new()

    def _load_generation(self) -> bool:
        generations = Generations(self._files, self._folder)
        for generation in reversed(generations.list()):
            head = generation.head
            read = generations.read(generation.path) if self._stands(head.size, head.chain) else None
            if read is not None:
                self._tables.become(read[0])
                self.n, self.digest, self._end = head.n, head.chain, head.size
                return True
        return False

    def _load_journal(self) -> None:
        scanned = scan(self._path, read_journal(self._files, self._folder))
        self._tables.become(scanned.header.tables)
        self.n, self.digest, self._end = scanned.header.n, scanned.header.digest, scanned.ends[0]

    def _stands(self, end: int, digest: str) -> bool:
        """Whether a line with this digest ends at byte `end` of the journal as it now is."""
        start = end - DIGITS - len(LINE_END)
        try:
            return self._files.read(self._path, start, end - start) == digest.encode() + LINE_END
        except OSError:
            return False

    def poll(self) -> list[Commit]:
        """The whole commits written since the last poll, applied.

        After a resync (`resynced`) the list is empty: `db` is what the record now holds. While the journal is gone
        nothing happens. Raises Empty, Foreign, NewerFormat or Damaged (0) where something else took its place, and
        Unusable where the disk refuses.
        """
        with unusable(self._folder):
            return self._poll()

    def _poll(self) -> list[Commit]:
        self.resynced = False
        seen = self._files.stat(self._path)
        if seen is None or seen == self._seen:
            return []
        before, self._seen = self._seen, seen
        replaced = before is None or before.identity != seen.identity or seen.size < self._end
        if replaced and not self._stands(self._end, self.digest):
            return self._resync()
        commits = self._take_new()
        if self.blocked and not commits and not self._stands(self._end, self.digest):
            return self._resync()
        return commits

    def _take_new(self) -> list[Commit]:
        commits: list[Commit] = []
        self.blocked = False
        for line in self._files.read(self._path, self._end).split(b"\n")[:-1]:
            commit = self.take(line + b"\n")
            if commit is None:
                self.blocked = True
                break
            commits.append(commit)
            self._end += len(line) + 1
        return commits

    def _resync(self) -> list[Commit]:
        self._load()
        self.resynced = True
        return []
