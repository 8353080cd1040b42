"""The tenure of a record in PostgreSQL: a row that is renewed, and may be taken when nobody renews it."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from threading import Event, Thread
from typing import TYPE_CHECKING

import psycopg

from store.postgresql.announcing import Announcer
from store.postgresql.database import connect, reachable
from store.postgresql.journal import ANOTHER, ELSEWHERE, PostgresJournal
from store.postgresql.reading import whole
from store.postgresql.session import TTL, End, LostError, Session, UncertainError
from store.tinydb_journal.errors import (
    AlreadyExistsError,
    DamagedError,
    FencedError,
    JournalError,
    KeptElsewhereError,
    LockedError,
    NotFoundError,
    UnavailableError,
)
from store.tinydb_journal.format import header_line, scan
from store.tinydb_journal.loading import replayed, without_collection
from store.tinydb_journal.seam import Holder, Opened
from store.tinydb_journal.tables import Tables

if TYPE_CHECKING:
    from pathlib import Path

    from store.postgresql.database import Connection
    from store.tinydb_journal.format import Progress
    from store.tinydb_journal.seam import Journal

IS_FREE = """(moved = '' AND (until <= clock_timestamp() OR NOT EXISTS (
  SELECT FROM pg_stat_activity WHERE pid = backend AND (backend_start IS NULL OR backend_start = session))))"""
"""SQL that says whether nobody holds the record of a row of `journals`, and somebody may."""

_TAKE = f"""
UPDATE journals SET epoch = epoch + 1, holder = %(holder)s, peers = %(peers)s, pid = %(pid)s,
  backend = pg_backend_pid(),
  session = (SELECT backend_start FROM pg_stat_activity WHERE pid = pg_backend_pid()),
  started = clock_timestamp(), until = clock_timestamp() + %(ttl)s * interval '1 second'
