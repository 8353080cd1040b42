"""The feed: what is committed reaches the screen at once when it is quiet, and four times a second in a flood."""

from __future__ import annotations

import asyncio
import time
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from meeting.commands.asking import Ask
from meeting.commands.sorting import SetArea
from tests.tui.meetings import hall
from tests.tui.records import kept
from tests.waiting import PATIENCE
from tui.feed import Feed, Seen

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from store import JournalError


class Listener:
    """Keeps what it was told."""

    def __init__(self) -> None:
        self.seen: list[Seen] = []
        self.refused: list[JournalError] = []

    async def messages(self, count: int) -> Seen:
        """Wait for the `count`-th telling."""
        deadline = time.monotonic() + PATIENCE
        while len(self.seen) < count:
            assert time.monotonic() < deadline, f"told {len(self.seen)} times"
            await asyncio.sleep(0.01)
        return self.seen[count - 1]


@asynccontextmanager
async def following(folder: Path, *, pace: float = 0.25) -> AsyncIterator[Listener]:
    listener = Listener()
    task = asyncio.create_task(Feed(folder, listener.seen.append, listener.refused.append, pace=pace).run())
    try:
        yield listener
    finally:
        task.cancel()


async def test_it_begins_with_all_there_is_then_tells_what_changed(tmp_path: Path) -> None:
    writing = kept(tmp_path, hall())
    async with following(tmp_path) as listener:
        first = await listener.messages(1)
        assert first.tables is None
        assert first.state.questions[1].area == "modernisation"
        await asyncio.sleep(0.3)
        writing.execute(SetArea(1, "procedures"))
        second = await listener.messages(2)
        assert second.questions == frozenset({1})
        assert second.tables is not None
        assert "questions" in second.tables
        assert second.state.questions[1].area == "procedures"
        assert second.n == writing.record.n
    writing.close()


async def test_a_flood_is_told_a_few_times_a_second_and_nothing_is_missed(tmp_path: Path) -> None:
    writing = kept(tmp_path, hall())
    async with following(tmp_path) as listener:
        await listener.messages(1)
        began = time.monotonic()
        numbers = set()
        for _ in range(60):
            writing.execute(Ask("Bao giờ có kết quả?"))
            numbers.add(max(writing.state.questions))
            await asyncio.sleep(0.01)
        deadline = time.monotonic() + PATIENCE
        while len(listener.seen[-1].state.questions) < len(writing.state.questions):
            assert time.monotonic() < deadline
            await asyncio.sleep(0.01)
        passed = time.monotonic() - began
        await asyncio.sleep(0.3)
        assert len(listener.seen) - 1 <= passed / 0.25 + 2
        assert numbers <= set().union(*(seen.questions or set() for seen in listener.seen[1:]))
    writing.close()


async def test_a_record_that_is_not_there_yet_is_waited_for(tmp_path: Path) -> None:
    async with following(tmp_path) as listener:
        deadline = time.monotonic() + PATIENCE
        while not listener.refused:
            assert time.monotonic() < deadline
            await asyncio.sleep(0.01)
        writing = kept(tmp_path, hall())
        seen = await listener.messages(1)
        assert seen.state.meeting.title == writing.state.meeting.title
        writing.close()
