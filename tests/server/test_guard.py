"""The guard under the application: slow, broken and endless requests end, and nobody else notices."""

from __future__ import annotations

import asyncio
import contextlib
import os
import random
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest
import uvicorn
from hypothesis import given
from hypothesis import strategies as st

from link import control
from meeting.commands.asking import Ask
from server import limits
from server.access.headers import BARE
from server.network.guard import fault_of
from server.network.listening import listening_server
from server.network.sockets import listen, phones_connections
from tests.processes import memory_of
from tests.server.served import QUESTION, Served, a_receipt
from tests.thoroughness import THOROUGH
from tests.waiting import PATIENCE, until

GOOD = b"GET /pulse HTTP/1.1\r\nHost: %s\r\n\r\n"


def exchange(served: Served, *parts: bytes, seconds: float = PATIENCE) -> bytes:
    """Send raw bytes and read until the server closes or falls silent."""
    host, port = served.authority.split(":")
    with socket.create_connection((host, int(port)), timeout=seconds) as opened:
        received = b""
        with contextlib.suppress(OSError):
            for part in parts:
                opened.sendall(part)
            while chunk := opened.recv(65536):
                received += chunk
        return received


@pytest.mark.parametrize(
    "head",
    [
        b"POST /ask HTTP/1.1\r\nHost: H\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"POST /ask HTTP/1.1\r\nHost: H\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
        b"GET / HTTP/1.1\r\nHost: H\r\nHost: evil.example\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: H\r\nX: a\r\n folded\r\n\r\n",
        b"GET / HTTP/1.1\nHost: H\n\n",
        b"GET / HTTP/1.1\r\nHost: H\r\nX: a\nY: b\r\n\r\n",
        b"GET / HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: H\r\nX: \x00\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"SSH-2.0-OpenSSH_9.6\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"get / HTTP/1.1\r\nHost: H\r\n\r\n",
    ],
)
def test_what_is_not_plain_http_is_refused_at_once(served: Served, head: bytes) -> None:
    answer = exchange(served, head.replace(b"Host: H", b"Host: " + served.authority.encode()))
    assert answer.startswith((b"HTTP/1.1 400 ", b"HTTP/1.0 400 "))
    assert b"connection: close" in answer.lower()
    for name, value in BARE.items():
        assert f"\r\n{name}: {value}\r\n".lower().encode() in answer.lower()


def test_a_head_longer_than_the_limit_is_refused(served: Served) -> None:
    answer = exchange(served, b"GET / HTTP/1.1\r\nX: " + b"a" * limits.HEADER_BYTES)
    assert answer.startswith(b"HTTP/1.1 431 ")


def test_an_endless_chunked_body_is_cut_off(served: Served) -> None:
    head = (
        f"POST /api/join HTTP/1.1\r\nHost: {served.authority}\r\nContent-Type: application/json\r\n"
        "Transfer-Encoding: chunked\r\n\r\n"
    ).encode()
    answer = exchange(served, head, *[b"1000\r\n" + b" " * 4096 + b"\r\n"] * 200)
    assert b" 413 " in answer or answer == b""


def test_a_declared_long_body_is_refused_before_it_is_read(served: Served) -> None:
    head = (
        f"POST /api/join HTTP/1.1\r\nHost: {served.authority}\r\nContent-Type: application/json\r\n"
        f"Content-Length: {limits.BODY_BYTES + 1}\r\n\r\n"
    ).encode()
    assert b" 413 " in exchange(served, head)


def test_a_second_request_before_the_first_reply_is_not_read(served: Served) -> None:
    good = GOOD % served.authority.encode()
    assert exchange(served, good + good + good).count(b"HTTP/1.1 204") == 1


def test_a_kept_connection_serves_one_request_after_another(served: Served) -> None:
    host, port = served.authority.split(":")
    with socket.create_connection((host, int(port)), timeout=PATIENCE) as opened:
        for _ in range(3):
            opened.sendall(GOOD % served.authority.encode())
            assert opened.recv(65536).startswith(b"HTTP/1.1 204")


