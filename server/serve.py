"""Serving one meeting: opens its record, binds both ports, writes the live file, and runs until told to stop."""

from __future__ import annotations

import asyncio
import logging
import os
import secrets
import signal
from contextlib import suppress
from typing import TYPE_CHECKING, TypedDict, Unpack

import click
import msgspec
import uvicorn

from link import live
from link.live import Live
from meeting.refusal import Refusal
from server import faults, limits
from server.clock import LaptopClock
from server.desk.console_lock import ConsoleLock
from server.desk.control import Control, control_app
from server.hall import open_hall
from server.network.accepting import new_loop
from server.network.addresses import authority, enumerate_addresses
from server.network.certificate import load_certificate
from server.network.listening import listening_server, started, stop_accepting, widen
from server.network.phone_address import PhoneAddress, best_binding
from server.network.sockets import allow_many_files, listen, listen_for_phones, phones_connections
from server.phones import phones_app
from server.writing.folder_watch import FolderWatch
from store import Record

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable
    from pathlib import Path

    from server.clock import Clock
    from server.hall import Hall
    from server.network.certificate import HallCertificate
    from store.box_log import BoxStore

LOOPBACK = "127.0.0.1"
TOKEN_BYTES = 32
FOLDER_SECONDS = 2.0
"""How often a folder that was gone is looked for."""

RIGHT_SECONDS = 0.2
"""How often it is looked whether the right to write has passed to another."""

LOOK_SECONDS = 5.0
"""How often the addresses are looked at: a cable, a VPN or DHCP may change them in the middle of a meeting."""


class ServeOptions(TypedDict, total=False):
    """How a meeting is served, whatever its record is kept in.

    `host` is the one address to bind (default: all, with the best in the QR), `port` the phones' (default: the last
    used, else the first free from 8000), `own` the folder of what the agency taught this laptop. With a `certificate`
    (PEM, its `key` there or apart) phones come by HTTPS to its name, or to `name`; through a proxy, to its origin
    `public`. `ready` is called once with what the live file says; by default it is printed.
    """

    host: str | None
    port: int | None
    phones: bool
    clock: Clock | None
    own: Path | None
    certificate: Path | None
    key: Path | None
    name: str
    public: str
    ready: Callable[[Live], None] | None


def run(folder: Path, **options: Unpack[ServeOptions]) -> None:
    """Serve the meeting in `folder` until SIGTERM, SIGINT or a stop from the control link.

    Raises JournalError when the record cannot be opened, Refusal ``port-taken``, ``no-such-address`` or
    ``certificate-unusable``, or OSError.
    """
    serve_record(folder, Record.open(folder / "record"), **options)


def serve_record(
    folder: Path,
    record: Record,
    *,
    lost: Callable[[], bool] | None = None,
    boxes_in: BoxStore | None = None,
    opening: Callable[..., Hall] = open_hall,
    **options: Unpack[ServeOptions],
) -> None:
    """As `run`, for a record that is open already, wherever its commits are kept, and is closed at the end.

    Where the right to write it may pass to another, `lost` tells so: serving then ends at once, and nothing of what
    waits is written. A place that refuses for a while is tried again until it takes commits. Ballots are kept in
    `boxes_in`, by default in the folder. `opening` makes the hall, as `open_hall` does. Raises as `run`.
    """
    host, certificate = options.get("host"), options.get("certificate")
    key, name = options.get("key"), options.get("name", "")
    phones = options.get("phones", True)
    try:
        files = allow_many_files()
        logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL + 1)
        certified = load_certificate(certificate, key, name) if certificate is not None else None
        told = (
            *(("--host", host) if host else ()),
            *(() if phones else ("--no-phones",)),
            *(("--certificate", str(certificate)) if certificate else ()),
            *(("--key", str(key)) if key else ()),
            *(("--name", name) if name else ()),
        )
        server = _Serving(
            folder,
            record,
            options.get("clock") or LaptopClock(),
            options.get("own"),
            phones_connections(files),
            told,
            certified,
            lost,
            boxes_in,
            opening,
            options.get("public", ""),
        )
        with asyncio.Runner(loop_factory=new_loop) as runner:
            runner.run(
                server.run(
                    host or best_binding(enumerate_addresses()),
                    options.get("port"),
                    phones=phones,
                    ready=options.get("ready") or announce(folder),
                )
            )
    finally:
        try:
            if lost is not None and lost():
                record.abandon()
            else:
                record.close()
        finally:  # whoever was told to stop has stopped, also where the disk still refuses
            for location in (folder, record.folder.parent):
                live.remove(location, os.getpid())


def announce(folder: Path) -> Callable[[Live], None]:
    """Prints the one line of JSON that `serve` promises: where phones go, and where the live file is."""

    def write_line(running: Live) -> None:
        line = {"phone_url": running.phone_url, "live": str(folder / live.LIVE)}
        click.echo(msgspec.json.encode(line).decode())

    return write_line


