"""Telling followers that lines have come: a notification after the commit, in a transaction and a session of its own.

Sent inside the append it would cut the appends to a third: every notifying commit waits for one lock of the whole
database. Whoever misses one polls.
"""

from __future__ import annotations

from contextlib import suppress
from threading import Event, Thread
from typing import TYPE_CHECKING

import psycopg

from store.postgresql.database import connect

if TYPE_CHECKING:
    from store.postgresql.database import Connection

CHANNEL = "doithoai_commits"
ONCE_PER = 0.01
"""Seconds between two notifications at least: one tells of every line before it."""


class Announcer:
    """Notifies the followers of one record, in a thread of its own."""

    def __init__(self, dsn: str, record: str) -> None:
        self._dsn, self._record = dsn, record
        self._due, self._ended = Event(), Event()

    def start(self) -> None:
        """Begin; again after `stop`, where the record is taken again."""
        self._ended = Event()
        Thread(target=self._announce, args=(self._ended,), name="announcer", daemon=True).start()

    def tell(self) -> None:
        """Lines have come. Never waits."""
        self._due.set()

    def stop(self) -> None:
        """Notify no more. Harmless a second time."""
        self._ended.set()
        self._due.set()

    def _announce(self, ended: Event) -> None:
        connection: Connection | None = None
        while not ended.is_set():
            self._due.wait()
            self._due.clear()
            # A notification that cannot be sent is not owed: followers poll.
            with suppress(psycopg.Error):
                if connection is None or connection.closed:
                    connection = connect(self._dsn)
                connection.execute("SELECT pg_notify(%s, %s)", (CHANNEL, self._record))
            ended.wait(ONCE_PER)
        if connection is not None:
            connection.close()
