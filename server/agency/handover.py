"""What servers of one meeting must all have, and the database never: phones' credentials, the keys of open votes.

The keeper sends them to every follower over TLS in which both ends show the same certificate, the fleet's; each stands
in files for this user only, and is erased as soon as the keeper has erased it.
"""

from __future__ import annotations

import socket
import ssl
import struct
from contextlib import suppress
from hashlib import sha256
from threading import Condition, Event, Thread
from typing import TYPE_CHECKING

import msgspec

from link import private_file
from server.access.credentials import FILE as CREDENTIALS
from store.box_log import FOLDER as BALLOTS
from store.box_log import erase
from store.tinydb_journal.files import DISK

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

KEY = "*.key"
LOOK_SECONDS = 0.1
ANSWER_SECONDS = 5.0
MOST_BYTES = 1 << 20
_LENGTH = struct.Struct(">I")


class Secrets(msgspec.Struct, frozen=True):
    """The files, by their names in the meeting's folder."""

    files: dict[str, bytes]


def present(folder: Path) -> Secrets:
    """What is in a meeting's folder now."""
    found = {}
    for path in (folder / CREDENTIALS, *sorted((folder / BALLOTS).glob(KEY))):
        with suppress(FileNotFoundError):
            found[path.relative_to(folder).as_posix()] = path.read_bytes()
    return Secrets(found)


def keep(folder: Path, secrets: Secrets) -> None:
    """Have in a meeting's folder exactly these. Raises OSError."""
    here = present(folder).files
    (folder / BALLOTS).mkdir(mode=0o700, exist_ok=True)
    for name, data in secrets.files.items():
        if here.get(name) != data and _is_ours(name):
            private_file.write(folder / name, data)
    for name in here.keys() - secrets.files.keys():
        with suppress(FileNotFoundError):
            erase(DISK, folder / name)


def _is_ours(name: str) -> bool:
    folder, slash, key = name.rpartition("/")
    return name == CREDENTIALS or (
        folder == BALLOTS and bool(slash) and key.endswith(".key") and key[0] != "."
    )


def fleet_context(certificate: Path, *, here: bool) -> ssl.SSLContext:
    """TLS between servers that hold the same certificate with its key, and nobody else. Raises OSError."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER if here else ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.check_hostname = False
    context.verify_mode = ssl.CERT_REQUIRED
    context.load_verify_locations(certificate)
    context.load_cert_chain(certificate)
    return context


class Sending:
    """The keeper's end: whoever shows the fleet's certificate at `bound` is sent what is in `folder`, as it changes."""

    def __init__(self, folder: Path, bound: socket.socket, context: ssl.SSLContext) -> None:
        self._folder, self._bound, self._context = folder, bound, context
        self._ended = Event()
        self._news = Condition()
        self._data = b""
        """What is in the folder, as it is sent; empty before it was looked at."""
        self._held: dict[int, bytes] = {}
        """The digest of what each follower has confirmed, by its connection."""
        Thread(target=self._accept, name="handover", daemon=True).start()
        Thread(target=self._watch, name="handover watch", daemon=True).start()

    def _watch(self) -> None:
        """Look at the folder once for all followers."""
        while True:
            self._look()
            if self._ended.wait(LOOK_SECONDS):
                break
        with self._news:
            self._news.notify_all()

    def _look(self) -> bytes:
        data = msgspec.json.encode(present(self._folder))
        with self._news:
            if data != self._data:
                self._data = data
                self._news.notify_all()
        return data

    def _accept(self) -> None:
        with suppress(OSError):
            while not self._ended.is_set():
                near, _address = self._bound.accept()
                Thread(target=self._serve, args=(near,), name="handing over", daemon=True).start()

    def _serve(self, near: socket.socket) -> None:
        near.settimeout(ANSWER_SECONDS)
        with suppress(OSError, ValueError), self._context.wrap_socket(near, server_side=True) as follower:
            try:
                sent = b""
                while True:
                    with self._news:
                        self._news.wait_for(lambda sent=sent: self._ended.is_set() or self._data != sent)  # type: ignore[misc]
                        data = self._data
                    if self._ended.is_set():
                        return
                    digest = sha256(data).digest()
                    follower.sendall(_LENGTH.pack(len(data)) + data)
                    if _exactly(follower, len(digest)) != digest:
                        return
                    sent = data
                    with self._news:
                        self._held[id(follower)] = digest
                        self._news.notify_all()
            finally:
                with self._news:
                    self._held.pop(id(follower), None)

    @property
    def followers(self) -> int:
        """How many servers hold what this one holds, or nearly."""
        return len(self._held)

    def wait_held(self, seconds: float = ANSWER_SECONDS) -> bool:
        """Wait until another server has what is in the folder now; False where none does in time."""
        digest = sha256(self._look()).digest()
        with self._news:
            return self._news.wait_for(lambda: digest in self._held.values(), seconds if self._held else 0)

    def stop(self) -> None:
        """Send no more."""
        self._ended.set()
        with suppress(OSError):
            self._bound.shutdown(socket.SHUT_RDWR)
        self._bound.close()


class Receiving:
    """A follower's end: what the server at `keeper()` (host:port; empty: none) sends is kept in `folder`."""

    def __init__(self, folder: Path, keeper: Callable[[], str], context: ssl.SSLContext) -> None:
        self._folder, self._keeper, self._context = folder, keeper, context
        self._ended = Event()
        self.last = ""
        """The keeper whose secrets are in the folder; empty before any were received."""
        self._thread = Thread(target=self._run, name="handover", daemon=True)
        self._thread.start()

    def _run(self) -> None:
        while not self._ended.is_set():
            address = self._keeper()
            if address:
                with suppress(OSError, ValueError, msgspec.DecodeError):
                    self._receive(address)
            self._ended.wait(LOOK_SECONDS)

    def _receive(self, address: str) -> None:
        host, _colon, port = address.rpartition(":")
        with (
            socket.create_connection((host.strip("[]"), int(port)), ANSWER_SECONDS) as near,
            self._context.wrap_socket(near) as keeper,
        ):
            keeper.settimeout(LOOK_SECONDS)
            while not self._ended.is_set() and self._keeper() == address:
                try:
                    length = keeper.recv(1)
                except TimeoutError:
                    continue
                if not length:
                    return
                keeper.settimeout(ANSWER_SECONDS)
                (size,) = _LENGTH.unpack(length + _exactly(keeper, _LENGTH.size - 1))
                if size > MOST_BYTES:
                    return
                data = _exactly(keeper, size)
                keep(self._folder, msgspec.json.decode(data, type=Secrets))
                keeper.sendall(sha256(data).digest())
                self.last = address
                keeper.settimeout(LOOK_SECONDS)

    def stop(self) -> None:
        """Keep no more, and return once nothing is being written."""
        self._ended.set()
        self._thread.join()


def _exactly(source: socket.socket, size: int) -> bytes:
    data = b""
    while len(data) < size:
        more = source.recv(size - len(data))
        if not more:
            raise ConnectionResetError
        data += more
    return data
