"""The journal: one file of sealed lines, written only at its end and never cut but for an unfinished end.

The first line is the header: the format, the record's own number, and the tables at the commit before the first.
Each line after it is one commit. Since a snapshot never shortens the journal, no crash between the two can matter.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable
from errno import EFBIG, ESTALE
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple, Protocol

import msgspec

from store.commit import UNDECODABLE, Document
from store.errors import (
    DamagedError,
    EmptyJournalError,
    JournalLostError,
    NewerFormatError,
    NotAJournalError,
    NotFoundError,
    TooLargeError,
)
from store.seal import DIGITS, LINE_END, NO_DIGEST, digest_of, is_sealed, seal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from store.files import Files, Stat
    from store.tables import Rows

FORMAT = 1
JOURNAL = "journal.jsonl"
SNAPSHOTS = "snapshots"
READ_AT_ONCE = 1 << 20
LARGEST = 1 << 30
"""Bytes of the largest journal that is read: ten times what a record of every limit takes. A larger file is none of
ours, or has grown by a fault, and reading it would take the laptop's memory.
"""
UNKNOWN = -1
PROGRESS_EVERY = 8192
"""Lines between two calls of a progress function."""

Progress = Callable[[int, int], None]
"""Called with (bytes done, bytes in all). What it raises stops the work, which has changed nothing by then."""


class Header(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """The first line of a journal."""

    journal: int
    """The format's version."""
    record: str
    """128 random bits in hexadecimal: which record this is."""
    n: int
    """The commit before the first one here: 0, unless the journal before this one was lost."""
    tables: dict[str, dict[int, Document]]
    """Every table as it was after commit `n`."""
    after: str = ""
    """The digest of commit `n`, where `n` is not 0."""
    digest: str = ""


class _Beginning(msgspec.Struct):
    """What the first line of a journal has in every version of the format."""

    journal: int
    after: str = ""


class Scan(NamedTuple):
    """The whole lines at the beginning of a journal's bytes."""

    header: Header
    ends: array[int]
    """Where each whole line ends, the header's first."""
    digest: bytes

    @property
    def n(self) -> int:
        """The last whole commit."""
        return self.header.n + len(self.ends) - 1

    @property
    def size(self) -> int:
        """Bytes up to the end of the last whole commit."""
        return self.ends[-1]

    def has(self, data: bytes, n: int, digest: str) -> bool:
        """Whether `digest` is the chain's at commit `n` in the bytes this scan is of."""
        if n == self.header.n:
            return digest in (self.header.digest, self.header.after)
        end = self.ends[n - self.header.n]
        return digest_of(data[end - DIGITS - len(LINE_END) : end]) == digest.encode()


class Journal(Protocol):
    """Where commits are kept. A hall too large for one laptop may keep them elsewhere than in a file."""

    def append(self, batch: list[bytes]) -> None:
        """Write these lines and wait until they are safe. Raises OSError; what was written then is unknown."""
        ...

    def read(self, after: int) -> Iterator[bytes]:
        """The line of each commit later than `after`."""
        ...


def header_line(record: str, n: int = 0, tables: dict[str, Rows] | None = None, after: str = "") -> bytes:
    """The first line of a new journal."""
    header = Header(FORMAT, record, n, tables or {}, after, NO_DIGEST.decode())
    return seal(after.encode() or NO_DIGEST, msgspec.json.encode(header))[0]


def read_journal(files: Files, folder: Path) -> bytes:
    """The bytes of the journal in `folder`. Raises NotFoundError, NotAJournalError, TooLargeError or OSError."""
    path = folder / JOURNAL
    found = files.stat(path)
    if found is None:
        raise missing(files, folder)
    check_plain(path, found)
    return files.read(path)


def missing(files: Files, folder: Path) -> NotFoundError:
    """The refusal for a folder without a journal: whether there was one tell the snapshots it left."""
    return JournalLostError(folder) if files.names(folder / SNAPSHOTS) else NotFoundError(folder)


def check_plain(path: Path, found: Stat | None) -> None:
    """Raise NotFoundError, NotAJournalError or TooLargeError where `path` is not an ordinary file of a size to be read.

    A pipe would never end, a link would lead the one writer and its readers to different files.
    """
    if found is None:
        raise NotFoundError(path)
    if not found.regular:
        raise NotAJournalError(path)
    if found.size > LARGEST:
        raise TooLargeError(path, found.size)


def scan(path: Path, data: bytes, progress: Progress | None = None) -> Scan:
    """Read the longest valid beginning of a journal's bytes.

    Raises EmptyJournalError, NotAJournalError, NewerFormatError or DamagedError (0).
    """
    first, end = header(path, data)
    before = first.digest.encode()
    ends = array("Q", [end])
    short, cut = len(LINE_END), DIGITS + len(LINE_END)
    while True:
        start, end = end, data.find(b"\n", end) + 1
        if end - start <= cut:
            break
        # The same test as `is_sealed`, without its calls: this loop reads a quarter of a million lines at a start.
        body, tail = data[start : end - cut], data[end - short : end]
        digest = sha256(before + sha256(body + tail).hexdigest().encode()).hexdigest().encode()
        if tail != LINE_END or digest != data[end - cut : end - short]:
            break
        before = digest
        ends.append(end)
        if progress is not None and len(ends) % PROGRESS_EVERY == 0:
            progress(end, len(data))
    return Scan(first, ends, before)


