"""One server of an agency's meeting: it follows, takes over when nobody keeps the meeting, and keeps it until it ends.

Whoever keeps a meeting is decided by the database alone (`store.postgresql.tenure`). A keeper that finds that its right
has passed to another, because it was stopped, cut off or slow, writes nothing more and follows.
"""

from __future__ import annotations

import asyncio
import math
import signal
import time
from typing import TYPE_CHECKING, NamedTuple

import click
import msgspec

from language import deferred as N_  # noqa: N812  the extraction mark every gettext tool knows
from link.library import RECORD
from server.agency.copying import Copying
from server.agency.forwarding import forwarding_app
from server.agency.handover import Receiving, Sending, fleet_context
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
YIELD_SECONDS = 2.0
"""How long a server without credentials and keys of open votes leaves a meeting to one that has them."""
ALONE = N_(
    "No fleet certificate was given (--fleet): if this server falls, phones must join anew and open votes are lost."
)
KEEPER, FOLLOWER = "keeper", "follower"


class Place(NamedTuple):
    """Where one server of a meeting is."""

    folder: Path
    """Its own folder for the meeting: its copy of the record stands there, for screens on this machine."""
    host: str
    port: int
    """Where phones come, or the proxy before them."""
    peers: str = ""
    """Host and port at which the other servers are given what the database may not hold; empty: they are not."""
    fleet: Path | None = None
    """The certificate, with its key, by which servers know each other."""


def run(dsn: str, name: str, place: Place, *, kept_in: str, say: Callable[[str], object]) -> None:
    """Serve the meeting called `name` in the database at `dsn` until SIGTERM or SIGINT, or until it is told to stop.

    Its copy of the record has a tombstone that says `kept_in`. Prints a line of JSON each time it begins to follow or
    to keep. `say` is told what an administrator should know. Raises JournalError, OSError, or Refusal as
    `server.serve.run`.
    """
    for warning in (*safety_of(dsn), *(() if place.fleet else (ALONE,))):
        say(warning)
    record = place.folder / RECORD
    copy = Copy(dsn, name, record)
    lay_tombstone(DISK, record, Tombstone(kept_in, 0, ""))
    copying = Copying(copy, say)
    try:
        while _served(dsn, name, place, copying):
            pass
    finally:
        copying.stop()


def _served(dsn: str, name: str, place: Place, copying: Copying) -> bool:
    """Follow, then keep the meeting; True where it is to be followed again because the right has passed to another."""
    holder = PhoneAddress(place.host, place.port).origin.partition("://")[2]
    tenure = PostgresTenure(dsn, place.folder / RECORD, name=name, holder=holder, peers=place.peers)
    following = _Following(copying, tenure, place)
    receiving = (
        Receiving(place.folder, following.peers, fleet_context(place.fleet, here=False))
        if place.fleet
        else None
    )
    try:
        with asyncio.Runner(loop_factory=new_loop) as runner:
            record = runner.run(following.run())
    finally:
        if receiving is not None:
            receiving.stop()
    if record is None:
        return False
    sending = _sending(place)
    boxes = PostgresBoxes(dsn, tenure, place.folder, sending.wait_held if sending is not None else bool)
    try:
        serve_record(
            place.folder,
            record,
            host=place.host,
            port=place.port,
            ready=_kept,
            lost=lambda: tenure.is_lost,
            boxes_in=boxes,
        )
    finally:
        boxes.close()
        if sending is not None:
            sending.stop()
    return tenure.is_lost


def _sending(place: Place) -> Sending | None:
    if place.fleet is None or not place.peers:
        return None
    host, _colon, port = place.peers.rpartition(":")
    bound = listen(host.strip("[]"), int(port))
    bound.setblocking(True)
    return Sending(place.folder, bound, fleet_context(place.fleet, here=True))


def _kept(running: Live) -> None:
    _tell(KEEPER, running.phone_url)


def _tell(role: str, address: str) -> None:
    click.echo(msgspec.json.encode({"role": role, "address": address}).decode())


class _Following:
    """The time in which this server follows, and passes on what phones ask."""

    def __init__(self, copying: Copying, tenure: PostgresTenure, place: Place) -> None:
        self._copying, self._tenure = copying, tenure
        self._host, self._port, self._own = place.host, place.port, place.peers
        self.receiving = (
            Receiving(place.folder, self.peers, fleet_context(place.fleet, here=False))
            if place.fleet
            else None
        )
        self._free_since = math.inf
        self._stop = asyncio.Event()

    def _keeper(self) -> str:
        standing = self._copying.standing
        return standing.holder if standing is not None and not standing.is_free else ""

    def peers(self) -> str:
        """Where the keeper gives out what the database may not hold; empty where nobody keeps."""
        standing = self._copying.standing
        return standing.peers if standing is not None and not standing.is_free else ""

    async def run(self) -> Record | None:
        """Follow until the meeting can be taken: the record then, or None where this server was told to stop."""
        loop = asyncio.get_running_loop()
        for sign in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(sign, self._stop.set)
        bound = listen_for_phones(self._host, self._port)
        address = PhoneAddress(self._host, self._port)
        server = listening_server(
            forwarding_app(self._keeper, address.hosts), phones_connections(allow_many_files())
        )
        serving = asyncio.create_task(server.serve(sockets=[bound]))
        try:
            await started([server], [serving])
            return await self._waited()
        finally:
            server.should_exit = server.force_exit = True
            await asyncio.gather(serving, return_exceptions=True)
            bound.close()

    def _may_take(self, standing: Standing) -> bool:
        """Whether it is this server's turn: one that lacks what the last keeper gave out lets others go first."""
        self._free_since = min(self._free_since, time.monotonic())
        holds = self.receiving is None or standing.peers in {"", self._own, self.receiving.last}
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
