"""Servers to compare with, each in a process of its own: the same stack with nothing in it, and two stock databases.

    python -m benchmarks.peers.plain_servers KEEPING FOLDER PAGE_BYTES

KEEPING is `grouped` (one sync for all that waits, as ours: what this stack can do at best), `tinydb` (a stock TinyDB,
which writes its file anew for every question) or `sqlite` (a stock SQLite, a commit for every question). All answer the
part of our phone API that `benchmarks.hall` speaks. They check nothing and know nobody: they are no Q&A servers.
"""

from __future__ import annotations

import asyncio
import json
import os
import sqlite3
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import uvicorn
from tinydb import TinyDB

from server.network.sockets import allow_many_files, listen

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, MutableMapping

    Scope = MutableMapping[str, Any]
    Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
    Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

LOOPBACK = "127.0.0.1"
OK, CREATED, NO_SUCH_PAGE = 200, 201, 404
PASS = b"0" * 32
START = b'<!doctype html><script type="application/json">{"pass":"%b","n":0,"live":"/live"}</script>' % PASS
JSON = [(b"content-type", b"application/json")]


class Keeping(Protocol):
    """Where what was sent is kept."""

    async def keep(self, document: dict[str, Any]) -> int:
        """Have it on the disk; its number."""
        ...


class Grouped:
    """Lines in a file; one sync covers all that wait for one."""

    def __init__(self, folder: Path) -> None:
        self._file = os.open(folder / "lines.jsonl", os.O_CREAT | os.O_APPEND | os.O_WRONLY)
        self._lines: list[bytes] = []
        self._waiting: list[asyncio.Future[None]] = []
        self._flushing: asyncio.Task[None] | None = None
        self._count = 0

    async def keep(self, document: dict[str, Any]) -> int:
        """As `Keeping.keep`."""
        self._count += 1
        number = self._count
        self._lines.append(json.dumps(document).encode() + b"\n")
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append(done)
        if self._flushing is None:
            self._flushing = asyncio.create_task(self._flush())
        await done
        return number

    async def _flush(self) -> None:
        while self._waiting:
            lines, waiting = self._lines, self._waiting
            self._lines, self._waiting = [], []
            await asyncio.to_thread(self._write, b"".join(lines))
            for done in waiting:
                done.set_result(None)
        self._flushing = None

    def _write(self, lines: bytes) -> None:
        os.write(self._file, lines)
        os.fsync(self._file)


class StockTinyDB:
    """A TinyDB as it comes."""

    def __init__(self, folder: Path) -> None:
        self._table = TinyDB(folder / "db.json", encoding="utf-8").table("sent")

    async def keep(self, document: dict[str, Any]) -> int:
        """As `Keeping.keep`."""
        return int(self._table.insert(document))


class StockSQLite:
    """An SQLite as it comes."""

    def __init__(self, folder: Path) -> None:
        self._database = sqlite3.connect(folder / "db.sqlite")
        self._database.execute("create table sent (number integer primary key, document text)")

    async def keep(self, document: dict[str, Any]) -> int:
        """As `Keeping.keep`."""
        with self._database:
            cursor = self._database.execute("insert into sent (document) values (?)", [json.dumps(document)])
        return int(cursor.lastrowid or 0)


KEEPINGS: dict[str, Callable[[Path], Keeping]] = {
    "grouped": Grouped,
    "tinydb": StockTinyDB,
    "sqlite": StockSQLite,
}


class PlainApp:
    """An ASGI application for phones that ask, vote and listen."""

    def __init__(self, keeping: Keeping, page: bytes) -> None:
        self._keeping = keeping
        self._page = page
        """What every phone is sent, with a pass of its own in PASS."""
        self._listening: set[asyncio.Queue[bytes]] = set()
        self._told = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        path = scope["path"]
        if scope["method"] == "GET":
            if path == "/live":
                await self._stream(send)
            else:
                page = self._page.replace(PASS, os.urandom(16).hex().encode(), 1)
                await _send(send, OK, [(b"content-type", b"text/html; charset=utf-8")], page)
            return
        document = json.loads(await _body(receive) or b"{}")
        if path == "/publish":
            self._told += 1
            for queue in self._listening:
                queue.put_nowait(b'id: %d\ndata: {"n":%d}\n\n' % (self._told, self._told))
            await _reply(send, OK, {"n": self._told})
        elif path == "/api/questions":
            await _reply(send, CREATED, {"number": await self._keeping.keep(document)})
        elif path.endswith("/support"):
            await self._keeping.keep({"support": path, **document})
            await _reply(send, OK, {})
        else:
            await _reply(send, NO_SUCH_PAGE, {})

    async def _stream(self, send: Send) -> None:
        queue: asyncio.Queue[bytes] = asyncio.Queue()
        self._listening.add(queue)
        try:
            head = [(b"content-type", b"text/event-stream")]
            await send({"type": "http.response.start", "status": OK, "headers": head})
            await send({"type": "http.response.body", "body": b": hello\n\n", "more_body": True})
            while True:
                await send({"type": "http.response.body", "body": await queue.get(), "more_body": True})
        finally:
            self._listening.discard(queue)


async def _body(receive: Receive) -> bytes:
    body = b""
    while True:
        message = await receive()
        body += bytes(message.get("body", b""))
        if not message.get("more_body"):
            return body


async def _reply(send: Send, status: int, value: dict[str, Any]) -> None:
    await _send(send, status, JSON, json.dumps(value).encode())


async def _send(send: Send, status: int, headers: list[tuple[bytes, bytes]], body: bytes) -> None:
    length = (b"content-length", b"%d" % len(body))
    await send({"type": "http.response.start", "status": status, "headers": [*headers, length]})
    await send({"type": "http.response.body", "body": body})


def main(keeping: str, folder: Path, page_bytes: int) -> None:
    """Serve on a free port, which is printed, until the process is ended."""
    allow_many_files()
    app = PlainApp(KEEPINGS[keeping](folder), START.ljust(page_bytes))
    bound = listen(LOOPBACK, 0)
    print(bound.getsockname()[1], flush=True)
    config = uvicorn.Config(
        app, http="h11", loop="asyncio", lifespan="off", access_log=False, log_level="warning"
    )
    asyncio.run(uvicorn.Server(config).serve(sockets=[bound]))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