@asynccontextmanager
async def small_server(
    monkeypatch: pytest.MonkeyPatch, **changed: float
) -> AsyncIterator[tuple[int, uvicorn.Server]]:
    """The guard over a tiny application in this process, with shorter limits; only these ever end a connection."""
    never = dict.fromkeys(("REQUEST_SECONDS", "READER_SECONDS", "IDLE_SECONDS"), 10 * PATIENCE)
    for name, value in {**never, **changed}.items():
        monkeypatch.setattr(limits, name, value)

    async def app(scope: object, receive: object, send: object) -> None:
        message = await receive()  # type: ignore[operator]  # an ASGI application in three lines
        if message["type"] == "http.disconnect":
            return
        await send({"type": "http.response.start", "status": 200, "headers": []})  # type: ignore[operator]  # likewise
        await send({"type": "http.response.body", "body": b"x" * 4_000_000})  # type: ignore[operator]  # likewise

    bound = listen("127.0.0.1", 0)
    server = listening_server(app, limits.CONNECTIONS)
    task = asyncio.create_task(server.serve(sockets=[bound]))
    while not server.started:
        await asyncio.sleep(0.01)
    yield bound.getsockname()[1], server
    server.should_exit = True
    await task


async def closed(reader: asyncio.StreamReader) -> None:
    """Wait until the server has closed the connection. Raises TimeoutError where it does not."""
    with contextlib.suppress(ConnectionError):
        while await asyncio.wait_for(reader.read(65536), PATIENCE):
            pass


