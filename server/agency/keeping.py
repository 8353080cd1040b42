"""One server of an agency's meeting: it follows, takes over when nobody keeps the meeting, and keeps it until it ends.

Whoever keeps a meeting is decided by the database alone (`store.postgresql.tenure`). A keeper that finds that its right
has passed to another, because it was stopped, cut off or slow, writes nothing more and follows.
"""

from __future__ import annotations

import asyncio
import math
import signal
import time
from typing import TYPE_CHECKING, Any, NamedTuple

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from link.library import RECORD
from server.agency import log
from server.agency.copying import Copying
from server.agency.duty import FOLLOWER, KEEPER, Duty
from server.agency.forwarding import Forwarding
from server.agency.handover import Receiving, Sending, fleet_context
from server.agency.operations import Operations
from server.hall import open_hall
from server.network.accepting import new_loop
from server.network.listening import listening_server, started
from server.network.phone_address import PhoneAddress
from server.network.sockets import allow_many_files, listen, listen_for_phones, phones_connections
from server.serve import serve_record
from store import JournalError, Record
from store.postgresql.boxes import PostgresBoxes
from store.postgresql.copying import Copy
from store.postgresql.database import safety_of
from store.postgresql.tenure import PostgresTenure
from store.tinydb_journal.errors import LockedError
from store.tinydb_journal.files import DISK
from store.tinydb_journal.tombstone import Tombstone, lay_tombstone

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from link.live import Live
    from server.hall import Hall
    from store.postgresql.copying import Standing

LOOK_SECONDS = 0.1
SYNC_EVERY_SECONDS = 0.02
"""Least time between two appends: at 200 questions a second each one alone would be sent, told to all servers, copied
and shown by itself, which costs a keeper a third of its processor."""
YIELD_SECONDS = 2.0
"""How long a server without credentials and keys of open votes leaves a meeting to one that has them."""
ALONE = N_(
    "No fleet certificate was given (--fleet): if this server falls, phones must join anew and open votes are lost."
)


class ServerOptions(NamedTuple):
    """Where one server of a meeting keeps its copy, and where it is reached."""

    folder: Path
    """Its own folder for the meeting: its copy of the record stands there, for screens on this machine."""
    host: str
    port: int
    """Where phones come, or the proxy before them."""
    peers: str = ""
    """Host and port at which the other servers are given what the database may not hold; empty: they are not."""
    fleet: Path | None = None
    """The certificate, with its key, by which servers know each other."""
    public: str = ""
    """The origin of the proxy that phones come through; empty: they come here."""
    operations: str = ""
    """Host and port at which this server tells those who run it how it does; empty: nowhere."""


def run(dsn: str, name: str, options: ServerOptions, *, kept_in: str, say: Callable[[str], object]) -> None:
    """Serve the meeting called `name` in the database at `dsn` until SIGTERM or SIGINT, or until it is told to stop.

    Its copy of the record has a tombstone that says `kept_in`. Tells the log each time it begins to follow or to
    keep. `say` is told what an administrator should know. Raises JournalError, OSError, or Refusal as
    `server.serve.run`.
    """
    for warning in (*safety_of(dsn), *(() if options.fleet else (ALONE,))):
        say(warning)
    record = options.folder / RECORD
    copy = Copy(dsn, name, record)
    lay_tombstone(DISK, record, Tombstone(kept_in, 0, ""))
    copying = Copying(copy, say)
    duty = Duty(copying)
    operations = Operations(*_address(options.operations), name, duty) if options.operations else None
    try:
        while _served(dsn, name, options, copying, duty):
            pass
    finally:
        if operations is not None:
            operations.stop()
        copying.stop()


