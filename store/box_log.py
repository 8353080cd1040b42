"""Where a ballot box keeps its lines and its key while the vote is open, and how nothing is left of either.

`BallotBox` has the memory and the rules; beneath it a `BoxLog` may be two files, as here, or rows of a database.
"""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from store.tinydb_journal.errors import AlreadyExistsError, NotFoundError, unavailable
from store.tinydb_journal.files import aside, put_in_place, write_aside, write_new

if TYPE_CHECKING:
    from store.tinydb_journal.files import Files, OpenFile

FOLDER = "ballots"
BOX = ".box"
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")


class BoxLog(Protocol):
    """The lines of one box, and its key."""

    location: Path

    def secret(self) -> bytes:
        """The key. Raises OSError."""

    def read(self) -> bytes:
        """Every line as it was written. Raises OSError."""

    def append(self, lines: list[bytes]) -> None:
        """Add `lines` and wait until they are safe. Raises OSError; until `replace` it is unknown what is there."""

    def cut(self, size: int) -> None:
        """Keep the first `size` bytes only. Raises OSError."""

    def replace(self, lines: list[bytes]) -> None:
        """Hold `lines` instead of all before, in a new place under the same name. Raises OSError."""

    def move(self, folder: Path, secret: bytes, lines: list[bytes]) -> BoxLog:
        """Go on in another folder with the key and `lines`; what is here is erased as far as it can be.

        Raises AlreadyExistsError or UnavailableError.
        """

    def erase(self) -> None:
        """Erase the key, then the lines. Raises OSError; an erasure cut short is finished at the next opening."""

    def close(self) -> None:
        """Give back what is held open."""


class UnopenedBoxLog(BoxLog, Protocol):
    """A box that is to be begun or opened first."""

    def create(self, secret: bytes, first: bytes) -> BoxLog:
        """Begin it with its key and first line. Raises AlreadyExistsError or UnavailableError."""

    def open(self) -> BoxLog:
        """Find what the program left when it last stopped. Raises NotFoundError or UnavailableError."""


class BoxStore(Protocol):
    """Where the boxes of one record are kept, if not in its folder."""

    def box(self, name: str) -> UnopenedBoxLog:
        """The box called `name`."""


class FileBoxLog:
    """The two files of the box called `name` beside the record in `folder`. Raises ValueError for a bad name."""

    def __init__(self, folder: Path, name: str, files: Files) -> None:
        if not _NAME.fullmatch(name):
            raise ValueError(f"{name!r} cannot be the name of a ballot box")
        self.name = name
        self.location, self.key_path = (folder / FOLDER / f"{name}{end}" for end in (BOX, ".key"))
        self._files = files
        self._opened: OpenFile | None = None

    def create(self, secret: bytes, first: bytes) -> FileBoxLog:
        """Begin both files. Raises AlreadyExistsError or UnavailableError."""
        with unavailable(self.location):
            if self._files.stat(self.location) is not None:
                raise AlreadyExistsError(self.location)
            self._files.make_folder(self.location.parent)
            write_aside(self._files, self.key_path, secret)
            write_aside(self._files, self.location, first)
        return self

    def open(self) -> FileBoxLog:
        """Find what the program left when it last stopped. Raises NotFoundError or UnavailableError."""
        with unavailable(self.location):
            self._finish_erasing()
            if self._files.stat(self.location) is None:
                raise NotFoundError(self.location)
        return self

    def secret(self) -> bytes:
        """As `BoxLog.secret`."""
        return self._files.read(self.key_path)

    def read(self) -> bytes:
        """As `BoxLog.read`."""
        return self._files.read(self.location)

    def append(self, lines: list[bytes]) -> None:
        """As `BoxLog.append`."""
        if self._opened is None:
            self._opened = self._files.append(self.location)
        self._opened.append(b"".join(lines))
        self._opened.sync()

    def cut(self, size: int) -> None:
        """As `BoxLog.cut`."""
        opened = self._files.append(self.location)
        try:
            opened.cut(size)
            opened.sync()
        finally:
            opened.close()

    def replace(self, lines: list[bytes]) -> None:
        """As `BoxLog.replace`: whole or not at all."""
        write_new(self._files, self.location, b"".join(lines))
        # Windows gives no file the name of one that is open; every ballot is in memory.
        self.close()
        put_in_place(self._files, self.location)

    def move(self, folder: Path, secret: bytes, lines: list[bytes]) -> FileBoxLog:
        """As `BoxLog.move`."""
        other = FileBoxLog(folder, self.name, self._files)
        with unavailable(other.location):
            if self._files.stat(other.location) is not None:
                raise AlreadyExistsError(other.location)
            self._files.make_folder(other.location.parent)
            write_aside(self._files, other.key_path, secret)
            other.replace(lines)
        self.close()
        with suppress(OSError):
            erase(self._files, self.key_path)
            erase(self._files, self.location)
        return other

    def erase(self) -> None:
        """As `BoxLog.erase`."""
        self.close()
        if self._files.stat(self._condemned) is None:  # else an earlier try got as far as this
            self._files.rename(self.location, self._condemned)
            self._files.sync_folder(self.location.parent)
        self._finish_erasing()

    @property
    def _condemned(self) -> Path:
        return self.location.with_suffix(".erase")

    def _finish_erasing(self) -> None:
        if self._files.stat(self._condemned) is None:
            return
        # A crash may also have left the beginning of either file, written aside and never given its name.
        for left in (self.key_path, aside(self.key_path), aside(self.location), self._condemned):
            with suppress(FileNotFoundError):
                erase(self._files, left)

    def close(self) -> None:
        """As `BoxLog.close`."""
        opened, self._opened = self._opened, None
        if opened is not None:
            with suppress(OSError):
                opened.close()


def erase(files: Files, path: Path) -> None:
    """Write zeros over the file at `path`, wait until they are on the disk, and take it away.

    A solid-state disk may keep an old copy of a block out of reach; that is why what is erased first is always a
    key, without which the rest says nothing. Raises FileNotFoundError or OSError.
    """
    found = files.stat(path)
    if found is None:
        raise FileNotFoundError(str(path))
    opened = files.rewrite(path)
    try:
        opened.append(bytes(found.size))
        opened.sync()
    finally:
        opened.close()
    files.remove(path)
    files.sync_folder(path.parent)
