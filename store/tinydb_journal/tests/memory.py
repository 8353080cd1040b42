"""Another place for commits than a file: lines in memory behind the seam, as a database would keep them in rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..chain import digest_of
from ..commit import decode_commit
from ..errors import AlreadyExistsError, FencedError, LockedError, NotFoundError, WriteError
from ..format import header, header_line
from ..seam import Holder, Opened
from ..tables import Tables

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ..format import Progress
    from ..seam import Journal
    from ..tables import Rows

GONE = ConnectionResetError("the connection broke")


class Server:
    """What outlives a writer: the lines of each record and who may add to them, by epoch."""

    def __init__(self) -> None:
        self.lines: dict[Path, list[bytes]] = {}
        self.holders: dict[Path, Holder] = {}
        self.epochs: dict[Path, int] = {}
        self.refuse = self.break_after_landing = self.interrupt_after_landing = False

    def take_over(self, address: Path) -> int:
        """Give the right to another, whoever has it. Returns the epoch."""
        self.epochs[address] = self.epochs.get(address, 0) + 1
        return self.epochs[address]


class MemoryJournal:
    def __init__(self, server: Server, address: Path, epoch: int) -> None:
        self.server, self.address, self.epoch = server, address, epoch
        first, _end = header(address, server.lines[address][0])
        self.record, self.base = first.record, first.n
        self.size = 0

    @property
    def _lines(self) -> list[bytes]:
        return self.server.lines[self.address]

    @property
    def n(self) -> int:
        return self.base + len(self._lines) - 1

    @property
    def digest(self) -> bytes:
        return digest_of(self._lines[-1])

    def head(self) -> bytes:
        return self._lines[0]

    def append(self, batch: list[bytes]) -> None:
        if self.server.epochs[self.address] != self.epoch:
            raise FencedError(self.address, GONE, self.n, len(batch))
        if self.server.refuse:
            raise WriteError(self.address, GONE, self.n, len(batch))
        self._lines.extend(batch)
        if self.server.break_after_landing:
            raise WriteError(self.address, GONE, self.n, len(batch))
        if self.server.interrupt_after_landing:
            self.server.interrupt_after_landing = False
            raise KeyboardInterrupt

    def landed(self, batch: list[bytes]) -> bool:
        return self.digest == digest_of(batch[-1])

    def read(self, after: int) -> Iterator[bytes]:
        return iter(self._lines[max(0, after - self.base) + 1 :])

    def resume(self, queue: list[bytes], tables: Tables) -> MemoryJournal:
        self.append(queue)
        return self

    def moved(self, address: Path, queue: list[bytes], tables: Tables) -> MemoryJournal:
        self.server.lines[address] = [*self._lines, *queue]
        return MemoryJournal(self.server, address, self.server.take_over(address))

    def snapshot(self, rows: dict[str, Rows], n: int, digest: str) -> tuple[Path, int]:
        raise OSError("a database needs no snapshots")

    def close(self) -> None:
        pass


class MemoryTenure:
    def __init__(self, server: Server, address: Path) -> None:
        self.server, self.address = server, address

    def create(self, identity: str) -> Opened:
        self._hold()
        self.server.lines[self.address] = [header_line(identity)]
        return self._opened()

    def take(self, progress: Progress | None = None, *, mend: bool = False) -> Opened:
        if self.address not in self.server.lines:
            raise NotFoundError(self.address)
        self._hold()
        return self._opened()

    def _hold(self) -> None:
        if (holder := self.holder()) is not None:
            raise LockedError(self.address, holder.pid, holder.since)
        self.server.holders[self.address] = Holder(4711, "2026-11-24T09:30:00+07:00")

    def _opened(self) -> Opened:
        journal = MemoryJournal(self.server, self.address, self.server.take_over(self.address))
        first, _end = header(self.address, journal.head())
        tables = Tables(first.tables)
        for line in journal.read(0):
            tables.replay(decode_commit(line))
        return Opened(journal, tables)

    def renew(self) -> None:
        pass

    def holder(self) -> Holder | None:
        return self.server.holders.get(self.address)

    def move(
        self, address: Path, journal: Journal, queue: list[bytes], tables: Tables
    ) -> tuple[MemoryTenure, Journal]:
        if address in self.server.lines:
            raise AlreadyExistsError(address)
        other = MemoryTenure(self.server, address)
        other._hold()
        return other, journal.moved(address, queue, tables)

    def release(self) -> None:
        self.server.holders.pop(self.address, None)
