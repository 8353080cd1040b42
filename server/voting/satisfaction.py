"""Whether answers settled the questions: one word a receipt, in a ballot box, and only counts in the record.

Answers promised in writing come after the meeting, so this goes on after the close for as long as the laptop serves,
and ends `meeting.limits.SATISFACTION_DAYS` later.
"""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from meeting import limits
from meeting.commands.voting import CountSatisfaction
from meeting.dialogue.following import gathering
from meeting.moment import Moment, Role
from meeting.refusal import Refusal
from server.voting.box import Box, open_box
from server.voting.destroying import destroy_left
from store import BallotBox, NotFoundError

if TYPE_CHECKING:
    from pathlib import Path

    from meeting.state import State
    from server.clock import Clock
    from server.writing.writer import CommandWriter
    from store.box_log import BoxStore

SATISFACTION = "satisfaction"
SATISFIED, UNSATISFIED = "yes", "no"


class SatisfactionBox:
    """The askers' words on the answers of one meeting. Made on the running loop."""

    def __init__(self, folder: Path | BoxStore, writer: CommandWriter, clock: Clock) -> None:
        self._writer = writer
        self._clock = clock
        self._box = _opened(folder, writer.state, clock)

    @property
    def _state(self) -> State:
        return self._writer.state

    async def judge(self, number: int, receipt_mark: bytes, *, satisfied: bool) -> None:
        """The asker of question `number` says whether the answer settled it; the last word counts.

        The word counts for the question that theirs is gathered under now. Raises Refusal.
        """
        if self._box is None:
            raise Refusal("meeting-closed")
        standing = gathering(self._state, self._state.question(number)).number
        if standing not in self._state.answers:
            raise Refusal("no-answer", number=number)
        await self._box.cast(str(number), receipt_mark, SATISFIED if satisfied else UNSATISFIED)
        words = [
            word
            for topic in self._box.box.topics()
            if (asked := self._state.questions.get(int(topic))) is not None
            and gathering(self._state, asked).number == standing
            for word in self._box.box.ballots(topic)
        ]
        yes = words.count(SATISFIED)
        counted = CountSatisfaction(standing, yes, len(words) - yes)
        await self._writer.submit(counted, Moment(self._clock.now(), Role.SYSTEM))

    async def leave(self) -> None:
        """Leave the box to the next start."""
        if self._box is not None:
            await self._box.rest()

    async def move_to(self, folder: Path) -> None:
        """Keep the words beside a record that moved to `folder`. Raises JournalError or OSError."""
        if self._box is not None:
            await asyncio.to_thread(self._box.box.move_to, folder)


def _opened(folder: Path | BoxStore, state: State, clock: Clock) -> Box | None:
    """The box as it was left, or a new one while the meeting takes part; None once it is over for good."""
    closed_at = state.meeting.closed_at
    if not closed_at:
        return Box(open_box(folder, SATISFACTION))
    try:
        box = BallotBox.open(folder, SATISFACTION)
    except NotFoundError:
        return None
    if clock.now() - datetime.fromisoformat(closed_at) > timedelta(days=limits.SATISFACTION_DAYS):
        destroy_left(box)
        return None
    return Box(box)
