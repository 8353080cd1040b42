"""A phone that speaks as the page does, by beats alone, on one connection, and notes what could be seen of it."""

from __future__ import annotations

import asyncio
import base64
import json
import time
from dataclasses import dataclass, field
from typing import Any

from server import limits

PIECE = limits.BEAT_BYTES - 100


@dataclass
class Seen:
    """One beat as whoever listens sees it: when it left, how long its reply took, and both sizes."""

    at: float
    took: float
    up: int
    down: int


@dataclass
class Letter:
    """One letter under way."""

    name: str
    text: str
    taken: int = 0
    reply: str = ""
    got: int = 0


def letter(name: str, path: str, body: object) -> Letter:
    """A letter: JSON for the API, a string as a form's fields."""
    content = f"{path} {body if isinstance(body, str) else json.dumps(body, ensure_ascii=False)}"
    return Letter(name, base64.b64encode(content.encode()).decode())


@dataclass
class BeatingPhone:
    """One phone. `outgoing` are the letters not yet answered, `answers` the replies by the letters' names."""

    authority: str
    given_pass: str
    outgoing: list[Letter] = field(default_factory=list)
    answers: dict[str, tuple[int, Any]] = field(default_factory=dict)
    seen: list[Seen] = field(default_factory=list)
    _reader: asyncio.StreamReader | None = None
    _writer: asyncio.StreamWriter | None = None

    async def beat(self) -> None:
        """Send one beat and take its reply."""
        under_way = self.outgoing[0] if self.outgoing else None
        answered = await self.exchange(self._told(under_way))
        if under_way is None:
            return
        under_way.taken = answered["taken"]
        if answered["of"] and answered["part"] == under_way.got:
            under_way.reply += answered["piece"]
            under_way.got += 1
        if answered["of"] and under_way.got == answered["of"]:
            self.outgoing.remove(under_way)
            status, _, body = base64.b64decode(under_way.reply).partition(b" ")
            self.answers[under_way.name] = int(status), json.loads(body)

    def _told(self, under_way: Letter | None) -> dict[str, Any]:
        told = {"letter": "", "part": 0, "of": 0, "piece": "", "got": 0}
        if under_way is not None:
            begins = under_way.taken * PIECE
            told = {
                "letter": under_way.name,
                "part": under_way.taken,
                "of": -(-len(under_way.text) // PIECE),
                "piece": under_way.text[begins : begins + PIECE],
                "got": under_way.got,
            }
        return told

    async def exchange(self, told: dict[str, Any]) -> dict[str, Any]:
        """One beat with these fields, filled up to its size."""
        if self._reader is None or self._writer is None:
            host, _, port = self.authority.partition(":")
            self._reader, self._writer = await asyncio.open_connection(host, int(port))
        short = json.dumps({**told, "pad": ""}, separators=(",", ":"))
        body = json.dumps({**told, "pad": "." * (limits.BEAT_BYTES - len(short))}, separators=(",", ":"))
        head = (
            f"POST /api/beat HTTP/1.1\r\nHost: {self.authority}\r\nX-Pass: {self.given_pass}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        began = time.monotonic()
        self._writer.write(f"{head}{body}".encode())
        reply_head = await self._reader.readuntil(b"\r\n\r\n")
        length = next(
            int(line.split(b":")[1])
            for line in reply_head.split(b"\r\n")
            if line.lower().startswith(b"content-length")
        )
        reply = await self._reader.readexactly(length)
        took = time.monotonic() - began
        self.seen.append(Seen(began, took, len(head) + len(body), len(reply_head) + length))
        answered: dict[str, Any] = json.loads(reply)
        return answered

    async def settle(self) -> None:
        """Beat until every letter is answered."""
        for _ in range(200):
            if not self.outgoing:
                return
            await self.beat()
        raise AssertionError("letters were not answered")

    async def close(self) -> None:
        """Leave."""
        if self._writer is not None:
            self._writer.close()
            await self._writer.wait_closed()
