"""Support for questions: one ballot a device in the ballot box, and only counts, in steps, in the record."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

from meeting.commands.voting import CountSatisfaction, CountVotes, QuestionCount
from meeting.dialogue.lineage import Lineage
from meeting.moment import Moment, Role
from meeting.refusal import Refusal
from server import limits
from server.writing.group_sync import GroupSync
from store import BallotBox, BoxClosed, Missing, Unwritable

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from meeting.state import State
    from server.clock import Clock
    from server.writing.writer import Writer

UPVOTES, SATISFACTION = "upvotes", "satisfaction"
SATISFIED, UNSATISFIED = "yes", "no"
CHANGES_LINEAGE = frozenset({"merge", "separate", "split", "rejoin", "undo"})
"""Commands after which other supporters count for a question."""

STEP = timedelta(seconds=limits.COUNT_SECONDS)


def open_box(folder: Path, name: str) -> BallotBox:
    """The box `name` of a meeting as it was left, or a new one. Raises OSError or StoreRefusal."""
    try:
        return BallotBox.open(folder, name)
    except Missing:
        return BallotBox.create(folder, name)


class Box:
    """A ballot box whose ballots are safe on the disk before anyone is told so, many to one sync."""

    def __init__(self, box: BallotBox) -> None:
        self.box = box
        self._sync = GroupSync(box.flush)

    async def cast(self, topic: str, device: bytes, choice: object) -> bool:
        """Take a ballot in place of the device's earlier one; True if there was one. Raises Refusal."""
        return await self._safely(lambda: self.box.cast(topic, device, choice))

    async def withdraw(self, topic: str, device: bytes) -> bool:
        """Take a ballot back; False if there was none. Raises Refusal."""
        return await self._safely(lambda: self.box.withdraw(topic, device))

    async def _safely(self, act: Callable[[], bool]) -> bool:
        try:
            done = act()
            await self._sync.wait()
        except BoxClosed:
            raise Refusal("vote-closed") from None
        except Unwritable as refused:
            raise Refusal("unwritable", reason=str(refused.__cause__ or refused)) from None
        return done


class Support:
    """Upvotes, and whether askers were satisfied, of one open meeting."""

    def __init__(self, folder: Path, writer: Writer, clock: Clock) -> None:
        self._writer = writer
        self._clock = clock
        self._upvotes = Box(open_box(folder, UPVOTES))
        self._satisfaction = Box(open_box(folder, SATISFACTION))
        self._changed: set[int] = set()
        self._counted_at: datetime | None = None
        self._due: asyncio.TimerHandle | None = None
        self._counting: set[asyncio.Task[None]] = set()

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
            await self._upvotes.cast(str(number), device, choice=True)
        else:
            await self._upvotes.withdraw(str(number), device)
        self._changed.add(number)
        if (counting := self._count_soon()) is not None:
            # One vote in STEP waits for its count too, so that votes given in turn are always counted in turn.
            await asyncio.shield(counting)

    async def judge(self, number: int, receipt_mark: bytes, *, satisfied: bool) -> None:
        """An asker says whether the answer settled the question; the last word counts. Raises Refusal."""
        if number not in self._state.answers:
            raise Refusal("no-answer", number=number)
        topic = str(number)
        await self._satisfaction.cast(topic, receipt_mark, SATISFIED if satisfied else UNSATISFIED)
        said = self._satisfaction.box.ballots(topic)
        yes = said.count(SATISFIED)
        await self._writer.submit(CountSatisfaction(number, yes, len(said) - yes), self._moment())

    def move_to(self, folder: Path) -> None:
        """Keep the ballots beside a record that moved to `folder`. Raises StoreRefusal or OSError."""
        for kept in (self._upvotes, self._satisfaction):
            kept.box.move_to(folder)

    def recount(self) -> None:
        """Count again everything that has ballots: after a restart, and when lineage changed (`CHANGES_LINEAGE`)."""
        numbers = (int(topic) for topic in self._upvotes.box.topics())
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
        counts = tuple(QuestionCount(n, self._votes_for(lineage, n)) for n in sorted(changed))
        if not counts:
            return
        try:
            await self._writer.submit(CountVotes(counts), self._moment())
        except Refusal:
            self._changed |= changed

    def _votes_for(self, lineage: Lineage, number: int) -> int:
        """Devices that support a question, one gathered under it or the whole it was split from, each counted once."""
        return self._upvotes.box.count(*map(str, lineage.supported_as(number)))

    def _moment(self) -> Moment:
        return Moment(self._counted_at or self._clock.now(), Role.SYSTEM)

    async def close(self) -> None:
        """Put the last counts into the record and destroy the ballots with their key."""
        if self._due is not None:
            self._due.cancel()
        await asyncio.gather(*self._counting)
        await self.count()
        await self._writer.drain()
        for box in (self._upvotes.box, self._satisfaction.box):
            await asyncio.to_thread(box.close)
