"""The session of whoever holds a record: the one connection that appends, and what the database says of the record.

Nothing is decided after a broken connection before the database was asked what stands there. The question is itself a
commit (it renews the tenure), so that where a standby must confirm, the answer is no sooner true here than there.
"""

from __future__ import annotations

import os
import socket
import time
from contextlib import closing, suppress
from threading import RLock
from typing import TYPE_CHECKING, NamedTuple

import psycopg

from store.postgresql.database import connect
from store.postgresql.reading import some_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from store.postgresql.database import Connection

TTL = 3.0
"""Seconds for which a tenure is given; renewed every third of that."""
PATIENCE = 10.0
"""Seconds for which a broken connection is tried again before the record says that it cannot be written."""
MOST_PATIENCE = 300.0
AGAIN = 0.1
NOT_CONFIRMED = "01000"
"""The SQLSTATE of the warning with which a wait for the synchronous standby is given up; the statement succeeds."""

_APPEND = """
WITH fenced AS (
  UPDATE journals SET n = n + cardinality(%(lines)s::bytea[]), digest = %(after)s,
    until = clock_timestamp() + %(ttl)s * interval '1 second'
  WHERE record = %(record)s AND epoch = %(epoch)s AND n = %(n)s AND digest = %(digest)s
  RETURNING record)
INSERT INTO commits (record, n, line)
SELECT fenced.record, %(n)s + added.at, added.line
FROM fenced, unnest(%(lines)s::bytea[]) WITH ORDINALITY AS added (line, at)
"""

_RENEW = """
UPDATE journals SET until = clock_timestamp() + %(ttl)s * interval '1 second', backend = pg_backend_pid(),
  session = (SELECT backend_start FROM pg_stat_activity WHERE pid = pg_backend_pid())
WHERE record = %(record)s AND epoch = %(epoch)s
RETURNING n, digest
"""


class LostError(Exception):
    """The tenure has passed to another: nothing may be tried again."""


class UncertainError(Exception):
    """The database said yes, and the standby that must confirm did not."""


class End(NamedTuple):
    """Where the journal ends."""

    n: int
    digest: bytes


class Session:
    """One process's hold on one record. Any thread may call; calls follow each other."""

    def __init__(self, dsn: str, record: str, epoch: int, connection: Connection) -> None:
        self.dsn, self.record, self.epoch = dsn, record, epoch
        self.lost = False
        """Whether the tenure is known to have passed to another."""
        self._connection = connection
        self._calls = RLock()
        self._since: float | None = None
        """When the statement under way began (monotonic); None while there is none."""
        self._renewed = time.monotonic()
        self._unconfirmed = False
        self._patience = PATIENCE
        connection.add_notice_handler(self._hear)

    def _hear(self, notice: psycopg.errors.Diagnostic) -> None:
        if notice.sqlstate == NOT_CONFIRMED:
            self._unconfirmed = True

    def append(self, before: End, lines: Sequence[bytes], after: bytes) -> bool:
        """Add lines where the journal still ends at `before` and the tenure is ours; False, with nothing done, else.

        Raises psycopg.Error, after which the lines may stand there all the same, or UncertainError.
        """
        values = {"lines": list(lines), "after": after, "n": before.n, "digest": before.digest}
        with self._calls:
            return self._run(_APPEND, values).rowcount == len(lines)

    def end(self) -> End:
        """Where the journal ends, renewing the tenure. Raises LostError, UncertainError or psycopg.Error."""
        with self._calls:
            found = self._run(_RENEW, {}).fetchone()
            if found is None:
                self.lost = True
                raise LostError
            n, digest = found
            assert isinstance(n, int)
            assert isinstance(digest, bytes)
            return End(n, digest)

    def _run(self, statement: str, values: dict[str, object]) -> psycopg.Cursor[tuple[object, ...]]:
        if self.lost:
            raise LostError
        self._unconfirmed = False
        self._since = time.monotonic()
        try:
            if self._connection.closed:
                self._connection = connect(self.dsn)
                self._connection.add_notice_handler(self._hear)
            fixed = {"record": self.record, "epoch": self.epoch, "ttl": TTL}
            done = self._connection.execute(statement, values | fixed)
        finally:
            self._since = None
        if self._unconfirmed:
            raise UncertainError
        self._renewed = time.monotonic()
        self._patience = PATIENCE
        return done

    def renew_if_due(self) -> None:
        """Keep the tenure, where no append has kept it just now. Raises as `end`."""
        if time.monotonic() - self._renewed >= TTL / 3 and self._since is None:
            self.end()

    def unfreeze(self) -> None:
        """Break the connection under a statement that has been waiting longer than patience goes.

        Nothing is cancelled in the database: what comes of the statement there is read back. Each time it is waited
        twice as long, for while a standby is away for hours every broken connection leaves a session waiting there.
        """
        since = self._since
        if since is not None and time.monotonic() - since > self._patience:
            self._patience = min(2 * self._patience, MOST_PATIENCE)
            with (
                suppress(OSError, psycopg.Error),
                socket.socket(fileno=os.dup(self._connection.fileno())) as held,
            ):
                held.shutdown(socket.SHUT_RDWR)

    def lines(self, after: int, upto: int) -> list[bytes]:
        """As `some_lines`. Raises psycopg.Error."""
        with self._calls:
            if self._connection.closed:
                with suppress(LostError, UncertainError):
                    self.end()
            return some_lines(self._connection, self.record, after, upto)

    def give_back(self) -> None:
        """Let others take the record at once."""
        with self._calls, closing(self._connection), suppress(psycopg.Error):
            if not self._connection.closed:
                self._connection.execute(
                    "UPDATE journals SET until = '-infinity', backend = 0, holder = ''"
                    " WHERE record = %s AND epoch = %s",
                    (self.record, self.epoch),
                )
