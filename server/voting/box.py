"""A ballot box in use: opened as it was left, each ballot on the disk before anyone is told so."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from meeting.refusal import Refusal
from server import limits
from server.writing.group_sync import GroupSync
from store import BallotBox, BoxClosedError, NotFoundError, WriteError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from store.box_log import BoxStore


def open_box(folder: Path | BoxStore, name: str) -> BallotBox:
    """The box `name` of a meeting as it was left, or a new one. Raises OSError or JournalError."""
    try:
        return BallotBox.open(folder, name)
    except NotFoundError:
        return BallotBox.create(folder, name)


class Box:
    """A ballot box whose ballots are safe on the disk before anyone is told so, many to one sync."""

    def __init__(self, box: BallotBox) -> None:
        self.box = box
        self._sync = GroupSync(box.flush, self._mix_soon)
        self._mixing: asyncio.Handle | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    async def cast(self, topic: str, device: bytes, choice: object) -> bool:
        """Take a ballot in place of the device's earlier one; True if there was one. Raises Refusal."""
        return await self._safely(lambda: self.box.cast(topic, device, choice))

    async def claim(self, topic: str, thing: bytes, device: bytes) -> None:
        """Have `thing` belong to `device` from its first use on. Raises Refusal ``slip-used`` where it is another's."""
        mark = self.box.mark(device)
        owner = self.box.choice(topic, thing)
        if owner is None:
            await self._safely(lambda: self.box.cast(topic, thing, mark))
        elif owner != mark:
            raise Refusal("slip-used")

    async def withdraw(self, topic: str, device: bytes) -> bool:
        """Take a ballot back; False if there was none. Raises Refusal."""
        return await self._safely(lambda: self.box.withdraw(topic, device))

    def _mix_soon(self) -> None:
        """Have the order of what was just written forgotten on the disk; a large box is written anew less often."""
        if self._mixing is None:
            wait = limits.MIX_SECONDS * max(1.0, self.box.size / limits.MIX_BYTES)
            self._mixing = asyncio.get_running_loop().call_later(wait, self._mix)

    def _mix(self) -> None:
        self._mixing = None
        task = asyncio.get_running_loop().create_task(asyncio.to_thread(self.box.mix))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def rest(self) -> None:
        """Wait for what is being written, and leave a box on the disk that keeps no order."""
        if self._mixing is not None:
            self._mixing.cancel()
            self._mixing = None
        await asyncio.gather(*self._tasks)
        await asyncio.to_thread(self.box.mix)

    async def _safely(self, act: Callable[[], bool]) -> bool:
        try:
            done = act()
            await self._sync.wait()
        except BoxClosedError:
            raise Refusal("vote-closed") from None
        except WriteError as refused:
            raise Refusal("unwritable", reason=str(refused.error)) from None
        return done
