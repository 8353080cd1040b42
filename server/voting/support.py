"""Support for questions: one ballot a device in the ballot box, and only counts, in steps, in the record."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING

from meeting.commands.voting import CountVotes, QuestionCount
from meeting.dialogue.lineage import Lineage
from meeting.moment import Moment, Role
from meeting.refusal import Refusal
from server import limits
from server.voting.box import Box, open_box
from store import BallotBox, JournalError, NotFoundError, UnavailableError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from pathlib import Path

    from meeting.state import State
    from server.clock import Clock
    from server.writing.writer import CommandWriter
    from store.box_log import BoxStore

SUPPORT_BOX = "upvotes"
EARLIER = "earlier"
"""The topic of what was counted before the meeting was closed and taken up again: by question number, as text."""

CHANGES_LINEAGE = frozenset({"merge", "separate", "split", "rejoin", "undo"})
"""Commands after which other supporters count for a question."""

STEP = timedelta(seconds=limits.COUNT_SECONDS)


class SupportBox:
    """Support for the questions of one open meeting."""

    def __init__(
        self, folder: Path | BoxStore, writer: CommandWriter, clock: Clock, left: BallotBox | None = None
    ) -> None:
        self._writer = writer
        self._clock = clock
        self._box = Box(left or _opened(folder, writer.state))
        self._earlier: dict[str, int] = self._box.box.choice(EARLIER, b"") or {}
        self._changed: set[int] = set()
        self._counted_at: datetime | None = None
        self._due: asyncio.TimerHandle | None = None
        self._counting: set[asyncio.Task[None]] = set()

    @classmethod
    def left_behind(cls, folder: Path | BoxStore, writer: CommandWriter, clock: Clock) -> SupportBox | None:
        """The support of a closed meeting whose server was gone before it had destroyed the ballots, to be closed."""
        try:
            return cls(folder, writer, clock, BallotBox.open(folder, SUPPORT_BOX))
        except (NotFoundError, UnavailableError):  # what another program holds is destroyed at the next start
            return None

    @property
    def _state(self) -> State:
        return self._writer.state

    async def support(self, number: int, device: bytes, *, on: bool) -> None:
        """Support a listed question, or take support back. Raises Refusal."""
        question = self._state.question(number)
        if not question.is_public:
            raise Refusal("no-such-question", number=number)
        if not self._state.meeting.settings.upvotes:
            raise Refusal("votes-off")
        if on:
            await self._box.cast(str(number), device, choice=True)
        else:
            await self._box.withdraw(str(number), device)
        self._changed.add(number)
        if (counting := self._count_soon()) is not None:
            # One ballot in STEP waits for its count too, so that support given in turn are always counted in turn.
            await asyncio.shield(counting)

    def supported(self, device: bytes, numbers: Iterable[int]) -> frozenset[int]:
        """Those of `numbers` that the device supports."""
        return frozenset(number for number in numbers if self._box.box.holds(str(number), device))

    def move_to(self, folder: Path) -> None:
        """Keep the ballots beside a record that moved to `folder`. Raises JournalError or OSError."""
        self._box.box.move_to(folder)

    def recount(self) -> None:
        """Count again everything that has ballots: after a restart, and when lineage changed (`CHANGES_LINEAGE`)."""
        numbers = (int(topic) for topic in self._box.box.topics() if topic != EARLIER)
        self._changed |= {number for number in numbers if number in self._state.questions}
        self._changed |= Lineage(self._state).related
        self._count_soon()

    def _count_soon(self) -> asyncio.Task[None] | None:
        """Count now if the last count was STEP ago (the count is returned), else when it will have been."""
        now = self._clock.now()
        if self._due is not None:
            return None
        since = STEP if self._counted_at is None else now - self._counted_at
        if since >= STEP:
            return self._start_counting(now)
        wait = (STEP - since).total_seconds()
        self._due = asyncio.get_running_loop().call_later(wait, self._count_when_due)
        return None

    def _count_when_due(self) -> None:
        self._due = None
        self._start_counting(self._clock.now())

    def _start_counting(self, now: datetime) -> asyncio.Task[None]:
        self._counted_at = now
        task = asyncio.get_running_loop().create_task(self.count())
        self._counting.add(task)
        task.add_done_callback(self._counting.discard)
        return task

    async def count(self) -> None:
        """Put changed counts into the record. A disk that refuses is the writer's to report; counts stay due."""
        changed, self._changed = self._changed, set()
        lineage = Lineage(self._state)
        counts = tuple(QuestionCount(n, self._support_for(lineage, n)) for n in sorted(changed))
        if not counts:
            return
        try:
            await self._writer.submit(CountVotes(counts), self._moment())
        except Refusal:
            self._changed |= changed

    def _support_for(self, lineage: Lineage, number: int) -> int:
        """Devices that support a question, one gathered under it or the whole it was split from, each counted once.

        Of those counted before the meeting was taken up again nobody knows who they were, so of several such counts
        the largest stands: they may have been the same people.
        """
        topics = [str(one) for one in lineage.supported_as(number)]
        return max(self._earlier.get(topic, 0) for topic in topics) + self._box.box.count(*topics)

    def _moment(self) -> Moment:
        return Moment(self._counted_at or self._clock.now(), Role.SYSTEM)

    async def leave(self) -> None:
        """Put the last counts into the record, and leave the box to the next start."""
        await self.count()
        await self._box.rest()

    async def close(self) -> None:
        """Put the last counts into the record and destroy the ballots with their key.

        Where the disk refuses, the box stays and is destroyed at the next start (`left_behind`).
        """
        if self._due is not None:
            self._due.cancel()
        await asyncio.gather(*self._counting)
        await self.count()
        await self._writer.drain()
        with suppress(JournalError, OSError):
            await asyncio.to_thread(self._box.box.close)


def _opened(folder: Path | BoxStore, state: State) -> BallotBox:
    """The box as it was left; a new one begins with what the record has counted. Raises OSError or JournalError."""
    try:
        return BallotBox.open(folder, SUPPORT_BOX)
    except NotFoundError:
        box = open_box(folder, SUPPORT_BOX)
    counted = {str(number): votes.count for number, votes in state.votes.items() if votes.count}
    if counted:
        box.cast(EARLIER, b"", counted)
        box.flush()
    return box