@pytest.mark.parametrize(
    "sent", [b"", b"GET / HT", b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nabc"]
)
async def test_a_request_that_never_becomes_whole_is_cut(
    monkeypatch: pytest.MonkeyPatch, sent: bytes
) -> None:
    async with small_server(monkeypatch, REQUEST_SECONDS=0.3) as (port, server):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(sent)
        await closed(reader)
        await until(lambda: not server.server_state.connections)
        writer.close()


@pytest.mark.parametrize(
    "begun", [b"GET / HTTP/1.1\r\nX: ", b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9000\r\n\r\n"]
)
async def test_dripping_bytes_does_not_extend_the_deadline(
    monkeypatch: pytest.MonkeyPatch, begun: bytes
) -> None:
    async with small_server(monkeypatch, REQUEST_SECONDS=0.5) as (port, _):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(begun)
        cut = asyncio.create_task(closed(reader))
        while not cut.done():  # it would never be, were each byte a new beginning
            await asyncio.sleep(0.05)
            writer.write(b"a")
        await cut
        writer.close()


async def test_a_reader_that_takes_nothing_is_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    async with small_server(monkeypatch, READER_SECONDS=0.3) as (port, server):
        raw = socket.create_connection(("127.0.0.1", port))
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        raw.sendall(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        await until(lambda: server.server_state.connections)
        await until(lambda: not server.server_state.connections)
        raw.close()


async def test_when_full_the_longest_idle_gives_way(monkeypatch: pytest.MonkeyPatch) -> None:
    async with small_server(monkeypatch, CONNECTIONS=3) as (port, server):
        first_reader, first = await asyncio.open_connection("127.0.0.1", port)
        others = [await asyncio.open_connection("127.0.0.1", port) for _ in range(3)]
        await closed(first_reader)
        assert len(server.server_state.connections) == 3
        for _, writer in [*others, (first_reader, first)]:
            writer.close()


async def test_half_a_request_that_drips_gives_way_before_a_phone_that_is_being_answered(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with small_server(monkeypatch, CONNECTIONS=3) as (port, _):
        answered = socket.create_connection(("127.0.0.1", port))
        answered.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        answered.sendall(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        halves = [await asyncio.open_connection("127.0.0.1", port) for _ in range(2)]
        for _, writer in halves:
            writer.write(b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9000\r\n\r\n")
        for _ in range(10):
            halves[0][1].write(b"a")
            await asyncio.sleep(0.01)
        reader, phone = await asyncio.open_connection("127.0.0.1", port)
        phone.write(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        assert await reader.readexactly(15) == b"HTTP/1.1 200 OK"
        await closed(halves[0][0])  # the one that began first, however it drips
        answered.setblocking(False)
        assert answered.recv(15) == b"HTTP/1.1 200 OK"
        for writer in (halves[0][1], halves[1][1], phone):
            writer.close()
        answered.close()


@given(st.binary(max_size=200))
def test_any_bytes_get_a_verdict_without_an_error(head: bytes) -> None:
    assert fault_of(head) is None or fault_of(head)[:1] == b"4"  # type: ignore[index]  # just seen not to be None


def _malformed(source: random.Random, authority: bytes) -> bytes:
    """One broken request: a sound one with bytes changed, cut, doubled or replaced."""
    body = f'{{"text":"{QUESTION}","receipt":"{a_receipt()}"}}'.encode()
    sound = (
        b"POST /api/questions HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
        % (authority, len(body), body)
    )
    kind = source.randrange(5)
    if kind == 0:
        return source.randbytes(source.randrange(1, 300))
    if kind == 1:
        place = source.randrange(len(sound))
        return sound[:place] + source.randbytes(source.randrange(1, 8)) + sound[place + 3 :]
    if kind == 2:
        return sound[: source.randrange(1, len(sound))]
    if kind == 3:
        return sound.replace(
            b"\r\n", source.choice([b"\n", b"\r", b"\r\n ", b"\r\n\t", b"\0"]), source.randrange(1, 5)
        )
    return sound.replace(authority, source.choice([b"evil.example", b"", b"[::1", b"a" * 9000]))


MALFORMED = 20_000 if THOROUGH else 1_500


async def _throw(authority: str, requests: list[bytes]) -> list[bytes]:
    host, port = authority.split(":")
    answers: list[bytes] = []

    async def one(data: bytes) -> None:
        reader, writer = await asyncio.open_connection(host, int(port))
        with contextlib.suppress(ConnectionError, TimeoutError):
            writer.write(data)
            writer.write_eof()
            answers.append(await asyncio.wait_for(reader.read(300), 0.5))
        writer.transport.abort()

    for start in range(0, len(requests), 100):
        await asyncio.gather(*(one(data) for data in requests[start : start + 100]))
    return answers


async def test_malformed_requests_leave_the_server_as_it_was(served: Served) -> None:
    source = random.Random(4)
    authority = served.authority.encode()
    await _throw(served.authority, [_malformed(source, authority) for _ in range(300)])
    before = memory_of(served.process.pid)
    answers = await _throw(served.authority, [_malformed(source, authority) for _ in range(MALFORMED)])
    assert not [answer for answer in answers if answer.startswith(b"HTTP/1.1 5")]
    assert memory_of(served.process.pid) - before < 20 * 1024 * 1024
    assert served.errors.read_text(encoding="utf-8") == ""
    assert served.phone().get("/api/meeting").status == 200
    assert served.host.health_now().errors == 0


@pytest.mark.skipif(os.name == "nt", reason="there sockets are no files")
def test_where_few_files_may_be_open_the_record_and_the_desk_keep_theirs(
    serve: Callable[..., Served],
) -> None:
    files = 600
    served = serve(files=files)
    host, port = served.authority.split(":")
    with contextlib.ExitStack() as held:
        for _ in range(files):
            held.enter_context(socket.create_connection((host, int(port)), timeout=PATIENCE))
        assert served.host.send_now(Ask("Trong cơn lũ kết nối")).n
        assert served.host.call_now(control.OPEN_DESK_LINK).address
        assert served.phone().ask().status == 201
    assert served.errors.read_text(encoding="utf-8") == ""
    assert served.host.health_now().errors == 0


@given(st.integers(min_value=0, max_value=100_000))
def test_phones_never_get_the_files_that_are_kept_for_the_rest(files: int) -> None:
    most = phones_connections(files)
    assert 1 <= most <= limits.CONNECTIONS
    assert most == 1 or most + limits.RESERVED_FILES <= files
