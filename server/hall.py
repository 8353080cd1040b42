"""The hall: one meeting being served, and everything its routes need, in one place."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

from link.library import RECORD, moved, note_moved
from meeting.decision import Command
from meeting.model.profile import Phase
from meeting.moment import Moment, Role
from meeting.refusal import Refusal
from server import limits
from server.access import credentials
from server.access.rate_limits import DeviceCounter, RateLimiter
from server.access.throttle import CodeThrottle
from server.desk.feed import CommitFeed
from server.health import about
from server.public.updates import Updates
from server.triage_service import TriageService
from server.voting.ballots import Ballots
from server.voting.satisfaction import SatisfactionBox
from server.voting.support import CHANGES_LINEAGE, SupportBox
from server.writing.writer import CommandWriter, load_state
from store import JournalError
from store.messages import message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from meeting.commands.asking import Ask
    from server.clock import Clock
    from server.desk.desk_link import DeskLinkServer
    from server.network.phone_address import PhoneAddress
    from server.writing.writer import WriterReply
    from store import Commit, Record


class Hall:
    """One meeting and its server's parts. Made on the running loop."""

    def __init__(self, folder: Path, record: Record, clock: Clock, own: Path | None = None) -> None:
        self.folder = folder
        self.clock = clock
        self.writer = CommandWriter(record, load_state(record))
        self.state = self.writer.state
        self.updates = Updates(self.state, record.durable_n)
        self.ask_limiter = RateLimiter(limits.ASK_BURST, limits.ASK_EVERY_SECONDS)
        self.vote_limiter = RateLimiter(limits.VOTE_BURST, limits.VOTE_EVERY_SECONDS)
        self.device_counter = DeviceCounter()
        self.credentials: credentials.Credentials | None = None
        self.support: SupportBox | None = None
        self.phone_address: PhoneAddress | None = None
        """Where phones find this server; None when it has no port for phones."""
        self.desk_link: DeskLinkServer | None = None
        """The link to a secretary at another laptop, open or closed; the control link makes it."""
        self._left: list[Path] = []
        """Folders the record was in before, since the server started."""
        self.moved_to: Path | None = None
        """The meeting's folder in the place the record moved to after its disk refused."""
        self.about_record = about(record)
        self.errors = 0
        self.changed: Callable[[], object] = lambda: None
        """Called when what the live file says is no longer so."""
        self._throttle = CodeThrottle()
        self.feed = CommitFeed(record)
        self.triage = TriageService(self.state, own)
        self._closing: asyncio.Task[None] | None = None
        self.started_at = clock.now().replace(microsecond=0).isoformat()
        self._satisfaction = SatisfactionBox(folder, self.writer, clock)
        self.ballots = Ballots(folder, self.writer, clock)
        self.writer.follow(self._follow)
        self._follow_phase()
        if not self.is_alive and (left := SupportBox.left_behind(folder, self.writer, clock)) is not None:
            left.recount()
            self._closing = asyncio.get_running_loop().create_task(left.close())

    @property
    def is_alive(self) -> bool:
        """Whether the meeting still takes part: prepared or open."""
        return self.state.meeting.phase is not Phase.CLOSED

    @property
    def lets_in(self) -> bool:
        """Whether phones come in: while the meeting takes part, and while anything is still open to be filled in."""
        return self.is_alive or self.ballots.is_taking

    def _follow_phase(self) -> bool:
        """Let phones in, and keep a box of support, as the phase says. True if letting in changed."""
        if self.is_alive and self.support is None and self._closing is not None and not self._closing.done():
            # Taken up again at once: the new box must wait until the old one is gone.
            self._closing.add_done_callback(lambda _closed: self._follow_phase())
        elif self.is_alive and self.support is None:
            self.support = SupportBox(self.folder, self.writer, self.clock)
            self.support.recount()
        elif not self.is_alive and self.support is not None:
            self._closing = asyncio.get_running_loop().create_task(self.support.close())
            self.support = None
        if self.lets_in == (self.credentials is not None):
            return False
        if self.credentials is None:
            self.credentials = credentials.load_credentials(self.folder)
        else:
            credentials.destroy(self.folder)
            self.credentials = None
        return True

    def moment(self, by: Role) -> Moment:
        """Now, with who acts."""
        return Moment(self.clock.now(), by)

    async def command(self, command: Command, by: Role) -> WriterReply:
        """Have the desk's command decided and committed. Raises Refusal."""
        known = self.ballots.attested(await self.triage.suggested(command))
        return await self.writer.submit(known, self.moment(by))

    async def ask(self, command: Ask) -> WriterReply:
        """Have a phone's question decided and committed, with the area that triage would file it under."""
        return await self.writer.submit(await self.triage.suggested(command), self.moment(Role.PHONE))

    def device(self, given: str) -> bytes:
        """The device of a pass. Raises Refusal ``meeting-closed``, or ``no-pass`` where it opens nothing."""
        if self.credentials is None:
            raise Refusal("meeting-closed")
        device = self.credentials.device(given)
        self.device_counter.saw(device)
        return device

    async def authenticate(self, code: str) -> credentials.Credentials:
        """The credentials, for whoever knows the hall's code. Raises Refusal ``wrong-code`` after a while."""
        if self.credentials is None:
            raise Refusal("meeting-closed")
        if not self.credentials.opens(code):
            raise await self._throttle.refuse()
        return self.credentials

    async def cast_support(self, number: int, device: bytes, *, on: bool) -> None:
        """One phone's support for a question, given or taken back. Raises Refusal."""
        if self.support is None:
            raise Refusal("meeting-closed")
        await self.support.support(number, device, on=on)

    def supported(self, device: bytes, numbers: Iterable[int]) -> frozenset[int]:
        """Those of `numbers` that a phone supports."""
        return self.support.supported(device, numbers) if self.support is not None else frozenset()

    async def judge(self, number: int, mark: bytes, *, satisfied: bool) -> None:
        """One asker's word on the answer. Raises Refusal."""
        await self._satisfaction.judge(number, mark, satisfied=satisfied)

    def rotate(self) -> None:
        """A new code for the hall. Raises Refusal ``meeting-closed``."""
        if self.credentials is None:
            raise Refusal("meeting-closed")
        self.credentials.rotate()
        self.changed()

    def use_address(self, host: str) -> None:
        """Put `host`, or the next address, into the QR. Raises Refusal ``no-such-address``."""
        if self.phone_address is None:
            raise Refusal("no-such-address", host=host[:60])
        self.phone_address.choose(host)
        self.changed()

    def _follow(self, commits: list[Commit]) -> None:
        self.feed.tell()
        self.updates.note(commits)
        self.triage.follow(commits)
        if self.support and any(commit.did in CHANGES_LINEAGE for commit in commits):
            self.support.recount()
        if self._follow_phase():
            self.changed()

    def end_streams(self) -> None:
        """Let go of every phone and screen that listens, so that nothing holds the server up when it stops."""
        self.updates.close()
        self.feed.close()

    async def leave(self) -> None:
        """Stop serving: end streams, answer what waits, put open counts into the record, and close it."""
        self.end_streams()
        if self._closing is not None:
            await self._closing
        elif self.support is not None:
            await self.support.count()
        await self.ballots.leave()
        await self.writer.drain()
        await asyncio.to_thread(self.writer.record.close)

    async def resume(self, chosen: Path | None = None) -> None:
        """Write again after the disk refused: in the same place, or in a folder of this meeting's under `chosen`.

        With the record go the open ballot boxes; screens learn the new place from `health`, and a note in the old one
        leads there after a restart. Raises Refusal ``unwritable`` again, or ``place-refused``.
        """
        if chosen is None:
            await self.writer.resume()
        else:
            target = (chosen / self.folder.name).resolve()
            await self.writer.resume(target / RECORD)
            self._left.append(self.folder)
            self.folder = self.moved_to = target
            self.leave_word()
            self.changed()
            await self._move_boxes(target)
        self.ballots.retry()

    @property
    def locations(self) -> list[Path]:
        """Every folder this meeting has been served from, the present one last: screens may look in any."""
        return [*self._left, self.folder]

    def leave_word(self) -> None:
        """Note in the places the record left where it is now.

        A disk that takes nothing at the moment may take it later; until then `health` alone tells.
        """
        for location in self._left:
            if moved(location) != self.folder:
                with suppress(OSError):
                    note_moved(location, self.folder)

    async def _move_boxes(self, target: Path) -> None:
        try:
            if self.support is not None:
                await asyncio.to_thread(self.support.move_to, target)
            await asyncio.to_thread(self.ballots.move_to, target)
            if self.credentials is not None:
                await asyncio.to_thread(self.credentials.move_to, target)
            await self._satisfaction.move_to(target)
        except (JournalError, OSError) as refused:
            raise Refusal("unwritable", reason=message(refused)) from None

    def count_error(self) -> None:
        """An error of the program was caught on its way to a phone."""
        self.errors += 1

    @property
    def phone_url(self) -> str:
        """What the QR carries: all capitals, so that it fits a version 2 code; empty where phones cannot join."""
        if self.phone_address is None or self.credentials is None:
            return ""
        return f"{self.phone_address.origin}/{self.credentials.code}".upper()
