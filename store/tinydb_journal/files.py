"""The seam under all file work: every byte the record reads or writes passes through one `Files` object.

The default is the real disk. Tests plug in a disk that fails at the n-th call, or one that loses power.
Files are 0600 and folders 0700 from the moment they exist, whatever the umask.
"""

from __future__ import annotations

import errno
import os
import stat
import time
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple, Protocol

from .errors import NOT_ORDINARY

FILE_MODE = 0o600
FOLDER_MODE = 0o700
RENAME_PATIENCE = 2.0
"""Seconds a rename is tried again while another program (an antivirus, a spreadsheet) holds the file on Windows."""
RENAME_PAUSE = 0.05
RENAME_MAY_BE_HELD_UP = os.name == "nt"
FOLDERS_SYNC = os.name != "nt"
DATES_OPEN_FILES = os.utime in os.supports_fd
BINARY: int = getattr(os, "O_BINARY", 0)
"""Without this flag Windows would turn each newline into two bytes, and no digest would fit."""


NEVER_WAIT: int = getattr(os, "O_NONBLOCK", 0)
"""Without this flag opening a pipe would wait for whoever writes into it."""


ONLY_A_FOLDER: int = getattr(os, "O_DIRECTORY", 0)
"""With this flag opening anything but a folder fails."""


TIME_STEP_SECONDS = 300
"""A file's time of change is told no finer: the journal keeps commits in order, so an exact one would date them."""


class Stat(NamedTuple):
    """What is known of a file without reading it."""

    size: int
    identity: tuple[int, int]
    changed: int
    regular: bool


class Lock(Protocol):
    """A hold on a file that ends with the process, however the process ends."""

    def release(self) -> None:
        """Let others hold it."""


class OpenFile:
    """One file open for writing at its end (or, from `Files.rewrite`, from its beginning)."""

    def __init__(self, path: Path, descriptor: int) -> None:
        self.path = path
        self._descriptor = descriptor

    def append(self, data: bytes) -> None:
        """Write all of `data`. Raises OSError with part of it written when the disk refuses."""
        rest = memoryview(data)
        while rest:
            rest = rest[self.write(rest) :]

    def write(self, data: memoryview) -> int:
        """Write some of `data`, and say how many bytes were taken; the disk may take fewer than given."""
        return os.write(self._descriptor, data)

    def read(self, size: int) -> bytes:
        """The first `size` bytes, even where the file's name has since gone to another."""
        os.lseek(self._descriptor, 0, os.SEEK_SET)
        parts = []
        while size > 0 and (part := os.read(self._descriptor, size)):
            parts.append(part)
            size -= len(part)
        return b"".join(parts)

    def sync(self) -> None:
        """Wait until what was written is on the disk. After an OSError nothing is known of it: never try again."""
        date_roughly(self._descriptor if DATES_OPEN_FILES else self.path)
        os.fsync(self._descriptor)

    def cut(self, size: int) -> None:
        """Drop everything after the first `size` bytes."""
        os.ftruncate(self._descriptor, size)

    def stat(self) -> Stat:
        """The open file itself, even where its name has since gone to another."""
        return _stat(os.fstat(self._descriptor))

    def close(self) -> None:
        """Give the descriptor back. Any later call fails, even once the system has given the number to another."""
        descriptor, self._descriptor = self._descriptor, -1
        os.close(descriptor)


