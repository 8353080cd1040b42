"""A server's own copy of a record in the database: a journal's file that screens follow and nobody else writes."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

import psycopg

from store.postgresql.announcing import CHANNEL
from store.postgresql.database import connect, reachable
from store.postgresql.reading import some_lines
from store.postgresql.tenure import IS_FREE
from store.tinydb_journal.chain import digest_of, is_sealed
from store.tinydb_journal.errors import DamagedError, JournalError, NotFoundError
from store.tinydb_journal.file_tenure import FileTenure
from store.tinydb_journal.files import DISK, write_aside
from store.tinydb_journal.format import JOURNAL, scan
from store.tinydb_journal.recovery import set_aside

if TYPE_CHECKING:
    from pathlib import Path

    from store.postgresql.database import Connection


class Standing(NamedTuple):
    """How a record stands in the database, seen from a copy that is up to date."""

    n: int
    is_free: bool
    """Whether nobody keeps it: its tenure may be taken."""
    holder: str
    """Where the keeper takes commands."""
    peers: str
    """Where it speaks to other servers."""


class Copy:
    """The copy of the record called `name` in `folder`, which is held for as long as this one is open.

    Raises LockedError where another process holds the folder, or UnavailableError.
    """

    def __init__(self, dsn: str, name: str, folder: Path) -> None:
        self._dsn, self._name, self._folder = dsn, name, folder
        self._path = folder / JOURNAL
        DISK.make_folder(folder)
        self._tenure = FileTenure(folder)
        with self._tenure.locked():
            self.n, self.digest = self._found()
        self._connection: Connection | None = None
        self.set_aside: Path | None = None
        """Where lines are kept that were here and are no longer in the database; None where there never were any."""

    def _found(self) -> tuple[int, bytes]:
        """Where the copy ends; whatever it cannot go on from is fetched anew."""
        with suppress(OSError, JournalError):
            data = DISK.read(self._path)
            scanned = scan(self._path, data)
            if scanned.size == len(data):
                return scanned.n, scanned.digest
        return -1, b""

    def step(self, seconds: float) -> Standing:
        """Wait for news for so long at most, and take every line there is.

        Raises NotFoundError, DamagedError where the database's lines are no chain, or UnavailableError.
        """
        with reachable(self._folder):
            try:
                connection = self._connected()
                for _news in connection.notifies(timeout=seconds, stop_after=1):
                    pass
                return self._caught_up(connection)
            except psycopg.Error:
                self._let_go()
                raise

    def _connected(self) -> Connection:
        if self._connection is None:
            connection = connect(self._dsn)
            connection.execute(f"LISTEN {CHANNEL}")
            self._connection = connection
        return self._connection

    def _caught_up(self, connection: Connection) -> Standing:
        row = connection.execute(
            f"SELECT n, digest, holder, peers, {IS_FREE} FROM journals WHERE record = %s",  # noqa: S608  every part is ours
            (self._name,),
        ).fetchone()
        if row is None:
            raise NotFoundError(self._folder)
        n, digest, holder, peers, is_free = row
        assert isinstance(n, int)
        if n < self.n or (n == self.n and digest != self.digest):
            self._set_aside()
        self._fetch(connection, n)
        return Standing(n, bool(is_free), str(holder), str(peers))

    def _set_aside(self) -> None:
        """A database that was put in the place of a lost one has less than was seen here: keep what we have, apart."""
        self.set_aside = set_aside(DISK, self._folder, DISK.read(self._path))
        self.n, self.digest = -1, b""

    def _fetch(self, connection: Connection, n: int) -> None:
        is_new = self.n < 0
        if is_new:
            [(head,)] = connection.execute("SELECT header FROM journals WHERE record = %s", (self._name,))
            assert isinstance(head, bytes)
            begun = scan(self._path, head)
            write_aside(DISK, self._path, head)
            self.n, self.digest = begun.n, begun.digest
        while self.n < n:
            lines = some_lines(connection, self._name, self.n, n)
            before = self.digest
            for at, line in enumerate(lines, start=self.n + 1):
                if not is_sealed(before, line):
                    if not is_new and at == self.n + 1:
                        # The database has gone on from another line than the last one here.
                        self._set_aside()
                        return
                    raise DamagedError(self._folder, at)
                before = digest_of(line)
            if not lines:
                raise DamagedError(self._folder, self.n + 1)
            opened = DISK.append(self._path)
            try:
                opened.append(b"".join(lines))
            finally:
                opened.close()
            self.n, self.digest = self.n + len(lines), before

    def _let_go(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    def close(self) -> None:
        """Copy no more; the copy stays. Harmless a second time."""
        self._let_go()
        self._tenure.release()
