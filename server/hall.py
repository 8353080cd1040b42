"""The hall: one meeting being served, its parts gathered for the routes that need them."""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

from link.health import HealthCaution
from meeting.commands.calling import CallHall
from meeting.decision import decide
from meeting.model.profile import Phase
from meeting.moment import DESK, Moment, Role
from meeting.refusal import Refusal
from server.access.hall_access import HallAccess
from server.desk.desk_link import DeskLinkServer
from server.desk.feed import CommitFeed
from server.desk.stage_windows import StageWindows
from server.halls.keeper import Keeper
from server.letters import Letters
from server.page.fresh import FreshPages
from server.public.listing import Listing, fold_ahead
from server.public.updates import Updates
from server.stage.passes import StagePasses
from server.stage.pictures import StagePictures
from server.triage_service import TriageService
from server.triage_worker import TriageWorker
from server.voting.ballot_boxes import BallotBoxes
from server.writing.location import RecordLocation
from server.writing.writer import CommandWriter, load_state
from store import JournalError
from store.messages import message
from wall.scene import WayIn

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from starlette.types import Scope

    from meeting.commands.asking import Ask
    from meeting.decision import Command
    from server.clock import Clock
    from server.network.phone_address import PhoneAddress
    from server.writing.writer import WriterReply
    from store import Commit, Record
    from store.box_log import BoxStore


HallT = TypeVar("HallT", bound="Hall")

FOLDED_AT_ONCE = 20
"""So many texts are made ready for searching here and now; more, as of an import, in a thread."""


class Hall:
    """One meeting and its server's parts. Made on the running loop, with `open_hall`.

    `changed` is called when what the live file says is no longer so. `phone_address` is where phones find this server;
    None when it has no port for phones.
    """

    is_edge = False
    """Whether another server keeps the meeting, and this is one of its halls."""

    def __init__(
        self,
        *,
        clock: Clock,
        writer: CommandWriter,
        location: RecordLocation,
        access: HallAccess,
        boxes: BallotBoxes,
        triage: TriageWorker,
        changed: Callable[[], object],
        phone_address: PhoneAddress | None,
        started_at: str,
    ) -> None:
        self.clock = clock
        self.writer = writer
        self.state = writer.state
        self.location = location
        self.access = access
        self.boxes = boxes
        self.triage = triage
        self.phone_address = phone_address
        self.updates = Updates(self.state, writer.record.durable_n)
        self.listing = Listing(self.state)
        self.fresh_pages = FreshPages()
        self.feed = CommitFeed(writer.record)
        self.keeper = Keeper(location.folder, writer, self.feed, boxes.ballots)
        self.letters = Letters()
        self.desk_link = DeskLinkServer()
        self.stage_windows = StageWindows()
        self.stage_passes = StagePasses(location.folder)
        self.stage_pictures = StagePictures(
            self.state, self._way_in, clock.now, lambda: writer.record.digest, self._timer_began
        )
        self.errors = 0
        """Errors of the program that were caught on their way to a phone."""
        self.started_at = started_at
        self.timer: tuple[int, str] = (self.state.stage.timer_run, "")
        """The countdown that runs, by its `timer_run`, and when it began (ISO 8601, exact; empty: nobody saw it)."""
        self._changed = changed
        writer.follow(self._follow)

    async def command(self, command: Command, by: Role) -> WriterReply:
        """Have the desk's command decided and committed. Raises Refusal; ``no-such-hall`` to call one never named."""
        if isinstance(command, CallHall):
            self.keeper.require(command.hall)
        known = self.boxes.ballots.attested(await self.triage.suggested(command))
        reply = await self.writer.submit(known, Moment(self.clock.now(), by))
        if by in DESK:
            await self.triage.learnt()
        return reply

    async def ask(self, command: Ask) -> WriterReply:
        """Have a phone's question decided and committed, with the area that triage would file it under."""
        moment = Moment(self.clock.now(), Role.PHONE)
        # What the rule refuses, or knows already, is no work for triage.
        new = bool(decide(self.state, command, moment).changes)
        suggested = await self.triage.suggested(command) if new else command
        return await self.writer.submit(suggested, Moment(self.clock.now(), Role.PHONE))

    def _follow(self, commits: list[Commit]) -> None:
        self.keeper.follow(commits)
        self.feed.tell()
        self.updates.note(commits)
        self.stage_pictures.note(commits)
        self.triage.follow(commits)
        texts = [
            op.document["text"] for c in commits for op in c.ops if op.table == "questions" and op.document
        ]
        if len(texts) > FOLDED_AT_ONCE:
            asyncio.get_running_loop().run_in_executor(None, fold_ahead, texts)
        else:
            fold_ahead(texts)
        self.boxes.follow(commits)
        asked = {op.id for c in commits for op in c.ops if op.table == "questions"}
        self.access.waiting_questions.follow(asked, self.state)
        run = self.state.stage.timer_run
        is_counting_anew = run != self.timer[0]
        if is_counting_anew:
            self.timer = run, self.clock.now().isoformat() if run else ""
        if self.access.let_in(on=self.boxes.is_taking) or is_counting_anew:
            self._changed()

    def _timer_began(self) -> datetime | None:
        """When the countdown that runs began; None where nobody saw it."""
        run, began = self.timer
        return datetime.fromisoformat(began) if began and run == self.state.stage.timer_run else None

    def cautions(self) -> list[HealthCaution]:
        """What the host should know of the meeting's other halls."""
        report, found = self.keeper.report(), []
        if silent := [each.name for each in report.halls if each.is_silent]:
            found.append(HealthCaution("halls-silent", {"halls": ", ".join(silent)}))
        if awaited := {name for vote in report.awaited for name in vote.halls}:
            found.append(HealthCaution("halls-awaited", {"halls": ", ".join(sorted(awaited))}))
        return found

    def rotate(self) -> None:
        """A new code for the hall. Raises Refusal ``meeting-closed``."""
        self.access.required().rotate()
        self._changed()

    def shut_out(self, minutes: int) -> None:
        """Let phones that joined in the last `minutes`, or join later, ask no more; 0 lets all ask again.

        Raises Refusal ``meeting-closed``.
        """
        self.access.required().shut_out(time.time() - 60 * minutes if minutes else 0)

    def use_address(self, host: str) -> None:
        """Put `host`, or the next address, into the QR. Raises Refusal ``no-such-address``."""
        if self.phone_address is None:
            raise Refusal("no-such-address", host=host[:60])
        self.phone_address.choose(host)
        self._changed()

    def note_joining(self, scope: Scope) -> None:
        """A phone that knows the code came in by the connection of `scope`."""
        if self.phone_address is not None:
            self.phone_address.joined(scope.get("server"))

    def _way_in(self) -> WayIn | None:
        """How phones come in, as the hall is shown it."""
        if self.phone_address is None or not self.phone_url:
            return None
        return WayIn(self.phone_url, self.phone_address.origin, self.access.code)

    @property
    def phone_url(self) -> str:
        """What the QR carries, in capitals after the scheme, which keeps it small; empty where phones cannot join."""
        if self.phone_address is None or not self.access.code:
            return ""
        scheme, apart, rest = self.phone_address.origin.partition("://")
        return f"{scheme}{apart}{rest.upper()}/{self.access.code.upper()}"

    async def resume(self, chosen: Path | None = None) -> None:
        """Write again after the disk refused: where the record is, or in a folder of this meeting's under `chosen`.

        With the record go the open ballot boxes; screens learn the new location from `health`, and a note in the old
        one leads there after a restart. Raises Refusal ``unwritable`` again, or ``place-refused``.
        """
        if chosen is None:
            await self.writer.resume()
        else:
            folder = await self.location.move_under(chosen)
            self._changed()
            try:
                await self.boxes.move_to(folder)
                await asyncio.to_thread(self.access.move_to, folder)
                await asyncio.to_thread(self.keeper.roster.move_to, folder)
            except (JournalError, OSError) as refused:
                raise Refusal("unwritable", reason=message(refused)) from None
        self.boxes.ballots.retry()

    def end_streams(self) -> None:
        """Let go of every phone and screen that listens, so that nothing holds the server up when it stops."""
        self.updates.close()
        self.stage_pictures.close()
        self.feed.close()

    async def leave(self) -> None:
        """Stop serving: end streams, answer what waits, put open counts into the record, and close it."""
        self.end_streams()
        if self.state.meetings and self.state.meeting.phase is Phase.CLOSED:
            with suppress(OSError):
                self.stage_passes.shut_out()
        self.keeper.stop_waiting()
        await self.boxes.leave()
        await self.writer.drain()
        self.triage.close()  # it follows the last counts, too
        await asyncio.to_thread(self.writer.record.close)

    def count_error(self) -> None:
        """An error of the program was caught on its way to a phone."""
        self.errors += 1


