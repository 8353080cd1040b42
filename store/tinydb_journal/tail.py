"""Reading a journal's file along: where a reader stands, what has come since, and another journal in its place.

What a reader keeps of the lines is its own: plain tables (`Follower`), or typed documents (`Reader`).
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Generic, TypeVar

from .chain import DIGITS, LINE_END
from .errors import unavailable
from .format import JOURNAL, check_plain, header, missing, read_journal
from .generations import Generations

if TYPE_CHECKING:
    from pathlib import Path

    from .files import Files
    from .tables import Rows

C = TypeVar("C")
"""A commit, as the reader gives it."""


class Tail(ABC, Generic[C]):
    """A reader of the record in `folder`, which another process may be writing."""

    n: int
    digest: str
    """The chain's digest after commit `n`."""

    def __init__(self, folder: Path, files: Files) -> None:
        self._files = files
        self._folder, self._path = folder, folder / JOURNAL
        self._end = 0
        """Bytes of the journal taken."""
        self._seen = files.stat(self._path)
        self.resynced = False
        """Whether the last poll found another journal than it knew: what was built from commits must be built anew."""
        self.blocked = False
        """Whether bytes follow that are no commit: the end a crash left, or damage. Opening the record tells which."""

    @abstractmethod
    def take(self, line: bytes) -> C | None:
        """Apply one whole line; None, with nothing changed, where it does not follow from the last one."""

    @abstractmethod
    def _begin_with(self, snapshot: bytes) -> bool:
        """Hold the tables of a snapshot's bytes; False, with nothing changed, where they are not what was written."""

    @abstractmethod
    def _begin_empty(self, rows: dict[str, Rows]) -> None:
        """Hold the tables that a journal's first line brings."""

    def load(self) -> list[C]:
        """Read everything there is: the newest snapshot that fits the journal, and the commits after it.

        Returns those commits. Raises as `poll` does, and NotFoundError.
        """
        if self._seen is None:
            raise missing(self._files, self._folder)
        check_plain(self._path, self._seen)
        if not self._load_generation():
            first, end = header(self._path, read_journal(self._files, self._folder))
            self._begin_empty(first.tables)
            self.n, self.digest, self._end = first.n, first.digest, end
        return self._take_new()

    def _load_generation(self) -> bool:
        generations = Generations(self._files, self._folder)
        for generation in reversed(generations.list()):
            head = generation.head
            if not self._stands(head.size, head.chain):
                continue
            snapshot = generations.bytes_of(generation.path)
            if snapshot is not None and self._begin_with(snapshot):
                self.n, self.digest, self._end = head.n, head.chain, head.size
                return True
        return False

    def _stands(self, end: int, digest: str) -> bool:
        """Whether a line with this digest ends at byte `end` of the journal as it now is."""
        start = end - DIGITS - len(LINE_END)
        try:
            return self._files.read(self._path, start, end - start) == digest.encode() + LINE_END
        except OSError:
            return False

    def poll(self) -> list[C]:
        """The whole commits written since the last poll, applied.

        After a resync (`resynced`) the list is empty: the tables are what the record now holds. While the journal is
        gone nothing happens. Raises EmptyJournalError, NotAJournalError, TooLargeError, NewerFormatError or
        DamagedError (0) where something else took its place, and UnavailableError where the disk refuses.
        """
        with unavailable(self._folder):
            return self._poll()

    def _poll(self) -> list[C]:
        self.resynced = False
        seen = self._files.stat(self._path)
        if seen is None or seen == self._seen:
            return []
        check_plain(self._path, seen)
        before, self._seen = self._seen, seen
        replaced = before is None or before.identity != seen.identity or seen.size < self._end
        if replaced and not self._stands(self._end, self.digest):
            return self._resync()
        commits = self._take_new()
        if self.blocked and not commits and not self._stands(self._end, self.digest):
            return self._resync()
        return commits

    def _take_new(self) -> list[C]:
        commits: list[C] = []
        self.blocked = False
        for line in self._files.read(self._path, self._end).split(b"\n")[:-1]:
            commit = self.take(line + b"\n")
            if commit is None:
                self.blocked = True
                break
            commits.append(commit)
            self._end += len(line) + 1
        return commits

    def _resync(self) -> list[C]:
        self.load()
        self.resynced = True
        return []