def header(path: Path, data: bytes) -> tuple[Header, int]:
    """The first line of a journal's bytes, and where it ends.

    Raises EmptyJournalError, NotAJournalError, NewerFormatError or DamagedError (0).
    """
    if not data:
        raise EmptyJournalError(path)
    opening = b'{"journal":'
    if data[: len(opening)] != opening[: len(data)]:
        raise NotAJournalError(path)
    end = data.find(b"\n") + 1
    line = data[:end]
    try:
        beginning = msgspec.json.decode(line, type=_Beginning)
        if not is_sealed(beginning.after.encode() or NO_DIGEST, line):
            raise DamagedError(path, 0)
        if beginning.journal > FORMAT:
            raise NewerFormatError(path, beginning.journal)
        return msgspec.json.decode(line, type=Header), end
    except UNDECODABLE as broken:
        raise DamagedError(path, 0) from broken


class FileJournal:
    """The journal as a file open for appending."""

    def __init__(self, files: Files, path: Path, found: Scan) -> None:
        self.files, self.path = files, path
        self.record, self.base = found.header.record, found.header.n
        self.digest = found.digest
        self.doubtful = False
        """Whether a sync has failed: what this file holds is then unknown, and it is never written again."""
        self._ends = found.ends
        self._opened = files.append(path)
        self._changed = UNKNOWN
        self._note_changed()

    @property
    def n(self) -> int:
        """The last commit in the file."""
        return self.base + len(self._ends) - 1

    @property
    def size(self) -> int:
        """Bytes in the file."""
        return self._ends[-1]

    def head(self) -> bytes:
        """The first line, which says what journal this is."""
        return self.files.read(self.path, 0, self._ends[0])

    def end_of(self, n: int) -> int:
        """The byte after commit `n`."""
        return self._ends[n - self.base]

    def append(self, batch: list[bytes]) -> None:
        """Write these lines and wait until they are safe. Raises OSError; what was written then is unknown."""
        self._check_in_place()
        data = b"".join(batch)
        if self.size + len(data) > LARGEST:
            raise OSError(EFBIG, "a larger journal would not be read again")
        self._opened.append(data)
        self.sync()
        for line in batch:
            self._ends.append(self._ends[-1] + len(line))
        self.digest = digest_of(batch[-1])
        self._note_changed()

    def sync(self) -> None:
        """Wait until everything in the file is safe. Raises OSError, after which the file is doubtful for good."""
        try:
            self._opened.sync()
        except BaseException:
            self.doubtful = True
            raise

    @property
    def in_place(self) -> bool:
        """Whether the file still has its name and holds what was written, whatever may stand after that."""
        now = self.files.stat(self.path)
        return now is not None and now.identity == self._opened.stat().identity and self.whole() is not None

    def _check_in_place(self) -> None:
        # Another program may have deleted, replaced or edited the file: writing on would lose everything quietly.
        now, ours = self.files.stat(self.path), self._opened.stat()
        if now is None or now.identity != ours.identity or now.size != self.size:
            raise OSError(ESTALE, "the file was replaced")
        if now.changed != self._changed and self.whole() is None:
            raise OSError(ESTALE, "the file was altered")

    def whole(self) -> bytes | None:
        """The file's bytes as the chain vouches for them; None where they are not what was written."""
        try:
            data = self._opened.read(self.size)
        except OSError:
            return None
        try:
            found = scan(self.path, data)
        except (EmptyJournalError, NotAJournalError, NewerFormatError, DamagedError):
            return None
        return data if (found.size, found.digest) == (self.size, self.digest) else None

    def read(self, after: int) -> Iterator[bytes]:
        """The line of each commit later than `after`."""
        ends = self._ends
        first, last = max(after, self.base) - self.base, len(ends) - 1
        while first < last:
            upto = first + 1
            while upto < last and ends[upto] - ends[first] < READ_AT_ONCE:
                upto += 1
            data = self.files.read(self.path, ends[first], ends[upto] - ends[first])
            yield from data.splitlines(keepends=True)
            first = upto

    def cut(self) -> None:
        """Drop what follows the last whole line. Raises OSError."""
        self._opened.cut(self.size)
        self._note_changed()

    def _note_changed(self) -> None:
        # The lines are safe by now: not to know when they were written must not make them look refused.
        try:
            self._changed = self._opened.stat().changed
        except OSError:
            self._changed = UNKNOWN

    def reopen(self) -> None:
        """Take the file again after `close`. Raises OSError."""
        self._opened = self.files.append(self.path)

    def close(self) -> None:
        """Give the file back."""
        self._opened.close()
