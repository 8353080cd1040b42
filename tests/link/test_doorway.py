"""The paired link attacked: by silence, by handshakes that go nowhere, by guesses. The secretary works on."""

from __future__ import annotations

import asyncio
import contextlib
import http.client
import socket
import ssl
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pytest
from starlette.responses import PlainTextResponse

from link import control, pairing
from link.client import Client
from link.library import MeetingFolder
from link.live import Live
from link.mirror import Mirror
from link.wire import ask
from meeting.commands.asking import Ask
from meeting.moment import Role
from server import limits
from server.access.headers import BARE
from server.desk.desk_link import DeskLinkServer
from store import Follower
from tests.processes import memory_of
from tests.waiting import PATIENCE, wait_until

SILENT = 2_000
MEGABYTE = 1024 * 1024


def sockets_of(pid: int) -> int:
    """Open sockets of a process."""
    links = [str(each.readlink()) for each in Path(f"/proc/{pid}/fd").iterdir() if each.is_symlink()]
    return sum(each.startswith("socket:") for each in links)


@pytest.fixture
def opened(host: Client) -> control.DeskLink:
    return host.call_now(control.OPEN_DESK_LINK)


def secretary(link: control.DeskLink) -> Client:
    """A secretary at another laptop."""
    code = pairing.parse(link.code)
    return Client(Live(0, "", f"https://{link.address}", code.secret, pin=code.pin), Role.SECRETARY)


def connected(link: control.DeskLink) -> socket.socket:
    host, port = link.address.split(":")
    return socket.create_connection((host, int(port)), timeout=PATIENCE)


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="open files are counted in /proc")
def test_thousands_who_keep_silent_cost_little_and_keep_no_secretary_out(
    host: Client, opened: control.DeskLink
) -> None:
    there = secretary(opened)
    there.health_now()
    pid = host.live.pid
    before, sockets = memory_of(pid), sockets_of(pid)
    with ExitStack() as held:
        for number in range(SILENT):
            held.enter_context(connected(opened))
            if number % 500 == 0:
                there.send_now(Ask(f"Câu thứ {number}"))
        assert there.send_now(Ask("Câu cuối")).n
        wait_until(lambda: sockets_of(pid) <= sockets + limits.DOORWAY_CONNECTIONS)
        assert memory_of(pid) - before < 32 * MEGABYTE


def test_guesses_wait_and_cut_no_connected_secretary(
    host: Client, opened: control.DeskLink, entry: MeetingFolder, tmp_path: Path
) -> None:
    code = pairing.parse(opened.code)
    afar = tmp_path / "afar"
    afar.mkdir()
    mirror = Mirror(afar, opened.address, code)
    mirror.start()

    def guess(number: int) -> int:
        wrong = f"{number:08d}"
        try:
            return ask(f"https://{opened.address}", wrong, "GET", "/alive", pin=code.pin)[0]
        except OSError:  # gave way to a later guess
            return 403

    with ThreadPoolExecutor(8) as guessing:
        guesses = [guessing.submit(guess, number) for number in range(40)]
        for number in range(5):
            secretary(opened).send_now(Ask(f"Phiếu giấy số {number}"))
        assert {each.result() for each in guesses} == {403}
    assert host.health_now().desk_link == opened.address
    host.send_now(Ask("Sau khi bị dò mã"))
    here = Follower.open(entry.record)
    wait_until(lambda: Follower.open(mirror.folder / "record").digest == here.digest)
    mirror.stop()


def test_every_reply_of_the_links_has_its_headers(host: Client, opened: control.DeskLink) -> None:
    code = pairing.parse(opened.code)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    for token, status in ((code.secret, 200), ("0" * 8, 403)):
        at = http.client.HTTPSConnection(opened.address, context=context)
        at.request("GET", "/alive", headers={"Authorization": f"Bearer {token}"})
        reply = at.getresponse()
        reply.read()
        assert reply.status == status
        assert {name: reply.headers[name] for name in BARE} == BARE
        at.close()
    loopback = http.client.HTTPConnection(host.live.control.removeprefix("http://"))
    loopback.request("GET", "/no/such/call", headers={"Authorization": f"Bearer {host.live.token}"})
    reply = loopback.getresponse()
    assert reply.status == 404
    assert {name: reply.headers[name] for name in BARE} == BARE
    loopback.close()


