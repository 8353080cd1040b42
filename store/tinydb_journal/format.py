"""The format: one file of sealed lines, written only at its end and never cut but for an unfinished end.

The first line is the header: the format, the record's own number, and the tables at the commit before the first.
Each line after it is one commit. Since a snapshot never shortens the journal, no crash between the two can matter.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from .chain import DIGITS, LINE_END, NO_DIGEST, digest_of, is_sealed, seal
from .commit import UNDECODABLE, Document
from .errors import (
    DamagedError,
    EmptyJournalError,
    JournalLostError,
    NewerFormatError,
    NotAJournalError,
    NotFoundError,
    TooLargeError,
)

if TYPE_CHECKING:
    from pathlib import Path

    from .files import Files, Stat
    from .tables import Rows

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