class _Serving:
    """One run of the server."""

    def __init__(
        self,
        folder: Path,
        record: Record,
        clock: Clock,
        own: Path | None,
        phones_at_most: int,
        told: tuple[str, ...],
        certified: HallCertificate | None,
        lost: Callable[[], bool] | None,
        boxes_in: BoxStore | None,
        opening: Callable[..., Hall],
        public: str,
    ) -> None:
        self._opening, self._public = opening, public
        self._lost, self._boxes_in = lost, boxes_in
        self._certified = certified
        self._own = own
        self._phones_at_most = phones_at_most
        self._told = told
        before = live.peek(folder)
        self._console_lock = ConsoleLock(
            known=before.consoles if before is not None else (), changed=self._note_consoles
        )
        self._folder = folder
        self._record = record
        self._clock = clock
        self._token = secrets.token_urlsafe(TOKEN_BYTES)
        self._stop = asyncio.Event()
        self._control_base = ""
        self._hall: Hall
        self._servers: list[tuple[uvicorn.Server, socket.socket]] = []

    def _end(self) -> None:
        """Begin to stop: nobody comes in any more, not even a crowd that keeps coming back."""
        for server, _ in self._servers:
            stop_accepting(server)
        self._stop.set()

    async def run(self, host: str, port: int | None, *, phones: bool, ready: Callable[[Live], None]) -> None:
        """Bind, announce, serve, leave."""
        phones_socket: list[socket.socket] = []

        def listen_on(last_port: int) -> PhoneAddress:
            phones_socket.append(listen_for_phones(host, port, last_port))
            name = self._certified.host if self._certified else ""
            port_bound = phones_socket[0].getsockname()[1]
            return PhoneAddress(host, port_bound, certified=name, public=self._public)

        hall = self._hall = self._opening(
            self._folder,
            self._record,
            self._clock,
            self._own,
            boxes_in=self._boxes_in,
            changed=self._write_live,
            listen=listen_on if phones else None,
        )
        control_socket = listen(LOOPBACK, 0)
        control_host = authority(LOOPBACK, control_socket.getsockname()[1])
        self._control_base = f"http://{control_host}"
        control = Control(hall, self._end, self._console_lock)
        app = control_app(control, self._token, control_host)
        servers = self._servers = [(listening_server(app, limits.CONTROL_CONNECTIONS), control_socket)]
        if hall.phone_address is not None:
            address = hall.phone_address
            app = phones_app(hall, address.hosts)
            tls = self._certified.context if self._certified else None
            server = listening_server(app, self._phones_at_most, tls, lambda: address.origin)
            servers.append((server, phones_socket[0]))
        self._on_signals()
        asyncio.get_running_loop().set_exception_handler(faults.tell_of_loop)
        tasks = [asyncio.create_task(server.serve(sockets=[bound])) for server, bound in servers]
        try:
            await started([server for server, _ in servers], tasks)
            for _, bound in servers:
                widen(bound)
            with suppress(OSError):  # halls come in later, or by a new invitation; this hall goes on
                await control.open_halls()
            ready(self._write_live())
            watches = [
                asyncio.create_task(watch)
                for watch in (self._watch_addresses(), self._watch_right(), self._watch_folder())
            ]
            await asyncio.wait(
                [asyncio.create_task(self._stop.wait()), *tasks], return_when=asyncio.FIRST_COMPLETED
            )
            for watch in watches:
                watch.cancel()
        finally:
            self._end()
            hall.end_streams()
            await hall.desk_link.close()
            await hall.keeper.close()
            for server, _ in servers:
                server.should_exit = True
            await asyncio.gather(*tasks, return_exceptions=True)
            if self._lost is None or not self._lost():
                await hall.leave()

    def _write_live(self) -> Live:
        """The live file as things now stand."""
        hall = self._hall
        running = Live(
            pid=os.getpid(),
            started_at=hall.started_at,
            control=self._control_base,
            token=self._token,
            phone_url=hall.phone_url,
            address=hall.phone_address.origin if hall.phone_address and hall.phone_url else "",
            short_code=hall.access.code,
            timer_run=hall.timer[0],
            timer_began=hall.timer[1],
            consoles=self._console_lock.known,
            options=self._told,
        )
        for location in hall.location.all:
            with suppress(OSError):  # a full disk must not end the meeting; the writer reports the disk
                live.write(location, running)
        return running

    def _note_consoles(self) -> None:
        """Have the live file say who commands, for the server after this one, should this one fall."""
        if not self._stop.is_set():
            self._write_live()

    async def _watch_addresses(self) -> None:
        phones = self._hall.phone_address
        while phones is not None:
            before = phones.origin
            try:
                changed = await asyncio.to_thread(phones.look)
            except OSError:  # an adapter that comes or goes in this moment; the next look sees it
                changed = False
            await asyncio.to_thread(phones.probe)
            await asyncio.to_thread(self._hall.location.note_moves)
            if changed and phones.origin != before:
                self._write_live()
            await asyncio.sleep(LOOK_SECONDS)

    async def _watch_right(self) -> None:
        """Stop when the right to write has passed to another; go on by itself when a refusal was only for a while."""
        while self._lost is not None:
            if self._lost():
                self._end()
                return
            if self._hall.writer.problem:
                with suppress(Refusal):
                    await self._hall.resume()
            await asyncio.sleep(RIGHT_SECONDS)

    async def _watch_folder(self) -> None:
        """Go on by itself when the record's folder was gone and is back."""
        watch = FolderWatch(self._hall)
        while True:
            await asyncio.sleep(FOLDER_SECONDS)
            await watch.look()

    def _on_signals(self) -> None:
        loop = asyncio.get_running_loop()
        for name in (signal.SIGTERM, signal.SIGINT):
            try:
                loop.add_signal_handler(name, self._end)
            except NotImplementedError:  # Windows; there the handler runs between two turns of the loop
                signal.signal(name, lambda *_: loop.call_soon_threadsafe(self._end))
