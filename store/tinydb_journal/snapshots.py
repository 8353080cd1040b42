"""When snapshots are taken: on request, as the journal grows, and at close; never in the way of a commit."""

from __future__ import annotations

from contextlib import suppress
from threading import Lock, Thread
from typing import TYPE_CHECKING

from .errors import JournalError

if TYPE_CHECKING:
    from pathlib import Path

    from .tables import Tables
    from .writer import Writer

GROWTH = 2 << 20
"""A snapshot is taken when the journal has grown by this many bytes since the last one: whoever opens the record then
has so much to read line by line, about two thousand commits."""

SHARE = 4
"""... or by one part in so many of the last snapshot, where that is more: all of them write a few times the journal."""


class Snapshots:
    """Takes the snapshots of one record, in a thread of its own where no one asked for one."""

    def __init__(self, writer: Writer, tables: Tables) -> None:
        self.growth = GROWTH
        self._writer, self._tables = writer, tables
        self._last_end, self._last_size = writer.journal.size, 0
        self._thread: Thread | None = None
        self._writing = Lock()
        """Held while a file is written: two of one commit would be written aside under one name."""

    def take(self) -> Path:
        """Flush, and write the tables as they were when asked. Raises WriteError or OSError."""
        with self._writer.flushing:
            with self._writer.state:
                rows, n, chain = self._tables.frozen(), self._writer.n, self._writer.digest.decode()
            self._writer.flush()
            journal = self._writer.journal
            self._last_end = journal.size
        with self._writing:
            path, size = journal.snapshot(rows, n, chain)
            self._last_size = size or self._last_size
            return path

    def take_if_due(self) -> None:
        """Begin a snapshot where the journal has grown enough and none is under way."""
        grown = self._writer.journal.size - self._last_end
        due = max(self.growth, self._last_size // SHARE)
        if grown >= due and (self._thread is None or not self._thread.is_alive()):
            self._thread = Thread(target=self._take_quietly, daemon=True)
            self._thread.start()

    def take_last(self) -> None:
        """Wait for one under way, and take the one that a closed record keeps."""
        if self._thread is not None:
            self._thread.join()
        self._take_quietly()

    def _take_quietly(self) -> None:
        # The journal alone is enough: a snapshot that fails costs time at the next opening and nothing else.
        with suppress(OSError, JournalError):
            self.take()
