"""Lines on their way to the journal: queued by one thread, written by another, kept in memory when it fails."""

from __future__ import annotations

from threading import RLock
from typing import TYPE_CHECKING

from .commit import decode_commit, sealed
from .errors import ClosedError, WriteError

if TYPE_CHECKING:
    from pathlib import Path

    from .commit import Commit
    from .seam import Journal, Tenure
    from .tables import Tables


class Writer:
    """The end of the chain: what is staged, what is safe, and whether the journal still takes more."""

    def __init__(self, journal: Journal) -> None:
        self.journal = journal
        self.n = journal.n
        """The last staged commit."""
        self.digest = journal.digest
        """The chain's digest there."""
        self.state = RLock()
        """Guards what is in memory; held for microseconds."""
        self.flushing = RLock()
        """Held while lines go to the journal; staging goes on meanwhile. Taken before `state` where both are."""
        self._queue: list[bytes] = []
        self._refused: WriteError | None = None
        self.closed = False

    def check(self) -> None:
        """Raise ClosedError, or WriteError where the journal has refused and nothing more may be accepted."""
        if self.closed:
            raise ClosedError
        if (refused := self._refused) is not None:
            again = type(refused)(self.journal.address, refused.error, self.journal.n, len(self._queue))
            raise again from refused.error

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
        """Write everything staged with one sync; returns the last commit that is safe. Raises WriteError."""
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
            # What was refused may stand there all the same: written a second time it would break the chain.
            landed = self.journal.landed(batch)
            if landed and isinstance(refused, WriteError):
                return
            if not landed:
                self._keep(batch, refused)
            raise

    def _keep(self, batch: list[bytes], refused: BaseException) -> None:
        with self.state:
            self._queue = batch + self._queue
            if isinstance(refused, WriteError):
                self._refused = refused
                self.check()
            # A sync cut short by a signal says as little of the disk as one that failed.
            cut_short = InterruptedError(repr(refused))
            self._refused = WriteError(self.journal.address, cut_short, self.journal.n, len(self._queue))

    def resume(self, tables: Tables) -> int:
        """Go on in the same location: see `Record.resume`."""
        with self.flushing, self.state:
            if self._refused is None:
                return self.flush()
            try:
                self._go_on(self.journal.resume(self._queue, tables))
            except WriteError as refused:
                self._refused = refused
                raise
            return self.journal.n

    def move(self, tenure: Tenure, address: Path, tables: Tables) -> Tenure:
        """Go on at another address, whose tenure is returned. Raises as `Tenure.move`."""
        with self.flushing, self.state:
            moved, journal = tenure.move(address, self.journal, self._queue, tables)
            self._go_on(journal)
            return moved

    def _go_on(self, journal: Journal) -> None:
        self.journal, self._queue, self._refused = journal, [], None
        self.digest = journal.digest

    def close(self) -> None:
        """Let the journal go."""
        self.closed = True
        self.journal.close()
