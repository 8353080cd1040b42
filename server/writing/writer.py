"""The writer: the one place that decides commands and commits them, many waiting requests to one fsync."""

from __future__ import annotations

import asyncio
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from meeting.decision import beside_phones, decide
from meeting.refusal import Refusal
from meeting.state import State
from server import faults
from server.writing.group_sync import GroupSync
from store import ClosedError, JournalError, WriteError
from store.messages import translated
from store.tinydb_journal.errors import reason_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from meeting.decision import Command
    from meeting.moment import Moment
    from store import Commit, Record

REMEMBERED_COMMITS = 1000
"""How many of a record's last commits a restarted server reads, so that undo reaches back over the restart."""


class WriterReply(NamedTuple):
    """What a command brought about: the commit that holds it (the last one, if it changed nothing), and its result."""

    n: int
    result: dict[str, Any] | None


def load_state(record: Record) -> State:
    """The record's tables as the rules read them, with its last commits for undo."""
    recent = islice(record.commits(max(0, record.durable_n - REMEMBERED_COMMITS)), REMEMBERED_COMMITS)
    return State.load(record.db.documents(), recent)


def _stage(
    record: Record, state: State, command: Command, moment: Moment
) -> tuple[WriterReply, Commit | None]:
    """Decide on what is true now; put the changes into memory and the record's queue. Raises Refusal, WriteError."""
    moment = beside_phones(state, moment)
    decision = decide(state, command, moment)
    if not decision.changes:
        return WriterReply(record.n, decision.result), None
    commit = record.stage(decision.changes, by=moment.by.value, did=command.did, at=moment.stamp)
    state.apply_commit(commit)
    return WriterReply(commit.n, decision.result), commit


def apply_now(record: Record, state: State, command: Command, moment: Moment) -> WriterReply:
    """Decide, commit and sync one command without a loop. Raises Refusal or WriteError."""
    reply, _ = _stage(record, state, command, moment)
    record.flush()
    return reply


class CommandWriter:
    """Takes commands in the order they come, and answers each once it is on the disk.

    Deciding happens at once, in memory; one thread syncs all that has gathered meanwhile. When the disk refuses, every
    waiting request is refused, nothing more is accepted, and `problem` says why, until `resume`. `sync_every` is the
    `every` of its `GroupSync`.
    """

    def __init__(self, record: Record, state: State, *, sync_every: float = 0.0) -> None:
        self.record = record
        self.state = state
        self.problem = ""
        self._staged: list[Commit] = []
        self._followers: list[Callable[[list[Commit]], None]] = []
        self._sync = GroupSync(record.flush, self._publish, every=sync_every)

    def follow(self, callback: Callable[[list[Commit]], None]) -> None:
        """Have `callback` called, on the loop, with commits as soon as they are on the disk."""
        self._followers.append(callback)

    async def submit(self, command: Command, moment: Moment) -> WriterReply:
        """Decide now, and return once the commit is on the disk.

        Raises Refusal; ``unwritable`` when the disk refused. A request that changes nothing because an earlier one
        already did what it asks waits for that earlier one's sync, so that "recorded" is never said too soon.
        """
        if self.problem:
            raise Refusal("unwritable", reason=self.problem)
        try:
            reply, commit = _stage(self.record, self.state, command, moment)
            if commit is not None:
                self._staged.append(commit)
            if reply.n > self.record.durable_n:
                await self._sync.wait()
        except (WriteError, ClosedError) as refused:
            raise self._stop_accepting(refused) from None
        return reply

    async def drain(self) -> None:
        """Return when every request so far has its answer."""
        await self._sync.drain()

    async def resume(self, folder: Path | None = None) -> None:
        """Go on after the disk refused: in the same place, or in `folder`.

        Raises Refusal ``unwritable`` again, or ``place-refused``: then the record is where and as it was.
        """
        if folder is None:
            try:
                await asyncio.to_thread(self.record.resume)
            except (JournalError, OSError) as refused:
                raise self._stop_accepting(refused) from None
        else:
            try:
                await asyncio.to_thread(self.record.move_to, folder)
            except (JournalError, OSError) as refused:
                raise Refusal("place-refused", folder=str(folder), reason=_reason(refused)) from None
        self.problem = ""
        self._publish()

    def _publish(self) -> None:
        durable = self.record.durable_n
        done = [commit for commit in self._staged if commit.n <= durable]
        if done:
            self._staged = self._staged[len(done) :]
            for callback in self._followers:
                try:
                    callback(done)
                except Exception as fault:  # noqa: BLE001  what is on the disk must be answered, whoever cannot follow
                    faults.tell(fault)

    def _stop_accepting(self, refused: Exception) -> Refusal:
        self.problem = _reason(refused)
        return Refusal("unwritable", reason=self.problem)


def _reason(refused: Exception) -> str:
    """Why, for people to read: no path, and in words that are translated where they are shown."""
    if isinstance(refused, OSError):
        return reason_of(refused)
    if not isinstance(refused, JournalError):
        return str(refused)
    return str(refused.params.get("reason") or refused.sentences(translated)[0].rstrip("."))