def open_hall(
    folder: Path,
    record: Record,
    clock: Clock,
    own: Path | None = None,
    *,
    boxes_in: BoxStore | None = None,
    changed: Callable[[], object] = lambda: None,
    listen: Callable[[int], PhoneAddress] | None = None,
    sync_every: float = 0.0,
) -> Hall:
    """The hall of the meeting in `folder`, with its parts.

    `own` is the folder of what the agency taught this laptop; ballots are kept beside the record unless `boxes_in` is
    another place; `listen` binds the phones' port, given the last one used (0: none), once the record and its boxes are
    open; `sync_every` is as in `CommandWriter`. Raises OSError, JournalError, and what `listen` does.
    """
    started_at = starting(clock)
    writer = CommandWriter(record, load_state(record), sync_every=sync_every)
    boxes = BallotBoxes(boxes_in or folder, writer, clock)
    return put_together(started_at, Hall, folder, writer, boxes, clock, own, changed=changed, listen=listen)


def starting(clock: Clock) -> str:
    """The time a server says it started at (ISO 8601): asked before all else, so that a scripted one is the same."""
    return clock.now().replace(microsecond=0).isoformat()


def put_together(
    started_at: str,
    kind: type[HallT],
    folder: Path,
    writer: CommandWriter,
    boxes: BallotBoxes,
    clock: Clock,
    own: Path | None,
    *,
    changed: Callable[[], object],
    listen: Callable[[int], PhoneAddress] | None,
) -> HallT:
    """A hall of this kind from its writer and boxes, which are open; the phones' port is bound last. As `open_hall`."""
    fold_ahead(question.text for question in writer.state.questions.values())
    access = HallAccess(folder)
    access.let_in(on=boxes.is_taking)
    phone_address = None
    if listen is not None:
        phone_address = listen(access.credentials.port if access.credentials else 0)
        if access.credentials is not None:
            access.credentials.remember_port(phone_address.port)
    return kind(
        clock=clock,
        writer=writer,
        location=RecordLocation(folder, writer),
        access=access,
        boxes=boxes,
        triage=TriageWorker(TriageService(writer.state, own)),
        changed=changed,
        phone_address=phone_address,
        started_at=started_at,
    )
