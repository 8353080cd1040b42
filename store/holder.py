"""One writer per record: a lock the system drops with the process, and a small file that says who holds it."""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import msgspec

from store.commit import UNDECODABLE
from store.errors import LockedError
from store.files import write_aside

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from store.files import Files, Lock

LOCK = "lock"
HOLDER = "holder.json"
MOST_BYTES = 1024
"""Far more than a holder's note takes."""


class Holder(msgspec.Struct, frozen=True):
    """The process that holds a record."""

    pid: int
    since: str


def hold(files: Files, folder: Path) -> Lock:
    """Hold `folder` for this process. Raises LockedError, naming who has it, where another process does."""
    try:
        lock = files.lock(folder / LOCK)
    except BlockingIOError:
        holder = read_holder(files, folder)
        raise LockedError(folder, holder.pid if holder else None, holder.since if holder else "") from None
    with suppress(OSError):
        # A note for people only: a disk too full for it must not keep the record from opening.
        since = datetime.now(UTC).astimezone().isoformat(timespec="seconds")
        write_aside(files, folder / HOLDER, msgspec.json.encode(Holder(os.getpid(), since)) + b"\n")
    return lock


@contextmanager
def holding(files: Files, folder: Path) -> Iterator[Lock]:
    """Hold `folder`, and go on holding it after the block unless the block raises. Raises LockedError."""
    lock = hold(files, folder)
    try:
        yield lock
    except BaseException:
        let_go(files, folder, lock)
        raise


def read_holder(files: Files, folder: Path) -> Holder | None:
    """Who said last that they hold the record; None where no one did, or it cannot be read."""
    try:
        return msgspec.json.decode(files.read(folder / HOLDER, 0, MOST_BYTES), type=Holder)
    except (OSError, *UNDECODABLE):
        return None


def let_go(files: Files, folder: Path, lock: Lock) -> None:
    """Let others hold `folder`."""
    with suppress(OSError):
        files.remove(folder / HOLDER)
    lock.release()
