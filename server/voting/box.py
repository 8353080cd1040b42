"""A ballot box in use: opened as it was left, each ballot on the disk before anyone is told so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from meeting.refusal import Refusal
from server.writing.group_sync import GroupSync
from store import BallotBox, BoxClosedError, NotFoundError, WriteError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def open_box(folder: Path, name: str) -> BallotBox:
    """The box `name` of a meeting as it was left, or a new one. Raises OSError or JournalError."""
    try:
        return BallotBox.open(folder, name)
    except NotFoundError:
        return BallotBox.create(folder, name)


class Box:
    """A ballot box whose ballots are safe on the disk before anyone is told so, many to one sync."""

    def __init__(self, box: BallotBox) -> None:
        self.box = box
        self._sync = GroupSync(box.flush)

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

    async def _safely(self, act: Callable[[], bool]) -> bool:
        try:
            done = act()
            await self._sync.wait()
        except BoxClosedError:
            raise Refusal("vote-closed") from None
        except WriteError as refused:
            raise Refusal("unwritable", reason=str(refused.error)) from None
        return done
