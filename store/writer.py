"""Lines on their way to the disk: queued by one thread, written in groups by another, kept in memory when it fails."""

from __future__ import annotations

from contextlib import suppress
from errno import ESTALE
from threading import RLock
from typing import TYPE_CHECKING

from store.commit import decode_commit, sealed
from store.continuation import continued
from store.errors import ClosedError, JournalError, WriteError
from store.files import put_in_place, write_new
from store.journal import JOURNAL, FileJournal, scan
from store.recovery import put_away, set_aside

if TYPE_CHECKING:
    from pathlib import Path

    from store.commit import Commit
    from store.files import Files
    from store.tables import Tables


class Writer:
    """The end of the chain: what is staged, what is on the disk, and whether the disk still takes more."""

    def __init__(self, files: Files, folder: Path, journal: FileJournal) -> None:
        self.folder = folder
        self.journal = journal
        self.n = journal.n
        """The last staged commit."""
        self.digest = journal.digest
        """The chain's digest there."""
        self.state = RLock()
        """Guards what is in memory; held for microseconds."""
        self.flushing = RLock()
        """Held while lines go to the disk; staging goes on meanwhile. Taken before `state` where both are."""
        self._files = files
        self._queue: list[bytes] = []
        self._refused: OSError | None = None
        self.closed = False

    def check(self) -> None:
        """Raise ClosedError, or WriteError where the disk has refused and nothing more may be accepted."""
        if self.closed:
            raise ClosedError
        if self._refused is not None:
            raise WriteError(self.folder, self._refused, self.journal.n, len(self._queue)) from self._refused

    def stage(self, commit: Commit) -> tuple[Commit, Commit]:
        """Seal `commit` as the next of the chain and queue its line; returns it, and another as the line reads.

        Raises ValueError where no JSON holds it, or what it holds could not be read back: one such line would keep
        the whole record from opening.
        """
        commit, line = sealed(commit, self.digest, self.journal.record)
        as_read = decode_commit(line)
        self._queue.append(line)
        self.n, self.digest = commit.n, commit.digest.encode()
        return commit, as_read

    def flush(self) -> int:
        """Write everything staged with one sync; returns the last commit on the disk. Raises WriteError."""
        with self.flushing:
            with self.state:
                self.check()
                batch, self._queue = self._queue, []
            if batch:
                self._append(batch)
            return self.journal.n

    def _append(self, batch: list[bytes]) -> None:
        try:
            self.journal.append(batch)
        except BaseException as refused:
            with self.state:
                self._queue = batch + self._queue
                # A sync cut short by a signal says as little of the disk as one that failed.
                self._refused = refused if isinstance(refused, OSError) else InterruptedError(repr(refused))
                if isinstance(refused, OSError):
                    self.check()
            raise

    def resume(self, tables: Tables) -> int:
        """Go on in the same folder: see `Record.resume`."""
        with self.flushing, self.state:
            if self._refused is None:
                return self.flush()
            try:
                self._make_way()
                if self.journal.doubtful or not self.journal.in_place:
                    self.go_on_in(self.folder, tables)
                else:
                    self.journal.cut()
                    self.journal.append(self._queue)
                    self._queue, self._refused = [], None
            except OSError as refused:
                self._refused = refused
                self.check()
            return self.journal.n

    def _make_way(self) -> None:
        """Keep a copy of what stands in the journal's place and is not ours; where another writes there, refuse."""
        path = self.folder / JOURNAL
        there = self._files.stat(path)
        if there is None:
            return
        if not there.regular:
            put_away(self._files, self.folder, path)
            return
        found, ours = self._files.read(path), self.journal.whole()
        if ours is not None and b"".join([ours, *self._queue]).startswith(found):
            return
        if self._is_anothers(found, ours):
            raise OSError(ESTALE, "another program writes here")
        set_aside(self._files, self.folder, found)

    def _is_anothers(self, found: bytes, ours: bytes | None) -> bool:
        """Whether `found` holds whole commits that are not ours: someone was told that they are safe."""
        try:
            scanned = scan(self.folder / JOURNAL, found)
        except JournalError:
            return False
        if scanned.header.record != self.journal.record:
            return True
        if ours is None:
            return scanned.n > self.journal.n
        return not b"".join([ours, *self._queue]).startswith(found[: scanned.size])

    def go_on_in(self, folder: Path, tables: Tables) -> None:
        """Write a new journal in `folder`, with everything so far and all that is queued. Raises OSError."""
        path = folder / JOURNAL
        data = continued(self.journal, tables, self._queue)
        write_new(self._files, path, data)
        # Windows gives no file the name of one that is open.
        with suppress(OSError):
            self.journal.close()
        try:
            put_in_place(self._files, path)
            journal = FileJournal(self._files, path, scan(path, data))
        except BaseException:
            # Whether the new file has the name, and would have it after a power cut, is not known.
            self._take_back(path)
            raise
        self.journal, self._queue, self._refused, self.folder = journal, [], None, folder
        self.digest = journal.digest

    def _take_back(self, path: Path) -> None:
        if path == self.journal.path:
            self.journal.doubtful = True
        else:
            with suppress(OSError):
                self._files.remove(path)
        with suppress(OSError):
            self.journal.reopen()

    def close(self) -> None:
        """Let the journal go."""
        self.closed = True
        with suppress(OSError):
            self.journal.close()
