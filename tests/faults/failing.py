"""A real disk whose n-th call fails, once or from then on, after SQLite's I/O error tests."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from store.tinydb_journal.files import Files, Lock, OpenFile, Stat

ERRORS = {name: getattr(errno, name) for name in ("ENOSPC", "EIO", "EROFS", "EACCES")}
SHORT_WRITE = "short write"
"""Not an error of its own: half of the bytes are taken, and the rest is refused for want of space."""


class FailingFiles(Files):
    """Counts every call; call number `fail_at` fails with `error`, and with `for_ever` all later ones too.

    Where `within` is given, only calls on paths under it count: another disk goes on working.
    """

    def __init__(
        self, fail_at: int = -1, error: str = "EIO", *, for_ever: bool = False, within: Path | None = None
    ) -> None:
        self.calls = 0
        self.fail_at, self.error, self.for_ever, self.within = fail_at, error, for_ever, within

    @property
    def failed(self) -> bool:
        """Whether a call has failed yet."""
        return 0 <= self.fail_at < self.calls

    def heal(self) -> None:
        """Let every later call work."""
        self.fail_at = -1

    def call(self, path: Path) -> bool:
        """Count a call. Raises the error when its turn has come; True where only half of a write is to be taken."""
        if self.within is not None and not path.is_relative_to(self.within):
            return False
        number, self.calls = self.calls, self.calls + 1
        due = number == self.fail_at or (self.for_ever and 0 <= self.fail_at < number)
        if due and self.error != SHORT_WRITE:
            code = ERRORS[self.error]
            raise OSError(code, os.strerror(code), str(path))
        return due

    def _open(self, path: Path, how: int) -> OpenFile:
        self.call(path)
        opened = super()._open(path, how)
        return _File(self, path, opened)

    def read(self, path: Path, start: int = 0, size: int = -1) -> bytes:
        self.call(path)
        return super().read(path, start, size)

    def stat(self, path: Path) -> Stat | None:
        self.call(path)
        return super().stat(path)

    def names(self, folder: Path) -> list[str]:
        self.call(folder)
        return super().names(folder)

    def make_folder(self, folder: Path) -> None:
        self.call(folder)
        super().make_folder(folder)

    def rename(self, old: Path, new: Path) -> None:
        self.call(new)
        super().rename(old, new)

    def remove(self, path: Path) -> None:
        self.call(path)
        super().remove(path)

    def sync_folder(self, folder: Path) -> None:
        self.call(folder)
        super().sync_folder(folder)

    def lock(self, path: Path) -> Lock:
        self.call(path)
        return super().lock(path)


class _File(OpenFile):
    def __init__(self, files: FailingFiles, path: Path, opened: OpenFile) -> None:
        super().__init__(path, -1)
        self._files, self._opened = files, opened
        self._full = False

    def write(self, data: memoryview) -> int:
        full, self._full = self._full, False
        if full and self._files.fail_at >= 0:
            self._full = self._files.for_ever
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(self.path))
        if self._files.call(self.path):
            self._full = True
            return self._opened.write(data[: len(data) // 2])
        return self._opened.write(data)

    def read(self, size: int) -> bytes:
        self._files.call(self.path)
        return self._opened.read(size)

    def sync(self) -> None:
        self._files.call(self.path)
        self._opened.sync()

    def cut(self, size: int) -> None:
        self._files.call(self.path)
        self._opened.cut(size)

    def stat(self) -> Stat:
        self._files.call(self.path)
        return self._opened.stat()

    def close(self) -> None:
        self._opened.close()
        self._files.call(self.path)
