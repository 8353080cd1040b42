"""A hall's writer: it writes what the main hall recorded, under the same numbers, and sends on what is asked here."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

from link import control, hall_link
from meeting.changes import Change
from meeting.commands.asking import Ask
from meeting.decision import decide
from meeting.dialogue import receipts
from meeting.moment import Role
from meeting.refusal import Refusal
from meeting.state import ONLY
from server import faults, limits
from server.halls.answers import OWN
from server.writing.writer import CommandWriter, WriterReply
from store import ClosedError, WriteError

if TYPE_CHECKING:
    from link.hall_link import HallLine
    from meeting.decision import Command
    from meeting.moment import Moment
    from meeting.state import State
    from server.edge.outbox import Outbox
    from server.edge.uplink import Uplink
    from store import Commit, Record

QUOTED = "quoted"
"""The table whose one document is the main record's digest at the same number."""

WAITS = frozenset({"unwritable", "too-fast", "meeting-prepared", "intake-closed", "meeting-closed"})
"""Refusals of the main hall that may end: what they are about stays in the outbox."""

PATIENCE_SECONDS = 5.0


def stage_line(record: Record, state: State, line: HallLine) -> Commit:
    """Put a commit of the main record into memory and the queue of the copy, under the same number.

    It quotes the main record's digest. Raises WriteError, or ValueError where a number is missing.
    """
    if line.n != record.n + 1:
        raise ValueError(f"commit {line.n} does not follow {record.n}")
    changes = [Change(op.table, op.id, op.document) for op in line.ops if _is_there(record, op)]
    changes.append(Change(QUOTED, ONLY, {"n": line.n, "digest": line.digest}))
    commit = record.stage(changes, by=line.by, did=line.did, at=line.at)
    state.apply_commit(commit)
    return commit


def _is_there(record: Record, op: hall_link.HallOp) -> bool:
    """Whether a document that is taken away was ever here."""
    return op.document is not None or record.db.table(op.table).contains(doc_id=op.id)


class EdgeWriter(CommandWriter):
    """Forwards commands, in order, and answers each once this hall's own copy has its number. Made on the loop."""

    def __init__(self, record: Record, state: State, uplink: Uplink, outbox: Outbox) -> None:
        super().__init__(record, state)
        self.uplink = uplink
        self.outbox = outbox
        self.is_cut = False
        """Whether the main hall did not answer last."""
        self._answers: dict[str, asyncio.Future[WriterReply]] = {}
        self._news = asyncio.Event()
        self._asked = asyncio.Event()
        self._sending: asyncio.Task[None] | None = None
        self._answering: set[asyncio.Task[None]] = set()

    def start(self) -> None:
        """Begin to send what waits."""
        self._sending = asyncio.get_running_loop().create_task(self._send_for_ever(), name="outbox")
        self._asked.set()

    def heard(self, *, answers: bool) -> None:
        """The main hall answered just now, or did not."""
        if answers and self.is_cut:
            self._asked.set()
        self.is_cut = not answers

    async def take(self, lines: list[HallLine]) -> None:
        """Write commits of the main record; they are on the disk when this returns. Raises Refusal ``unwritable``."""
        try:
            for line in lines:
                self._staged.append(stage_line(self.record, self.state, line))
            await self._sync.wait()
        except (WriteError, ClosedError) as refused:
            raise self._stop_accepting(refused) from None

    async def submit(self, command: Command, moment: Moment) -> WriterReply:
        """Have the main hall decide. Raises its Refusal; ``kept-here`` for a question that waits on this disk.

        What this server counts by itself is counted in the main hall, and changes nothing here.
        """
        if moment.by is Role.SYSTEM:
            return WriterReply(self.record.n, None)
        if isinstance(command, Ask):
            return await self._ask(command, moment)
        if not isinstance(command, OWN):
            raise Refusal("not-in-this-hall")
        try:
            reply = await asyncio.to_thread(self.uplink.ask, control.HALL_COMMAND, command)
        except OSError:
            raise Refusal("hall-cut-off") from None
        await self._has(reply.n)
        return WriterReply(reply.n, reply.result)

    async def _ask(self, asked: Ask, moment: Moment) -> WriterReply:
        receipt = receipts.hashed(receipts.parse(asked.receipt), self.state.meeting.id)
        number = self.state.by_receipt.get(receipt)
        if number is not None and self.is_cut:
            return WriterReply(
                self.record.n, {"number": number, "removed": self.state.questions[number].removed}
            )
        if number is None:
            decide(self.state, asked, moment._replace(by=Role.PHONE))
        if self.problem:
            raise Refusal("unwritable", reason=self.problem)
        if asked.receipt not in self.outbox:
            try:
                self.outbox.put(asked)
            except OSError as refused:
                raise Refusal("unwritable", reason=str(refused.strerror)) from None
        answer = self._answers.setdefault(asked.receipt, asyncio.get_running_loop().create_future())
        self._asked.set()
        try:
            wait = 0.0 if self.is_cut else limits.HALL_ANSWER_SECONDS
            return await asyncio.wait_for(asyncio.shield(answer), wait)
        except TimeoutError:
            raise Refusal("kept-here") from None

    async def _send_for_ever(self) -> None:
        while True:
            await self._asked.wait()
            self._asked.clear()
            while (first := self.outbox.first()) is not None:
                if not await self._send(first):
                    break

    async def _send(self, asked: Ask) -> bool:
        """Send what came first; False where the rest must wait."""
        try:
            reply = await asyncio.to_thread(self.uplink.ask, control.HALL_COMMAND, asked)
        except OSError:
            self.is_cut = True
            self._again_in(limits.HALL_AGAIN_SECONDS)
            return False
        except Refusal as refusal:
            self.is_cut = False
            self._resolve(asked.receipt, refusal)
            if refusal.code in WAITS:
                self._again_in(PATIENCE_SECONDS)
                return False
            self._forget(asked.receipt)
            return True
        self.is_cut = False
        self._forget(asked.receipt)
        answering = asyncio.get_running_loop().create_task(self._answer(asked.receipt, reply))
        self._answering.add(answering)
        answering.add_done_callback(self._answering.discard)
        return True

    def _again_in(self, seconds: float) -> None:
        asyncio.get_running_loop().call_later(seconds, self._asked.set)

    def _forget(self, receipt: str) -> None:
        try:
            self.outbox.done(receipt)
        except OSError as fault:  # it is sent once more at the next start, and known by its receipt
            faults.tell(fault)

    async def _answer(self, receipt: str, reply: control.CommandReply) -> None:
        await self._has(reply.n)
        self._resolve(receipt, WriterReply(reply.n, reply.result))

    def _resolve(self, receipt: str, outcome: WriterReply | Refusal) -> None:
        answer = self._answers.pop(receipt, None)
        if answer is None or answer.done():
            return
        if isinstance(outcome, Refusal):
            answer.set_exception(outcome)
            answer.exception()  # the phone may have gone
        else:
            answer.set_result(outcome)

    async def _has(self, n: int) -> None:
        """Wait until this hall's own copy has commit `n` on its disk."""
        while self.record.durable_n < n:
            await self._news.wait()

    def _publish(self) -> None:
        super()._publish()
        news, self._news = self._news, asyncio.Event()
        news.set()

    async def stop(self) -> None:
        """Send no more; what waits stays on the disk."""
        tasks = [*self._answering, *([self._sending] if self._sending else [])]
        for task in tasks:
            task.cancel()
        for task in tasks:
            with suppress(asyncio.CancelledError):
                await task