class Files:
    """The real disk."""

    def create(self, path: Path) -> OpenFile:
        """A new file. Raises FileExistsError."""
        return self._open(path, os.O_CREAT | os.O_EXCL | os.O_APPEND)

    def append(self, path: Path) -> OpenFile:
        """An existing file, for writing at its end."""
        return self._open(path, os.O_APPEND)

    def rewrite(self, path: Path) -> OpenFile:
        """An existing file, for writing over it from its beginning."""
        return self._open(path, 0)

    def _open(self, path: Path, how: int) -> OpenFile:
        return OpenFile(path, os.open(path, how | os.O_RDWR | BINARY, FILE_MODE))

    def read(self, path: Path, start: int = 0, size: int = -1) -> bytes:
        """`size` bytes from byte `start`; all that follow where `size` is negative.

        Raises OSError also for what is no ordinary file: a pipe would keep its reader waiting, a device never end.
        """
        with open(path, "rb", buffering=0, opener=_without_waiting) as opened:
            if not stat.S_ISREG(os.fstat(opened.fileno()).st_mode):
                raise OSError(errno.EINVAL, NOT_ORDINARY, str(path))
            opened.seek(start)
            return opened.read(size)

    def stat(self, path: Path) -> Stat | None:
        """What stands at `path`, without following a link; None where there is nothing."""
        try:
            return _stat(path.lstat())
        except (FileNotFoundError, NotADirectoryError):
            return None

    def names(self, folder: Path) -> list[str]:
        """The names in `folder`, sorted; none where there is no such folder."""
        try:
            return sorted(path.name for path in folder.iterdir())
        except FileNotFoundError:
            return []

    def make_folder(self, folder: Path) -> None:
        """`folder`, and what is missing above it, readable by its owner only; its name is on the disk at return."""
        if not self.is_folder(folder):
            if not self.is_folder(folder.parent):
                self.make_folder(folder.parent)
            self.add_folder(folder)
        # Also where it was there already: whoever made it may have been killed before this.
        self.sync_folder(folder.parent)

    def is_folder(self, path: Path) -> bool:
        """Whether a folder stands at `path`, or at the end of a link there."""
        return path.is_dir()

    def add_folder(self, folder: Path) -> None:
        """`folder`, in one that is there."""
        folder.mkdir(FOLDER_MODE, exist_ok=True)

    def rename(self, old: Path, new: Path) -> None:
        """Give `old` the name `new`, in place of any file of that name."""
        deadline = time.monotonic() + RENAME_PATIENCE
        while True:
            try:
                old.replace(new)
            except PermissionError:
                if not RENAME_MAY_BE_HELD_UP or time.monotonic() > deadline:
                    raise
                time.sleep(RENAME_PAUSE)
            else:
                return

    def remove(self, path: Path) -> None:
        """Take the file at `path` away. Raises FileNotFoundError."""
        path.unlink()
        date_roughly(path.parent)

    def sync_folder(self, folder: Path) -> None:
        """Wait until names made, changed or taken away in `folder` are on the disk. Windows has no such call."""
        date_roughly(folder)
        if FOLDERS_SYNC:
            descriptor = os.open(folder, os.O_RDONLY | ONLY_A_FOLDER)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)

    def lock(self, path: Path) -> Lock:
        """Hold `path` for this process alone. Raises BlockingIOError where another holds it."""
        from filelock import FileLock, Timeout  # only writers lock

        lock = FileLock(
            path, mode=FILE_MODE, thread_local=False, fallback_to_soft=False, preserve_lock_file=True
        )
        try:
            lock.acquire(timeout=0)
        except Timeout as held:
            raise BlockingIOError(str(path)) from held
        date_roughly(path)
        return lock


def date_roughly(changed: int | Path) -> None:
    """Have a file or folder, by descriptor or path, say when it changed to TIME_STEP_SECONDS only.

    A disk that keeps no such times, or another owner's folder, is no reason to refuse what was written.
    """
    now = int(time.time())
    with suppress(OSError):
        os.utime(changed, (now - now % TIME_STEP_SECONDS,) * 2)


def _without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | NEVER_WAIT)


DISK = Files()


def aside(path: Path) -> Path:
    """Where what is to stand at `path` is written first."""
    return path.with_name(path.name + ".new")


def write_aside(files: Files, path: Path, data: bytes) -> None:
    """Put `data` at `path` whole or not at all: a new file beside it, synced, renamed, the folder synced."""
    write_new(files, path, data)
    put_in_place(files, path)


def write_new(files: Files, path: Path, data: bytes) -> None:
    """Write and sync what is to stand at `path`, under the name of `aside`."""
    new = aside(path)
    with suppress(FileNotFoundError):
        files.remove(new)
    opened = files.create(new)
    try:
        opened.append(data)
        opened.sync()
    finally:
        opened.close()


def put_in_place(files: Files, path: Path) -> None:
    """Give what `write_new` wrote its name."""
    files.rename(aside(path), path)
    files.sync_folder(path.parent)


def _stat(found: os.stat_result) -> Stat:
    return Stat(found.st_size, (found.st_dev, found.st_ino), found.st_mtime_ns, stat.S_ISREG(found.st_mode))
