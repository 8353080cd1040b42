"""The ballot boxes of one meeting: support while it takes part, polls and surveys, and the askers' satisfaction."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from meeting.model.profile import Phase
from meeting.refusal import Refusal
from server.voting.ballots import Ballots
from server.voting.satisfaction import SatisfactionBox
from server.voting.support import CHANGES_LINEAGE, SupportBox

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from server.clock import Clock
    from server.writing.writer import CommandWriter
    from store import Commit
    from store.box_log import BoxStore


class BallotBoxes:
    """Every box beside the record in `folder`. Made on the running loop."""

    def __init__(
        self, folder: Path | BoxStore, writer: CommandWriter, clock: Clock, ballots: Ballots | None = None
    ) -> None:
        self._folder: Path | BoxStore = folder
        self._writer = writer
        self._clock = clock
        self._support: SupportBox | None = None
        self._closing: asyncio.Task[None] | None = None
        self._satisfaction = SatisfactionBox(folder, writer, clock)
        self.ballots = ballots or Ballots(folder, writer, clock)
        self._follow_phase()
        if not self.is_alive and (left := SupportBox.left_behind(folder, writer, clock)) is not None:
            left.recount()
            self._closing = asyncio.get_running_loop().create_task(left.close())

    @property
    def is_alive(self) -> bool:
        """Whether the meeting still takes part: prepared or open."""
        return self._writer.state.meeting.phase is not Phase.CLOSED

    @property
    def is_taking(self) -> bool:
        """Whether anything a phone may send still counts: while the meeting takes part, or a vote is open."""
        return self.is_alive or self.ballots.is_taking

    def follow(self, commits: list[Commit]) -> None:
        """Keep up with the record: lineage, and whether support is taken."""
        if self._support and any(commit.did in CHANGES_LINEAGE for commit in commits):
            self._support.recount()
        self._follow_phase()

    def _follow_phase(self) -> None:
        """Keep a box of support while the meeting takes part, and close it when it no longer does."""
        if self.is_alive and self._support is None and self._closing is not None and not self._closing.done():
            # Taken up again at once: the new box must wait until the old one is gone.
            self._closing.add_done_callback(lambda _closed: self._follow_phase())
        elif self.is_alive and self._support is None:
            self._support = SupportBox(self._folder, self._writer, self._clock)
            self._support.recount()
        elif not self.is_alive and self._support is not None:
            self._closing = asyncio.get_running_loop().create_task(self._support.close())
            self._support = None

    async def cast_support(self, number: int, device: bytes, *, on: bool) -> None:
        """One phone's support for a question, given or taken back. Raises Refusal."""
        if self._support is None:
            raise Refusal("meeting-closed")
        await self._support.support(number, device, on=on)

    def supported(self, device: bytes, numbers: Iterable[int]) -> frozenset[int]:
        """Those of `numbers` that a phone supports."""
        return self._support.supported(device, numbers) if self._support is not None else frozenset()

    async def judge(self, number: int, mark: bytes, *, satisfied: bool) -> None:
        """One asker's word on the answer. Raises Refusal."""
        await self._satisfaction.judge(number, mark, satisfied=satisfied)

    async def move_to(self, folder: Path) -> None:
        """Keep the boxes beside a record that moved to `folder`. Raises JournalError or OSError."""
        self._folder = folder
        if self._support is not None:
            await asyncio.to_thread(self._support.move_to, folder)
        await asyncio.to_thread(self.ballots.move_to, folder)
        await self._satisfaction.move_to(folder)

    async def leave(self) -> None:
        """Stop: what is being counted enters the record; open boxes stay for the next start."""
        if self._closing is not None:
            await self._closing
        elif self._support is not None:
            await self._support.leave()
        await self.ballots.leave()
        await self._satisfaction.leave()
