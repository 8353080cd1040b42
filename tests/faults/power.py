"""A disk in memory that loses power, after SQLite's crash tests (`src/test6.c`).

Until a file is synced each of its writes may, sector by sector, be kept, dropped or replaced by garbage; until a
folder is synced each name made, changed or taken away in it may be undone. Both are harsher than common file systems.
"""

from __future__ import annotations

import copy
import errno
from functools import cache
from pathlib import Path
from random import Random
from typing import NamedTuple

from store.tinydb_journal.files import Files, Lock, OpenFile, Stat


class Write(NamedTuple):
    """Bytes put at an offset, and not synced yet."""

    offset: int
    data: bytes


class Cut(NamedTuple):
    """A file shortened, and not synced yet."""

    size: int


class Inode:
    """A file's bytes: as programs see them, as they are safe, and what lies between."""

    def __init__(self, safe: bytes = b"") -> None:
        self.safe = safe
        self.now = safe
        self.pending: list[Write | Cut] = []

    def put(self, offset: int, data: bytes) -> None:
        """Write, unsafely."""
        self.pending.append(Write(offset, data))
        self.now = _put(self.now, offset, data)

    def twin(self) -> Inode:
        """A copy with a life of its own."""
        made = type(self)(self.safe)
        made.now, made.pending = self.now, list(self.pending)
        return made

    def cut(self, size: int) -> None:
        """Shorten, unsafely."""
        self.pending.append(Cut(size))
        self.now = self.now[:size]

    def sync(self) -> None:
        """Make what programs see safe."""
        self.safe, self.pending = self.now, []

    def after_cut(self, random: Random, sector: int) -> bytes:
        """What is left once the power comes back."""
        data = self.safe
        for op in self.pending:
            if isinstance(op, Cut):
                data = data[: op.size] if random.random() < 0.5 else data
                continue
            for start in range(0, len(op.data), sector):
                piece = op.data[start : start + sector]
                fate = random.randrange(3)
                if fate == 1:
                    continue
                data = _put(data, op.offset + start, piece if fate == 0 else random.randbytes(len(piece)))
        if self.pending and random.random() < 0.2:
            data = data.ljust(len(self.now), b"\0")
        return data


@cache
def _above(name: str) -> tuple[str, ...]:
    """The folders above a name, the nearest first."""
    return tuple(map(str, Path(name).parents))


class Folder(Inode):
    """Where names stand, as a name itself."""


def _put(data: bytes, offset: int, piece: bytes) -> bytes:
    return data[:offset].ljust(offset, b"\0") + piece + data[offset + len(piece) :]


class Naming(NamedTuple):
    """Names changed in one step, and not synced yet: name → file, or None for a name taken away."""

    folder: str
    names: dict[str, Inode | None]


class Disk:
    """What outlives a program: files and names, safe and not."""

    def __init__(self, safe: dict[str, Inode] | None = None) -> None:
        self.safe: dict[str, Inode] = dict(safe or {})
        for name in ("/top", *(safe or ())):
            for folder in _above(name):
                self.safe.setdefault(folder, Folder())
        self.now: dict[str, Inode] = dict(self.safe)
        self.pending: list[Naming] = []

    def name(self, folder: str, names: dict[str, Inode | None]) -> None:
        """Change names, unsafely."""
        self.pending.append(Naming(folder, names))
        _rename(self.now, names)

    def sync_folder(self, folder: str) -> None:
        """Make the names in `folder` safe."""
        for naming in self.pending:
            if naming.folder == folder:
                _rename(self.safe, naming.names)
        self.pending = [naming for naming in self.pending if naming.folder != folder]

    def after_cut(self, random: Random) -> Disk:
        """The disk once the power comes back."""
        names = dict(self.safe)
        for naming in self.pending:
            if random.random() < 0.5:
                _rename(names, naming.names)
        sector = random.choice((16, 64, 512, 4096))
        return Disk(
            {
                name: type(inode)(inode.after_cut(random, sector))
                for name, inode in names.items()
                if all(isinstance(names.get(folder), Folder) for folder in _above(name))
            }
        )

    def __deepcopy__(self, memo: dict[int, object]) -> Disk:
        twin = Disk()
        twins: dict[int, Inode] = {}

        def copied(inode: Inode) -> Inode:
            if id(inode) not in twins:
                twins[id(inode)] = inode.twin()
            return twins[id(inode)]

        twin.safe = {name: copied(inode) for name, inode in self.safe.items()}
        twin.now = {name: copied(inode) for name, inode in self.now.items()}
        twin.pending = [
            Naming(naming.folder, {name: inode and copied(inode) for name, inode in naming.names.items()})
            for naming in self.pending
        ]
        return twin


