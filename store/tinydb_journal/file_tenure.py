"""One writer per record: a lock the system drops with the process, and a small file that says who holds it."""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from .commit import UNDECODABLE
from .errors import AlreadyExistsError, LockedError, unavailable
from .files import DISK, write_aside
from .format import JOURNAL, SNAPSHOTS, header_line, missing
from .loading import load
from .seam import Holder, Opened
from .tombstone import check_kept_here

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .files import Files, Lock
    from .format import Progress
    from .seam import Journal
    from .tables import Tables

LOCK = "lock"
HOLDER = "holder.json"
MOST_BYTES = 1024
"""Far more than a holder's note takes."""


class FileTenure:
    """The record in a folder, whose journal is a file there."""

    def __init__(self, address: Path | str, files: Files = DISK) -> None:
        self.address = Path(address)
        self._files = files
        self._lock: Lock | None = None

    def create(self, identity: str) -> Opened:
        """As `Tenure.create`; the folder is made if need be."""
        with unavailable(self.address):
            self._files.make_folder(self.address)
            with self.locked():
                check_vacant(self._files, self.address)
                write_aside(self._files, self.address / JOURNAL, header_line(identity))
                return load(self._files, self.address)

    def take(self, progress: Progress | None = None, *, mend: bool = False) -> Opened:
        """As `Tenure.take`."""
        with unavailable(self.address):
            names = self._files.names(self.address / SNAPSHOTS)
            if self._files.stat(self.address / JOURNAL) is None and not (mend and names):
                raise missing(self._files, self.address)
            check_kept_here(self._files, self.address)
            with self.locked():
                return load(self._files, self.address, progress, mend=mend)

    def renew(self) -> None:
        """As `Tenure.renew`: the system keeps the lock as long as the process lives."""

    def holder(self) -> Holder | None:
        """As `Tenure.holder`: what the note says, which a killed process leaves behind."""
        try:
            return msgspec.json.decode(self._files.read(self.address / HOLDER, 0, MOST_BYTES), type=Holder)
        except (OSError, *UNDECODABLE):
            return None

    def move(
        self, address: Path, journal: Journal, queue: list[bytes], tables: Tables
    ) -> tuple[FileTenure, Journal]:
        """As `Tenure.move`; the folder is made if need be."""
        other = FileTenure(address, self._files)
        with unavailable(address):
            self._files.make_folder(address)
            with other.locked():
                check_vacant(self._files, address)
                return other, journal.moved(address, queue, tables)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the folder, and go on holding it after the block unless the block raises. Raises LockedError."""
        try:
            self._lock = self._files.lock(self.address / LOCK)
        except BlockingIOError:
            holder = self.holder()
            raise LockedError(
                self.address, holder.pid if holder else None, holder.since if holder else ""
            ) from None
        try:
            self._sign()
            yield
        except BaseException:
            self.release()
            raise

    def _sign(self) -> None:
        # A note for people only: a disk too full for it must not keep the record from opening.
        note = Holder(os.getpid(), datetime.now(UTC).astimezone().isoformat(timespec="seconds"))
        with suppress(OSError):
            write_aside(self._files, self.address / HOLDER, msgspec.json.encode(note) + b"\n")

    def release(self) -> None:
        """As `Tenure.release`. Harmless a second time."""
        lock, self._lock = self._lock, None
        if lock is not None:
            with suppress(OSError):
                self._files.remove(self.address / HOLDER)
            lock.release()


def check_vacant(files: Files, folder: Path) -> None:
    """Raise AlreadyExistsError where `folder` holds a record, or what is left of one."""
    if files.stat(folder / JOURNAL) is not None or files.names(folder / SNAPSHOTS):
        raise AlreadyExistsError(folder)