def _served(dsn: str, name: str, options: ServerOptions, copying: Copying, duty: Duty) -> bool:
    """Follow, then keep the meeting; True where it is to be followed again because the right has passed to another."""
    holder = PhoneAddress(options.host, options.port).origin.partition("://")[2]
    tenure = PostgresTenure(dsn, options.folder / RECORD, name=name, holder=holder, peers=options.peers)
    following = _Following(copying, tenure, options, duty)
    try:
        with asyncio.Runner(loop_factory=new_loop) as runner:
            record = runner.run(following.run())
    finally:
        duty.end()
        following.close()
    if record is None:
        return False
    sending = _sending(options)
    boxes = PostgresBoxes(dsn, tenure, options.folder, sending.wait_held if sending is not None else bool)

    def opened(*parts: Any, **more: Any) -> Hall:
        hall = open_hall(*parts, **more, sync_every=SYNC_EVERY_SECONDS)
        duty.keep(hall, lambda: sending.followers if sending is not None else 0)
        return hall

    try:
        serve_record(
            options.folder,
            record,
            host=options.host,
            port=options.port,
            public=options.public,
            ready=_kept,
            lost=lambda: tenure.is_lost,
            boxes_in=boxes,
            opening=opened,
        )
    finally:
        duty.end()
        boxes.close()
        if sending is not None:
            sending.stop()
    return tenure.is_lost


def _sending(options: ServerOptions) -> Sending | None:
    if options.fleet is None or not options.peers:
        return None
    bound = listen(*_address(options.peers))
    bound.setblocking(True)
    return Sending(options.folder, bound, fleet_context(options.fleet, here=True))


def _address(text: str) -> tuple[str, int]:
    host, _colon, port = text.rpartition(":")
    return host.strip("[]"), int(port)


def _kept(running: Live) -> None:
    log.tell("role", role=KEEPER, address=running.address)


class _Following:
    """The time in which this server follows, and passes on what phones ask."""

    def __init__(self, copying: Copying, tenure: PostgresTenure, options: ServerOptions, duty: Duty) -> None:
        self._copying, self._tenure, self._duty = copying, tenure, duty
        self._public = options.public
        self._host, self._port, self._own = options.host, options.port, options.peers
        self._receiving = (
            Receiving(options.folder, self._peers, fleet_context(options.fleet, here=False))
            if options.fleet
            else None
        )
        self._free_since = math.inf
        self._stop = asyncio.Event()

    def _keeper(self) -> str:
        standing = self._copying.standing
        return standing.holder if standing is not None and not standing.is_free else ""

    def _peers(self) -> str:
        """Where the keeper gives out what the database may not hold; empty where nobody keeps."""
        standing = self._copying.standing
        return standing.peers if standing is not None and not standing.is_free else ""

    def close(self) -> None:
        """Receive nothing more: a keeper that went on would take its own confirmation for another server's."""
        if self._receiving is not None:
            self._receiving.stop()

    async def run(self) -> Record | None:
        """Follow until the meeting can be taken: the record then, or None where this server was told to stop."""
        loop = asyncio.get_running_loop()
        for sign in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(sign, self._stop.set)
        bound = listen_for_phones(self._host, self._port)
        address = PhoneAddress(self._host, self._port, public=self._public)
        forwarding = Forwarding(self._keeper)
        server = listening_server(forwarding.app(address.hosts), phones_connections(allow_many_files()))
        serving = asyncio.create_task(server.serve(sockets=[bound]))
        try:
            await started([server], [serving])
            self._duty.follow()
            return await self._waited()
        finally:
            server.should_exit = server.force_exit = True
            await asyncio.gather(serving, return_exceptions=True)
            forwarding.close()
            bound.close()

    def _may_take(self, standing: Standing) -> bool:
        """Whether it is this server's turn: one that lacks what the last keeper gave out lets others go first."""
        self._free_since = min(self._free_since, time.monotonic())
        receiving = self._receiving
        holds = receiving is None or standing.peers in {"", self._own, receiving.last}
        return holds or time.monotonic() - self._free_since >= YIELD_SECONDS

    async def _waited(self) -> Record | None:
        told = False
        while not self._stop.is_set():
            standing = self._copying.standing
            if standing is None or not standing.is_free:
                self._free_since = math.inf
            if standing is not None and standing.is_free and self._may_take(standing):
                try:
                    return await asyncio.to_thread(Record.taken, self._tenure)
                except LockedError:  # another was quicker
                    pass
                except JournalError as refused:
                    self._copying.tell(refused)
            elif standing is not None and not standing.is_free and not told:
                told = True
                log.tell("role", role=FOLLOWER, address=standing.holder)
            await asyncio.sleep(LOOK_SECONDS)
        return None
