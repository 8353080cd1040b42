"""The feed: follows a meeting's record and tells, a few times a second at most, what has changed."""

from __future__ import annotations

import asyncio
import gc
import time
from typing import TYPE_CHECKING, NamedTuple

from meeting.state import State
from store import Follower, StoreRefusal

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from store import Commit

LOOK_EVERY = 0.05
"""Seconds between looks at the journal's length (one stat call)."""

CALM_PACE = 0.25
"""Least seconds between two changes told, so that a flood of questions costs four repaints a second."""

RECORD = "record"


class Seen(NamedTuple):
    """What the record holds now. `questions` and `tables` name what differs from the last time; None: anything may."""

    state: State
    n: int
    digest: str
    tables: frozenset[str] | None = None
    questions: frozenset[int] | None = None


_ABOUT_A_QUESTION = frozenset({"questions", "answers", "votes", "satisfaction"})


def read_state(follower: Follower) -> State:
    """The follower's tables, typed."""
    return State.load(follower.rows)


class Feed:
    """Reads the record under `folder` and calls `tell` with what it holds, first at once, then when it changed.

    A change after a quiet moment is told at the next look; changes in a flood are told together, `pace` seconds apart.
    Everything but the first reading runs on the app's loop, so that nobody sees a State between two commits.
    """

    def __init__(
        self,
        folder: Path,
        tell: Callable[[Seen], None],
        refuse: Callable[[StoreRefusal], None],
        *,
        pace: float = CALM_PACE,
    ) -> None:
        self._folder = folder / RECORD
        self._tell = tell
        self._refuse = refuse
        self._pace = pace
        self._commits: list[Commit] = []

    async def run(self) -> None:
        """Follow until cancelled."""
        follower, state = await self._open()
        self._tell(Seen(state, follower.n, follower.digest))
        told = time.monotonic()
        while True:
            await asyncio.sleep(LOOK_EVERY)
            try:
                self._commits += self._applied(state, follower.poll())
            except StoreRefusal as refusal:
                self._refuse(refusal)
                await asyncio.sleep(1)
                continue
            if follower.resynced:
                state = await asyncio.to_thread(read_state, follower)
                self._commits.clear()
                self._tell(Seen(state, follower.n, follower.digest))
                told = time.monotonic()
            elif self._commits and time.monotonic() - told >= self._pace:
                self._tell(self._seen(state, follower))
                told = time.monotonic()

    async def _open(self) -> tuple[Follower, State]:
        """Read the whole record in a thread, again and again while it cannot be read."""
        while True:
            try:
                follower = await asyncio.to_thread(Follower.open, self._folder)
                state = await asyncio.to_thread(read_state, follower)
            except StoreRefusal as refusal:
                self._refuse(refusal)
                await asyncio.sleep(1)
            else:
                # What was imported and read lives as long as the window: the collector need not look at it again.
                gc.freeze()
                return follower, state
            finally:
                gc.enable()

    @staticmethod
    def _applied(state: State, commits: list[Commit]) -> list[Commit]:
        for commit in commits:
            state.apply_commit(commit)
        return commits

    def _seen(self, state: State, follower: Follower) -> Seen:
        changes = [op for commit in self._commits for op in commit.ops]
        self._commits.clear()
        return Seen(
            state,
            follower.n,
            follower.digest,
            frozenset(change.table for change in changes),
            frozenset(change.id for change in changes if change.table in _ABOUT_A_QUESTION),
        )
