"""A hall that is an edge: the same parts as in the main hall, following another server's record."""

from __future__ import annotations

import asyncio
import contextlib
import secrets
from threading import Event, Thread
from typing import TYPE_CHECKING

import msgspec

from link import control, hall_link
from link.health import HealthCaution
from meeting.commands.asking import Ask
from meeting.dialogue import receipts
from meeting.model.question import Channel
from meeting.moment import Moment, Role
from meeting.refusal import Refusal
from server import faults, limits
from server.edge.ballots import EdgeBoxes
from server.edge.outbox import Outbox
from server.edge.uplink import Uplink
from server.edge.writer import EdgeWriter
from server.hall import Hall, put_together, starting
from server.writing.writer import load_state

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from link.hall_link import HallLine
    from meeting.decision import Command
    from server.clock import Clock
    from server.edge.uplink import HallMembership
    from server.network.phone_address import PhoneAddress
    from server.writing.writer import WriterReply
    from store import Record
    from store.box_log import BoxStore

ENTROPY_BYTES = 10
"""Of a receipt."""
MOST_AT_ONCE = 500
"""Commits that are written with one sync, at most."""


class EdgeHall(Hall):
    """One hall of a meeting that another server keeps."""

    writer: EdgeWriter
    is_edge = True
    following: Following

    async def command(self, command: Command, by: Role) -> WriterReply:
        """A slip of paper typed in here goes to the main hall; all else of the desk's is done there.

        Raises Refusal ``not-in-this-hall`` and others.
        """
        if isinstance(command, Ask):
            receipt = command.receipt or receipts.from_bytes(secrets.token_bytes(ENTROPY_BYTES))
            command = msgspec.structs.replace(command, channel=Channel.PAPER, receipt=receipt)
        return await self.writer.submit(command, Moment(self.clock.now(), by))

    async def ask(self, command: Ask) -> WriterReply:
        """Have the main hall record a phone's question. Raises Refusal; ``kept-here`` where it waits on this disk."""
        return await self.writer.submit(command, Moment(self.clock.now(), Role.PHONE))

    def end_streams(self) -> None:
        """Let go of phones and screens, and of the main hall."""
        self.following.stop()
        super().end_streams()

    async def leave(self) -> None:
        """Stop serving; what waits to be sent stays on the disk."""
        self.end_streams()
        await self.writer.stop()
        await super().leave()

    def cautions(self) -> list[HealthCaution]:
        """What this hall should know: whether it is cut off."""
        if not self.writer.is_cut:
            return []
        return [HealthCaution("cut-from-main-hall", {"waiting": len(self.writer.outbox)})]


class Following:
    """Follows the main hall for one run of a hall's server. `begins_anew` tells that the copy is to be thrown away."""

    def __init__(self, hall: EdgeHall, clean: int) -> None:
        self._hall = hall
        self._clean = clean
        self._ended = Event()
        self._loop = asyncio.get_running_loop()
        self.begins_anew = False
        Thread(target=self._follow_for_ever, name="main hall", daemon=True).start()
        self._reporting = self._loop.create_task(self._report_for_ever(), name="hall report")

    def _follow_for_ever(self) -> None:
        while not self._ended.is_set():
            with contextlib.suppress(OSError, ValueError, Refusal):
                self._follow()
            self._ended.wait(limits.HALL_AGAIN_SECONDS)

    def _follow(self) -> None:
        writer = self._hall.writer
        waiting: list[HallLine] = []
        upto = 0
        for line in writer.uplink.lines(writer.record.n, self._clean):
            if self._ended.is_set():
                return
            if line is None:
                continue
            if line.anew:
                self.begins_anew = True
                return
            if not line.n:
                upto = line.upto
                continue
            waiting.append(line)
            if line.n >= upto or len(waiting) >= MOST_AT_ONCE:
                taking = asyncio.run_coroutine_threadsafe(writer.take(waiting), self._loop)
                taking.result()
                waiting = []

    async def _report_for_ever(self) -> None:
        hall, writer = self._hall, self._hall.writer
        while True:
            said = hall_link.HallReport(hall.updates.listening, len(writer.outbox), writer.record.durable_n)
            try:
                await asyncio.to_thread(writer.uplink.ask, control.HALL_REPORT, said)
            except (OSError, Refusal):
                writer.heard(answers=False)
            except Exception as fault:  # noqa: BLE001  a hall must go on saying how it does
                faults.tell(fault)
            else:
                writer.heard(answers=True)
            await asyncio.sleep(limits.HALL_REPORT_SECONDS)

    def stop(self) -> None:
        """Follow no more."""
        self._ended.set()
        self._reporting.cancel()


def open_edge(
    membership: HallMembership,
    began: Callable[[Following], object],
    folder: Path,
    record: Record,
    clock: Clock,
    own: Path | None = None,
    *,
    changed: Callable[[], object] = lambda: None,
    listen: Callable[[int], PhoneAddress] | None = None,
    boxes_in: BoxStore | None = None,
) -> EdgeHall:
    """As `server.hall.open_hall`, for a hall of another server's meeting; `began` is given what follows it."""
    started_at = starting(clock)
    writer = EdgeWriter(record, load_state(record), Uplink(membership), Outbox(folder))
    boxes = EdgeBoxes(boxes_in or folder, writer, clock)
    hall = put_together(
        started_at, EdgeHall, folder, writer, boxes, clock, own, changed=changed, listen=listen
    )
    writer.start()
    hall.following = Following(hall, membership.clean)
    began(hall.following)
    return hall
