"""One server of an agency's meeting: it follows, takes over when nobody keeps the meeting, and keeps it until it ends.

Whoever keeps a meeting is decided by the database alone (`store.postgresql.tenure`). A keeper that finds that its right
has passed to another, because it was stopped, cut off or slow, writes nothing more and follows.
"""

from __future__ import annotations

import asyncio
import math
import signal
import time
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import click
import msgspec

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from link.library import RECORD
from server.agency.copying import Copying
from server.agency.forwarding import Forwarding
from server.agency.handover import Receiving, Sending, fleet_context
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
KEEPER, FOLLOWER = "keeper", "follower"


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


def run(dsn: str, name: str, options: ServerOptions, *, kept_in: str, say: Callable[[str], object]) -> None:
    """Serve the meeting called `name` in the database at `dsn` until SIGTERM or SIGINT, or until it is told to stop.

    Its copy of the record has a tombstone that says `kept_in`. Prints a line of JSON each time it begins to follow or
    to keep. `say` is told what an administrator should know. Raises JournalError, OSError, or Refusal as
    `server.serve.run`.
    """
    for warning in (*safety_of(dsn), *(() if options.fleet else (ALONE,))):
        say(warning)
    record = options.folder / RECORD
    copy = Copy(dsn, name, record)
    lay_tombstone(DISK, record, Tombstone(kept_in, 0, ""))
    copying = Copying(copy, say)
    try:
        while _served(dsn, name, options, copying):
            pass
    finally:
        copying.stop()


def _served(dsn: str, name: str, options: ServerOptions, copying: Copying) -> bool:
    """Follow, then keep the meeting; True where it is to be followed again because the right has passed to another."""
    holder = PhoneAddress(options.host, options.port).origin.partition("://")[2]
    tenure = PostgresTenure(dsn, options.folder / RECORD, name=name, holder=holder, peers=options.peers)
    following = _Following(copying, tenure, options)
    try:
        with asyncio.Runner(loop_factory=new_loop) as runner:
            record = runner.run(following.run())
    finally:
        following.close()
    if record is None:
        return False
    sending = _sending(options)
    boxes = PostgresBoxes(dsn, tenure, options.folder, sending.wait_held if sending is not None else bool)
    try:
        serve_record(
            options.folder,
            record,
            host=options.host,
            port=options.port,
            ready=_kept,
            lost=lambda: tenure.is_lost,
            boxes_in=boxes,
            opening=partial(open_hall, sync_every=SYNC_EVERY_SECONDS),
        )
    finally:
        boxes.close()
        if sending is not None:
            sending.stop()
    return tenure.is_lost


def _sending(options: ServerOptions) -> Sending | None:
    if options.fleet is None or not options.peers:
        return None
    host, _colon, port = options.peers.rpartition(":")
    bound = listen(host.strip("[]"), int(port))
    bound.setblocking(True)
    return Sending(options.folder, bound, fleet_context(options.fleet, here=True))


def _kept(running: Live) -> None:
    _tell(KEEPER, running.phone_url)


def _tell(role: str, address: str) -> None:
    click.echo(msgspec.json.encode({"role": role, "address": address}).decode())


class _Following:
    """The time in which this server follows, and passes on what phones ask."""

    def __init__(self, copying: Copying, tenure: PostgresTenure, options: ServerOptions) -> None:
        self._copying, self._tenure = copying, tenure
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
        address = PhoneAddress(self._host, self._port)
        forwarding = Forwarding(self._keeper)
        server = listening_server(forwarding.app(address.hosts), phones_connections(allow_many_files()))
        serving = asyncio.create_task(server.serve(sockets=[bound]))
        try:
            await started([server], [serving])
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
                _tell(FOLLOWER, standing.holder)
            await asyncio.sleep(LOOK_SECONDS)
        return None
