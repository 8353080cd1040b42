"""Read-only copies of a record's tables, kept up to date line by line, wherever the lines come from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from .chain import is_sealed
from .commit import UNDECODABLE, Commit, decode_commit
from .database import RecordDB, TablesStorage, refuse_write
from .errors import unavailable
from .files import DISK
from .format import header
from .generations import decoded
from .tables import Tables
from .tail import Tail

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .commit import Document
    from .files import Files
    from .tables import Rows


class Replica:
    """Tables that follow the lines of a journal, wherever the lines come from."""

    def __init__(self, rows: dict[str, Rows] | None = None, n: int = 0, digest: str = "") -> None:
        self._tables = Tables(rows)
        self.n = n
        self.digest = digest
        """The chain's digest after commit `n`."""
        self.db = RecordDB(TablesStorage(self._tables, refuse_write))
        """The tables as TinyDB gives them, for reading."""

    @classmethod
    def begin(cls, head: bytes) -> Replica:
        """A replica at the beginning of the journal whose first line is `head`. Raises as `scan` does."""
        first, _end = header(Path("journal"), head)
        return cls(first.tables, first.n, first.digest)

    def take(self, line: bytes) -> Commit | None:
        """Apply one whole line; None, with nothing changed, where it does not follow from the last one."""
        if not is_sealed(self.digest.encode(), line):
            return None
        try:
            commit = decode_commit(line)
        except UNDECODABLE:
            return None
        # Decoded twice, so that what the caller does to a commit cannot reach the tables.
        self._tables.replay(decode_commit(line))
        self.n, self.digest = commit.n, commit.digest
        return commit


class Follower(Replica, Tail[Commit]):
    """A read-only copy of a record that another process may be writing, as TinyDB gives it."""

    def __init__(self, folder: Path, files: Files) -> None:
        Replica.__init__(self)
        Tail.__init__(self, folder, files)
        self.load()

    @classmethod
    def open(cls, folder: Path | str, *, files: Files = DISK) -> Follower:
        """Read the record in `folder`.

        Raises NotFoundError, EmptyJournalError, NotAJournalError, NewerFormatError, DamagedError (0) or
        UnavailableError.
        """
        folder = Path(folder)
        with unavailable(folder):
            return cls(folder, files)

    @property
    def rows(self) -> Mapping[str, Mapping[int, Document]]:
        """Every table as it stands, by number: for reading only, and without the copies that `db` makes."""
        return self._tables.rows

    def _begin_with(self, snapshot: bytes) -> bool:
        read = decoded(snapshot)
        if read is None:
            return False
        self._tables.become(read[0])
        return True

    def _begin_empty(self, rows: dict[str, Rows]) -> None:
        self._tables.become(rows)
