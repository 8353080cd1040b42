"""A hall full of simulated phones: real sockets, one asyncio process apart from the server, no HTTP library."""

from __future__ import annotations

import asyncio
import json
import random
import re
import secrets
import time
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from typing import Any, NamedTuple, TypeVar

from meeting.dialogue.receipts import from_bytes

T = TypeVar("T")
QUESTION = "Đề nghị lắp thêm máy quét ở bộ phận một cửa, giấy tờ phải chờ lâu quá"
REPLY_SECONDS = 30.0
_START = re.compile(rb'"pass":"([^"]+)","n":(\d+),"live":"([^"]+)"')
"""In the data that the page's script starts from (`server.page.frame.start`)."""


class Answer(NamedTuple):
    """A reply's status and JSON, and how long it took in seconds."""

    status: int
    value: Any
    seconds: float


class SimulatedPhone:
    """One phone: a kept connection for requests, another for the live stream."""

    def __init__(self, host: str, port: int) -> None:
        self.host, self.port = host, port
        self.given_pass = self.live = ""
        self.asked: dict[str, int] = {}
        """Receipts of questions acknowledged, with their numbers."""
        self.arrived: dict[int, float] = {}
        """When each commit's update arrived, on the monotonic clock."""
        self._reader: asyncio.StreamReader | None = None
        self._writer: asyncio.StreamWriter | None = None
        self._stream: asyncio.Task[None] | None = None
        self._stream_writer: asyncio.StreamWriter | None = None
        self.seen = 0
        self.listening = asyncio.Event()

    async def request(self, method: str, path: str, body: object = None) -> Answer:
        """One request on the kept connection, opened anew once if the server had closed it."""
        began = time.monotonic()
        for attempt in (1, 2):
            try:
                status, raw = await asyncio.wait_for(self._exchange(method, path, body), REPLY_SECONDS)
            except (OSError, asyncio.IncompleteReadError):
                self._close()
                if attempt == 2:
                    raise
            else:
                return Answer(status, json.loads(raw) if raw[:1] == b"{" else raw, time.monotonic() - began)
        raise AssertionError

    async def _exchange(self, method: str, path: str, body: object) -> tuple[int, bytes]:
        if self._writer is None or self._reader is None:
            self._reader, self._writer = await asyncio.open_connection(self.host, self.port)
        self._writer.write(self._head(method, path, b"" if body is None else json.dumps(body).encode()))
        return await _read_reply(self._reader)

    def _head(self, method: str, path: str, body: bytes) -> bytes:
        lines = [
            f"{method} {path} HTTP/1.1",
            f"Host: {self.host}:{self.port}",
            "Accept-Language: vi-VN,vi;q=0.9",
        ]
        if self.given_pass:
            lines.append(f"X-Pass: {self.given_pass}")
        if body:
            lines += ["Content-Type: application/json", f"Content-Length: {len(body)}"]
        return "\r\n".join([*lines, "", ""]).encode() + body

    async def join(self, code: str) -> Answer:
        """Load the page as a browser does, which brings the pass and where to listen from, and listen."""
        began = time.monotonic()
        page = await self.request("GET", f"/{code}")
        found = _START.search(page.value)
        assert found is not None, page
        self.given_pass, self.seen, self.live = found[1].decode(), int(found[2]), found[3].decode()
        self.listen()
        await asyncio.wait_for(self.listening.wait(), REPLY_SECONDS)
        return Answer(page.status, page.value, time.monotonic() - began)

    async def ask(self, text: str) -> Answer:
        """Ask once, with the same receipt again until somebody says "recorded"."""
        receipt = from_bytes(secrets.token_bytes(10))
        answer = await self.request("POST", "/api/questions", {"text": text, "receipt": receipt})
        if answer.status == 201:
            self.asked[receipt] = answer.value["number"]
        return answer

    async def support(self, number: int) -> Answer:
        """Support a listed question."""
        return await self.request("POST", f"/api/questions/{number}/support", {"on": True})

    def listen(self) -> None:
        """Open the live stream and keep reading it."""
        self.listening.clear()
        self._stream = asyncio.create_task(self._read_stream())

    async def _read_stream(self) -> None:
        with suppress(OSError, asyncio.IncompleteReadError):
            reader, self._stream_writer = await asyncio.open_connection(self.host, self.port)
            self._stream_writer.write(self._head("GET", f"{self.live}?after={self.seen}", b""))
            await reader.readuntil(b"\r\n\r\n")
            self.listening.set()
            while line := await reader.readline():
                if line.startswith(b"id: "):
                    self.seen = int(line[4:])
                    self.arrived.setdefault(self.seen, time.monotonic())

    async def cut(self) -> None:
        """Lose the network: both connections break at once."""
        if self._stream_writer is not None:
            self._stream_writer.transport.abort()
        if self._stream is not None:
            self._stream.cancel()
            with suppress(asyncio.CancelledError):
                await self._stream
        self._close()

    def _close(self) -> None:
        if self._writer is not None:
            self._writer.transport.abort()
        self._reader = self._writer = None


async def _read_reply(reader: asyncio.StreamReader) -> tuple[int, bytes]:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    status = int(head[9:12])
    length = next(
        (int(line[15:]) for line in head.lower().split("\r\n") if line.startswith("content-length:")), 0
    )
    return status, await reader.readexactly(length)


async def spread(acts: Iterable[Callable[[], Awaitable[T]]], seconds: float, seed: int = 1) -> list[T]:
    """Start each act at a random moment within `seconds`; return their results."""
    source = random.Random(seed)

    async def later(act: Callable[[], Awaitable[T]]) -> T:
        await asyncio.sleep(source.random() * seconds)
        return await act()

    return list(await asyncio.gather(*(later(act) for act in acts)))


def percentile(values: list[float], share: float) -> float:
    """The value below which `share` of `values` lie, in the unit they have."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