def _rename(names: dict[str, Inode], changed: dict[str, Inode | None]) -> None:
    for name, inode in changed.items():
        if inode is None:
            names.pop(name, None)
        else:
            names[name] = inode


class PowerCut(BaseException):
    """The program stopped here, in the middle of whatever it was doing."""


class _File(OpenFile):
    def __init__(self, files: PowerFiles, path: Path, inode: Inode, *, at_end: bool) -> None:
        super().__init__(path, -1)
        self._files, self._inode, self._at_end, self._position = files, inode, at_end, 0

    def write(self, data: memoryview) -> int:
        self._files.moment()
        self._inode.put(len(self._inode.now) if self._at_end else self._position, bytes(data))
        self._position += len(data)
        return len(data)

    def read(self, size: int) -> bytes:
        return self._inode.now[:size]

    def sync(self) -> None:
        self._files.moment()
        if self._files.failing_syncs:
            self._files.failing_syncs -= 1
            raise OSError(errno.EIO, "the sync failed")
        if not self._files.lying_syncs:
            self._inode.sync()

    def cut(self, size: int) -> None:
        self._files.moment()
        self._inode.cut(size)

    def stat(self) -> Stat:
        return _stat(self._inode)

    def close(self) -> None:
        pass


class _NoLock:
    def release(self) -> None:
        pass


class PowerFiles(Files):
    """The seam over such a disk. Before each step that changes it, `moments` grows and `watch` may look or stop."""

    def __init__(self, disk: Disk | None = None, *, stop_at: int = -1) -> None:
        self.disk = disk or Disk()
        self.moments = 0
        self.stop_at = stop_at
        self.seen: list[Disk] | None = None
        self.failing_syncs = 0
        """How many syncs of files from now on fail, and make nothing safe."""
        self.failing_folder_syncs = 0
        """How many syncs of folders do."""
        self.lying_syncs = False
        """Whether syncs of files do nothing and say nothing."""

    def moment(self) -> None:
        """One step is about to change the disk."""
        if self.seen is not None:
            self.seen.append(copy.deepcopy(self.disk))
        if self.moments == self.stop_at:
            raise PowerCut
        self.moments += 1

    def create(self, path: Path) -> OpenFile:
        if str(path) in self.disk.now:
            raise FileExistsError(str(path))
        if not self.is_folder(path.parent):
            raise FileNotFoundError(str(path))
        self.moment()
        inode = Inode()
        self.disk.name(str(path.parent), {str(path): inode})
        return _File(self, path, inode, at_end=True)

    def append(self, path: Path) -> OpenFile:
        return _File(self, path, self._inode(path), at_end=True)

    def rewrite(self, path: Path) -> OpenFile:
        return _File(self, path, self._inode(path), at_end=False)

    def read(self, path: Path, start: int = 0, size: int = -1) -> bytes:
        data = self._inode(path).now
        return data[start:] if size < 0 else data[start : start + size]

    def stat(self, path: Path) -> Stat | None:
        inode = self.disk.now.get(str(path))
        return None if inode is None else _stat(inode)

    def names(self, folder: Path) -> list[str]:
        return sorted(Path(name).name for name in self.disk.now if _above(name)[:1] == (str(folder),))

    def is_folder(self, path: Path) -> bool:
        return isinstance(self.disk.now.get(str(path)), Folder)

    def add_folder(self, folder: Path) -> None:
        self.moment()
        self.disk.name(str(folder.parent), {str(folder): Folder()})

    def rename(self, old: Path, new: Path) -> None:
        self.moment()
        self.disk.name(str(new.parent), {str(old): None, str(new): self._inode(old)})

    def remove(self, path: Path) -> None:
        self._inode(path)
        self.moment()
        self.disk.name(str(path.parent), {str(path): None})

    def sync_folder(self, folder: Path) -> None:
        self.moment()
        if self.failing_folder_syncs:
            self.failing_folder_syncs -= 1
            raise OSError(errno.EIO, "the sync failed")
        self.disk.sync_folder(str(folder))

    def lock(self, path: Path) -> Lock:
        return _NoLock()

    def _inode(self, path: Path) -> Inode:
        inode = self.disk.now.get(str(path))
        if inode is None:
            raise FileNotFoundError(str(path))
        return inode


def _stat(inode: Inode) -> Stat:
    return Stat(len(inode.now), (0, id(inode)), len(inode.pending), regular=not isinstance(inode, Folder))
