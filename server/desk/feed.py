"""The feed: the record's commits as they reach the disk, streamed to the desk's screens and to a mirror."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import msgspec

from link.wire import SIGN_OF_LIFE
from server import limits

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from store import Commit, Record


class _Numbered(msgspec.Struct):
    """The number of a commit, read from its line."""

    n: int


class CommitFeed:
    """Streams of one record. Made on the running loop; `tell` wakes every reader, `close` ends them."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._news = asyncio.Event()
        self._closed = False
        self.mirrors = 0
        """How many copies of the journal are being kept at other laptops now."""

    def tell(self) -> None:
        """Something new is on the disk."""
        news, self._news = self._news, asyncio.Event()
        news.set()

    def close(self) -> None:
        """End every stream."""
        self._closed = True
        self.tell()

    async def commits(self, after: int) -> AsyncIterator[Commit]:
        """The commits later than `after`: those on the disk, then each new one, until the server stops."""
        while not self._closed:
            news = self._news
            for commit in await asyncio.to_thread(self._commits_after, after):
                yield commit
                after = commit.n
            await news.wait()

    async def commits_or_life(self, after: int) -> AsyncIterator[Commit | None]:
        """As `commits`; None where nothing came for HEARTBEAT_SECONDS."""
        while not self._closed:
            news = self._news
            for commit in await asyncio.to_thread(self._commits_after, after):
                yield commit
                after = commit.n
            try:
                await asyncio.wait_for(news.wait(), limits.HEARTBEAT_SECONDS)
            except TimeoutError:
                yield None

    async def journal(self) -> AsyncIterator[bytes]:
        """The record's journal as it stands on the disk, then each new line; now and then an empty one."""
        self.mirrors += 1
        try:
            yield await asyncio.to_thread(self._record.head)
            after = 0
            while not self._closed:
                news = self._news
                for line in await asyncio.to_thread(self._lines_after, after):
                    yield line
                    after = msgspec.json.decode(line, type=_Numbered).n
                try:
                    await asyncio.wait_for(news.wait(), limits.HEARTBEAT_SECONDS)
                except TimeoutError:
                    yield SIGN_OF_LIFE
        finally:
            self.mirrors -= 1

    def _lines_after(self, after: int) -> list[bytes]:
        return list(self._record.lines(after))

    def _commits_after(self, after: int) -> list[Commit]:
        return list(self._record.commits(after))
