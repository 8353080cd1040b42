"""A hall's own ballot boxes: sealed here, sent without marks when a vote closes, destroyed once it is counted."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import msgspec

from link import control, hall_link
from meeting.commands.polling import require_poll
from meeting.refusal import Refusal
from server import limits
from server.voting.ballot_boxes import BallotBoxes
from server.voting.ballots import BALLOT, Ballots, counted_topics
from store import WriteError

if TYPE_CHECKING:
    from pathlib import Path

    from meeting.model.form import Choice
    from server.clock import Clock
    from server.edge.writer import EdgeWriter
    from server.voting.ballots import Vote
    from store import Commit
    from store.box_log import BoxStore


class EdgeBallots(Ballots):
    """Ballots of phones in this hall. Slips are counted in the main hall, where each is known to be used once."""

    def __init__(self, folder: Path | BoxStore, writer: EdgeWriter, clock: Clock) -> None:
        self._uplink = writer.uplink
        self._leaving = asyncio.Event()
        super().__init__(folder, writer, clock)

    async def vote(
        self, number: int, device: bytes, choice: Choice, slip: str = "", *, edition: int, round_: int
    ) -> bool:
        """As in the main hall. Raises Refusal ``not-in-this-hall`` for a vote by slips."""
        if require_poll(self._state, number).binding:
            raise Refusal("not-in-this-hall")
        return await super().vote(number, device, choice, slip, edition=edition, round_=round_)

    async def _count(self, vote: Vote) -> None:
        """Seal the box and send its ballots until the main hall has counted; only then destroy them."""
        box = self._box(vote)
        try:
            ballots = (await asyncio.to_thread(box.box.seal)).get(BALLOT, [])
            if not await self._sent(vote, sorted(ballots, key=msgspec.json.encode)):
                return
        except (Refusal, WriteError):
            return
        finally:
            self._counting.discard(vote.topic)
        self._boxes.pop(vote.topic, None)
        self._destroy(box.box)

    async def _sent(self, vote: Vote, ballots: list[Any]) -> bool:
        """Whether the count of `vote` came into the record; False where this server stops before that."""
        request = hall_link.HallBallots(vote.topic, ballots)
        while not self._is_counted(vote):
            if self._leaving.is_set():
                return False
            # Sent again until it is counted: a main hall that restarts meanwhile waits for every hall anew.
            with suppress(OSError, Refusal):
                await asyncio.to_thread(self._uplink.ask, control.HALL_BALLOTS, request)
            with suppress(TimeoutError):
                await asyncio.wait_for(self._leaving.wait(), limits.HALL_AGAIN_SECONDS)
        return True

    def _is_counted(self, vote: Vote) -> bool:
        return vote.topic in frozenset(counted_topics(self._state))

    def _follow(self, commits: list[Commit]) -> None:
        """Keep up with the record; ballots that were counted without are destroyed too."""
        super()._follow(commits)
        if any(op.table in {"polls", "surveys"} for commit in commits for op in commit.ops):
            counted = frozenset(counted_topics(self._state)) - self._counting
            for topic in counted & self._boxes.keys():
                self._destroy(self._boxes.pop(topic).box)

    async def leave(self) -> None:
        """Stop: sealed boxes that were not counted stay on the disk for the next start."""
        self._leaving.set()
        await super().leave()


class EdgeBoxes(BallotBoxes):
    """The boxes of a hall. What askers say of their answers is counted in the main hall alone."""

    def __init__(self, folder: Path | BoxStore, writer: EdgeWriter, clock: Clock) -> None:
        super().__init__(folder, writer, clock, EdgeBallots(folder, writer, clock))

    async def judge(self, _number: int, _mark: bytes, *, satisfied: bool) -> None:  # noqa: ARG002
        """Raise Refusal ``not-in-this-hall``."""
        raise Refusal("not-in-this-hall")