WHERE record = %(record)s AND {IS_FREE}
RETURNING epoch, header, n, digest
"""  # noqa: S608  every part is ours

_HOLDER = f"""
SELECT pid, to_char(started, 'YYYY-MM-DD"T"HH24:MI:SSOF') FROM journals WHERE record = %s AND NOT {IS_FREE}
"""  # noqa: S608


class PostgresTenure:
    """The record called `name`, or as its `address` is, in the database at `dsn`.

    `holder` and `peers` are told to those who look for its keeper: where it takes commands, and where it speaks to
    other servers.
    """

    def __init__(self, dsn: str, address: Path, *, name: str = "", holder: str = "", peers: str = "") -> None:
        self.address = address
        self.name = name or address.as_posix()
        """What the database calls the record."""
        self._dsn, self._told, self._peers = dsn, holder, peers
        self._session: Session | None = None
        self._lost = False
        self._epoch = 0
        self._ended = Event()
        self._announcer = Announcer(dsn, self.name)

    def create(self, identity: str) -> Opened:
        """As `Tenure.create`."""
        head = header_line(identity)
        begun = scan(self.address, head)
        with reachable(self.address), connect(self._dsn) as connection:
            made = connection.execute(
                "INSERT INTO journals (record, header, n, digest) VALUES (%s, %s, 0, %s) ON CONFLICT DO NOTHING",
                (self.name, head, begun.digest),
            )
            if not made.rowcount:
                raise AlreadyExistsError(self.address)
        return self.take()

    def take(self, progress: Progress | None = None, *, mend: bool = False) -> Opened:  # noqa: ARG002
        """As `Tenure.take`. Nothing is mended in a database: what is damaged there raises DamagedError."""
        with reachable(self.address), without_collection():
            connection = connect(self._dsn)
            try:
                return self._taken(connection, progress)
            except BaseException:
                self.release()
                connection.close()
                raise

    def _taken(self, connection: Connection, progress: Progress | None) -> Opened:
        values = {
            "record": self.name,
            "holder": self._told,
            "peers": self._peers,
            "pid": os.getpid(),
            "ttl": TTL,
        }
        row = connection.execute(_TAKE, values).fetchone()
        if row is None:
            raise self._held(connection)
        epoch, head, n, digest = row
        assert isinstance(epoch, int)
        assert isinstance(head, bytes)
        assert isinstance(n, int)
        assert isinstance(digest, bytes)
        self._epoch = epoch
        session = self._session = Session(self._dsn, self.name, epoch, connection)
        self._ended = Event()
        Thread(target=self._keep, args=(session, self._ended), name="tenure", daemon=True).start()
        data = whole(connection, self.name, head, n)
        scanned = scan(self.address, data, progress)
        if scanned.size < len(data) or (scanned.n, scanned.digest) != (n, digest):
            raise DamagedError(self.address, scanned.n + 1)
        tables = replayed(self.address, Tables(scanned.header.tables), scanned.header.n, scanned, data)
        self._announcer.start()
        journal = PostgresJournal(
            self.address, session, head, scanned.header, End(n, digest), self._announcer.tell
        )
        journal.size = len(data)
        return Opened(journal, tables)

    def _held(self, connection: Connection) -> JournalError:
        holder = self._asked(connection)
        row = connection.execute("SELECT moved FROM journals WHERE record = %s", (self.name,)).fetchone()
        if row is None:
            return NotFoundError(self.address)
        if row[0]:
            return KeptElsewhereError(self.address, str(row[0]))
        return LockedError(self.address, holder.pid if holder else None, holder.since if holder else "")

    def _keep(self, session: Session, ended: Event) -> None:
        """Renew until the tenure is given back or lost; a connection that breaks is tried again until then."""
        Thread(target=self._watch, args=(session, ended), name="tenure watch", daemon=True).start()
        while not ended.wait(TTL / 6) and not session.lost:
            with suppress(LostError, UncertainError, psycopg.Error):
                session.renew_if_due()

    @staticmethod
    def _watch(session: Session, ended: Event) -> None:
        while not ended.wait(TTL / 6) and not session.lost:
            session.unfreeze()

    def renew(self) -> None:
        """As `Tenure.renew`. Raises UnavailableError where the database cannot be asked."""
        assert self._session is not None, "what was taken is renewed"
        with reachable(self.address):
            try:
                self._session.end()
            except LostError:
                raise FencedError(self.address, OSError(0, ANOTHER), 0, 0) from None

    @property
    def epoch(self) -> int:
        """The fence: which holding of the record this is; 0 before it was taken."""
        return self._epoch

    @property
    def is_lost(self) -> bool:
        """Whether the right is known to have passed to another, also after it was let go."""
        return self._lost or (self._session is not None and self._session.lost)

    def holder(self) -> Holder | None:
        """As `Tenure.holder`."""
        try:
            with reachable(self.address), connect(self._dsn) as connection:
                return self._asked(connection)
        except UnavailableError:
            return None

    def _asked(self, connection: Connection) -> Holder | None:
        found = connection.execute(_HOLDER, (self.name,)).fetchone()
        return Holder(int(str(found[0])), str(found[1])) if found else None

    def move(
        self,
        address: Path,
        journal: Journal,
        queue: list[bytes],
        tables: Tables,  # noqa: ARG002  the lines are copied, never sealed anew
    ) -> tuple[PostgresTenure, Journal]:
        """As `Tenure.move`: under another name of the same database, where its address is its name."""
        if self.name != self.address.as_posix():
            raise UnavailableError(address, OSError(errno.ENOTSUP, ELSEWHERE))
        other = PostgresTenure(self._dsn, address, holder=self._told)
        values = {"to": other.name, "record": self.name, "n": journal.n, "digest": journal.digest}
        with reachable(address), connect(self._dsn) as connection, connection.transaction():
            made = connection.execute(
                "INSERT INTO journals (record, header, n, digest)"
                " SELECT %(to)s, header, %(n)s, %(digest)s FROM journals WHERE record = %(record)s"
                " ON CONFLICT DO NOTHING",
                values,
            )
            if not made.rowcount:
                raise AlreadyExistsError(address)
            connection.execute(
                "INSERT INTO commits SELECT %(to)s, n, line FROM commits WHERE record = %(record)s AND n <= %(n)s",
                values,
            )
        moved = other.take().journal
        if queue:
            moved.append(queue)
        return other, moved

    def release(self) -> None:
        """As `Tenure.release`. Harmless a second time."""
        self._ended.set()
        self._announcer.stop()
        session, self._session = self._session, None
        if session is not None:
            self._lost = session.lost
            session.give_back()
