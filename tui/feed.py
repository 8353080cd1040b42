"""The feed: follows a meeting's record and tells, a few times a second at most, what has changed."""

from __future__ import annotations

import asyncio
import gc
import time
from typing import TYPE_CHECKING, NamedTuple

from store.tinydb_journal.errors import JournalError
from tui.record import begin_reading, state_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future
    from pathlib import Path

    from meeting.state import State
    from store.tinydb_journal.reader import Reader, TypedCommit
    from tui.record import Read

LOOK_EVERY = 0.05
"""Seconds between looks at the journal's length (one stat call)."""

CALM_PACE = 0.25
"""Least seconds between two changes published, so that a flood of questions costs four repaints a second."""


class Seen(NamedTuple):
    """What the record holds now. `questions` and `tables` name what differs from the last time; None: anything may."""

    state: State
    n: int
    digest: str
    tables: frozenset[str] | None = None
    questions: frozenset[int] | None = None


_ABOUT_A_QUESTION = frozenset({"questions", "answers", "votes", "satisfaction"})


class Feed:
    """Reads the record under `folder` and calls `publish` with what it holds, first at once, then when it changed.

    A change after a quiet moment is published at the next look; changes in a flood together, `pace` seconds apart.
    Everything but the first reading runs on the app's loop, so that nobody sees a State between two commits.
    `reading` is a first reading that was begun already.
    """

    def __init__(
        self,
        folder: Path,
        publish: Callable[[Seen], None],
        refuse: Callable[[JournalError], None],
        *,
        pace: float = CALM_PACE,
        reading: Future[Read] | None = None,
    ) -> None:
        self._folder = folder
        self._reading = reading
        self._publish = publish
        self._refuse = refuse
        self._pace = pace
        self._read: Read | None = None
        self._commits: list[TypedCommit] = []
        self._has_moved = False

    def move_to(self, folder: Path) -> None:
        """Go on with the record under `folder`, where the server keeps it now; until it is read nothing changes."""
        self._folder = folder
        self._has_moved = True

    def tell_what_is_read(self) -> None:
        """Tell what the reading begun before has found, if it is done: then the first frame can show it."""
        if self._reading is not None and self._reading.done() and self._reading.exception() is None:
            self._begin(self._reading.result())

    def _begin(self, read: Read) -> Read:
        self._read = read
        self._publish(Seen(read.state, read.reader.n, read.reader.digest))
        return read

    async def run(self) -> None:
        """Follow until cancelled."""
        state, reader = self._read or self._begin(await self._open())
        # What was imported and read lives as long as the window: the collector need not look at it again.
        gc.freeze()
        gc.enable()
        published_at = time.monotonic()
        while True:
            await asyncio.sleep(LOOK_EVERY)
            if self._has_moved:
                self._has_moved = False
                read = await self._open()
                self._commits.clear()
                state, reader = self._begin(read)
                published_at = time.monotonic()
                continue
            try:
                self._commits += self._applied(state, reader.poll())
            except JournalError as refusal:
                self._refuse(refusal)
                await asyncio.sleep(1)
                continue
            if reader.resynced:
                state = state_of(reader)
                self._commits.clear()
                self._publish(Seen(state, reader.n, reader.digest))
                published_at = time.monotonic()
            elif self._commits and time.monotonic() - published_at >= self._pace:
                self._publish(self._seen(state, reader))
                published_at = time.monotonic()

    async def _open(self) -> Read:
        """Read the whole record in a thread, again and again while it cannot be read."""
        while True:
            reading = self._reading or begin_reading(self._folder)
            self._reading = None
            try:
                return await asyncio.wrap_future(reading)
            except JournalError as refusal:
                self._refuse(refusal)
                await asyncio.sleep(1)

    @staticmethod
    def _applied(state: State, commits: list[TypedCommit]) -> list[TypedCommit]:
        for commit in commits:
            state.apply_commit(commit)
        return commits

    def _seen(self, state: State, reader: Reader) -> Seen:
        changes = [op for commit in self._commits for op in commit.ops]
        self._commits.clear()
        return Seen(
            state,
            reader.n,
            reader.digest,
            frozenset(change.table for change in changes),
            frozenset(change.id for change in changes if change.table in _ABOUT_A_QUESTION),
        )