@contextlib.asynccontextmanager
async def a_link() -> AsyncIterator[tuple[DeskLinkServer, int, pairing.Pairing]]:
    """The link in this process, over an application that says hello."""
    link = DeskLinkServer()
    await link.open("127.0.0.1", PlainTextResponse("chào"))
    try:
        yield link, int(link.address.split(":")[1]), pairing.parse(link.code)
    finally:
        await link.close()


def tls() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


def request(link: DeskLinkServer, secret: str) -> bytes:
    return f"GET / HTTP/1.1\r\nHost: {link.address}\r\nAuthorization: Bearer {secret}\r\n\r\n".encode()


async def ended(reader: asyncio.StreamReader) -> bool:
    """Whether the server has ended the connection."""
    with contextlib.suppress(ConnectionError, TimeoutError):
        return not await asyncio.wait_for(reader.read(100), PATIENCE)
    return reader.at_eof() or reader.exception() is not None


@pytest.mark.parametrize(
    "sent", [b"", b"\x16\x03\x01", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"a" * 40]
)
async def test_a_handshake_that_does_not_end_is_cut(monkeypatch: pytest.MonkeyPatch, sent: bytes) -> None:
    monkeypatch.setattr(limits, "HANDSHAKE_SECONDS", 0.3)
    async with a_link() as (_, port, _code):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(sent)
        assert await ended(reader)
        writer.close()


@pytest.mark.parametrize(
    "sent", [b"GET / HTTP/1.1\r\nHost: a\r\n\r\n", b"SSH-2.0-OpenSSH_9.6\r\n", b"\x00" * 3000]
)
async def test_what_is_no_tls_is_cut_at_once(sent: bytes) -> None:
    async with a_link() as (_, port, _code):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(sent)
        with contextlib.suppress(ConnectionError):
            while await asyncio.wait_for(reader.read(100), PATIENCE):  # an alert may come first
                pass
        writer.close()


async def test_a_handshake_that_drips_is_taken_whole() -> None:
    async with a_link() as (link, port, code):
        incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        client = tls().wrap_bio(incoming, outgoing)
        reader, writer = await asyncio.open_connection("127.0.0.1", port)

        async def send_in_bits() -> None:
            data = outgoing.read()
            for at in range(0, len(data), 100):
                writer.write(data[at : at + 100])
                await writer.drain()
                await asyncio.sleep(0)

        while True:
            try:
                client.do_handshake()
                break
            except ssl.SSLWantReadError:
                await send_in_bits()
                incoming.write(await asyncio.wait_for(reader.read(65536), PATIENCE))
        # The first request comes in one packet with the end of the handshake.
        client.write(request(link, code.secret))
        writer.write(outgoing.read())
        answer = b""
        while b"ch\xc3\xa0o" not in answer:
            incoming.write(await asyncio.wait_for(reader.read(65536), PATIENCE))
            with contextlib.suppress(ssl.SSLWantReadError):
                while True:
                    answer += client.read(65536)
        assert answer.startswith(b"HTTP/1.1 200")
        writer.close()


async def test_who_has_not_shown_the_secret_gives_way_and_who_has_stays() -> None:
    async with a_link() as (link, port, code):
        kept_reader, kept = await asyncio.open_connection("127.0.0.1", port, ssl=tls())
        kept.write(request(link, code.secret))
        assert (await kept_reader.readuntil(b"ch\xc3\xa0o")).startswith(b"HTTP/1.1 200")
        strangers = [
            await asyncio.open_connection("127.0.0.1", port, ssl=tls())
            for _ in range(limits.DOORWAY_CONNECTIONS)
        ]
        silent = await asyncio.open_connection("127.0.0.1", port)
        assert await ended(strangers[0][0]), "the longest there, when a newer one comes"
        newest = await asyncio.open_connection("127.0.0.1", port, ssl=tls())
        assert await ended(silent[0]), "silence gives way before speech"
        newest[1].write(request(link, code.secret))
        assert (await newest[0].readuntil(b"ch\xc3\xa0o")).startswith(b"HTTP/1.1 200")
        kept.write(request(link, code.secret))
        assert (await kept_reader.readuntil(b"ch\xc3\xa0o")).startswith(b"HTTP/1.1 200")
        for _, writer in (*strangers, silent, newest, (kept_reader, kept)):
            writer.transport.abort()


async def test_closing_ends_handshakes_under_way() -> None:
    async with a_link() as (link, port, _code):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"\x16\x03")
        await link.close()
        assert await ended(reader)
        writer.close()
