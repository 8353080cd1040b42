"""Reading records that others may be writing: which there are, and their lines."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from store.postgresql.database import connect, reachable
from store.tinydb_journal.errors import NotFoundError
from store.tinydb_journal.format import header

if TYPE_CHECKING:
    from store.postgresql.database import Connection

READ_AT_ONCE = 2000
"""Lines read by one statement."""


class Journalled(NamedTuple):
    """One record of the database, as its row tells."""

    name: str
    n: int
    holder: str
    """Where its keeper takes commands; empty where none is there, or it did not say."""


def some_lines(connection: Connection, record: str, after: int, upto: int) -> list[bytes]:
    """Some lines of the commits later than `after`, in order; none where there are no more. Raises psycopg.Error."""
    found = connection.execute(
        "SELECT line FROM commits WHERE record = %s AND n > %s AND n <= %s ORDER BY n LIMIT %s",
        (record, after, upto, READ_AT_ONCE),
    )
    return [line for (line,) in found if isinstance(line, bytes)]


def whole(connection: Connection, record: str, head: bytes, n: int) -> bytes:
    """The journal's bytes up to commit `n`, as a file would hold them.

    Raises psycopg.Error, or as `header` where the first line is none of a journal.
    """
    lines, at = [head], header(Path(record), head)[0].n
    while at < n and (more := some_lines(connection, record, at, n)):
        lines += more
        at += len(more)
    return b"".join(lines)


def journal_bytes(dsn: str, record: str) -> bytes:
    """The journal called `record` as a file would hold it, for `verify`, bundles and moving.

    Raises NotFoundError or UnavailableError.
    """
    address = Path(record)
    with reachable(address), connect(dsn) as connection:
        found = connection.execute("SELECT header, n FROM journals WHERE record = %s", (record,)).fetchone()
        if found is None:
            raise NotFoundError(address)
        head, n = found
        assert isinstance(head, bytes)
        assert isinstance(n, int)
        return whole(connection, record, head, n)


def records(dsn: str) -> list[Journalled]:
    """Every record of the database, by name. Raises UnavailableError."""
    with reachable(Path()), connect(dsn) as connection:
        rows = connection.execute("SELECT record, n, holder FROM journals ORDER BY record").fetchall()
    return [Journalled(str(name), int(str(n)), str(holder)) for name, n, holder in rows]
