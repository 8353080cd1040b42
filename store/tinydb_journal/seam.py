"""The seam: what a record needs of the place where its commits are kept. A file is one such place, a database another.

A `Tenure` is the right to be the one writer of the record at an address; whoever takes it is given the `Journal`.
Record, writer and snapshots speak to these two and know nothing of files.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

import msgspec

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from .format import Progress
    from .recovery import RecoveryReport
    from .tables import Rows, Tables

J = TypeVar("J", bound="Journal")


class Holder(msgspec.Struct, frozen=True):
    """The process that holds a record."""

    pid: int
    since: str
    """Local time with its offset (ISO 8601)."""


class Journal(Protocol):
    """Where commits are kept, as sealed lines in the order of their numbers."""

    @property
    def address(self) -> Path:
        """Where this is."""

    @property
    def record(self) -> str:
        """Which record this is."""

    @property
    def base(self) -> int:
        """The commit before the first one here."""

    @property
    def n(self) -> int:
        """The last commit that is safe."""

    @property
    def digest(self) -> bytes:
        """The chain's digest there."""

    @property
    def size(self) -> int:
        """Bytes kept so far."""

    def head(self) -> bytes:
        """The first line, which says what journal this is."""

    def append(self, batch: list[bytes]) -> None:
        """Add these lines and wait until they are safe.

        Raises WriteError, after which `landed` tells whether they stand there all the same, or FencedError where
        another writer has gone on: then nothing may be tried again.
        """

    def landed(self, batch: list[bytes]) -> bool:
        """Whether the journal ends with these lines, safely. Looked up before anything is decided after an error."""

    def read(self, after: int) -> Iterator[bytes]:
        """The line of each commit later than `after`."""

    def resume(self: J, queue: list[bytes], tables: Tables) -> J:
        """Make up for a refused append: the journal to go on with, which holds the lines of `queue` now.

        `tables` are those after the last of `queue`. Where the old place can no longer be trusted the lines may be
        sealed anew, with other digests. Raises WriteError or FencedError; nothing is lost by trying.
        """

    def moved(self: J, address: Path, queue: list[bytes], tables: Tables) -> J:
        """The journal written anew at another address, which is held, with the lines of `queue`; this one is closed.

        Raises OSError; this one then goes on.
        """

    def snapshot(self, rows: dict[str, Rows], n: int, digest: str) -> tuple[Path, int]:
        """Keep the tables after commit `n`, so that the next opening is quick: where, and in how many bytes.

        No bytes where there was such a snapshot before. Raises OSError.
        """

    def close(self) -> None:
        """Give back what is held open. Harmless a second time, and whatever state the journal is in."""


class Opened(NamedTuple):
    """A record as it was found, its journal ready for more."""

    journal: Journal
    tables: Tables
    report: RecoveryReport | None = None
    """What was mended; None where all was well."""
    lost: dict[str, Rows] | None = None
    """The tables of a snapshot later than the journal's end, where there is one: they are to be committed anew."""
    restored: Callable[[], object] = lambda: None
    """To be called once they are."""


class Tenure(Protocol):
    """The right to be the one writer of the record at an address."""

    @property
    def address(self) -> Path:
        """Where the record is."""

    def create(self, identity: str) -> Opened:
        """Take the right and begin an empty record. Raises AlreadyExistsError, LockedError or UnavailableError."""

    def take(self, progress: Progress | None = None, *, mend: bool = False) -> Opened:
        """Take the right, check the record and mend what a crash left, as `Record.open` says."""

    def renew(self) -> None:
        """Keep the right. Raises FencedError where it has passed to another."""

    def holder(self) -> Holder | None:
        """Who has the right; None where no one has, or it cannot be told."""

    def move(
        self, address: Path, journal: Journal, queue: list[bytes], tables: Tables
    ) -> tuple[Tenure, Journal]:
        """Go on at another address with every commit, those of `queue` too; the right to the old one is kept.

        Raises AlreadyExistsError, LockedError or UnavailableError; all is then as it was.
        """

    def release(self) -> None:
        """Let others take it."""
