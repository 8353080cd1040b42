"""Connections that are reset at the worst moment, on every port: none of them closes it for those who come after."""

from __future__ import annotations

import asyncio
import socket
import struct
import sys
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPException

import pytest

from link import control
from link.pairing import parse
from link.wire import ask
from meeting.refusal import Refusal
from server.network.accepting import accept_patiently, ended_by_peer, is_watcher_of_accept
from tests.server.served import Served
from tests.waiting import PATIENCE, wait_until

RESETS = 400
HALF_OPEN = 200
AT_ONCE = struct.pack("hh" if hasattr(socket, "SO_EXCLUSIVEADDRUSE") else "ii", 1, 0)
"""SO_LINGER with no time to linger: closing sends a reset (two shorts on Windows, two ints elsewhere)."""


def reset(authority: str, sent: bytes = b"") -> None:
    """Connect, send, and be gone before anybody could answer."""
    host, port = authority.rsplit(":", 1)
    with suppress(OSError):  # a full backlog on Windows resets us instead
        opened = socket.create_connection((host, int(port)), timeout=PATIENCE)
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, AT_ONCE)
        opened.sendall(sent)
        opened.close()


@contextmanager
def half_open(authority: str) -> Iterator[None]:
    """Hold connections that never ask for anything."""
    host, port = authority.rsplit(":", 1)
    opened = []
    try:
        for _ in range(HALF_OPEN):
            with suppress(OSError):
                opened.append(socket.create_connection((host, int(port)), timeout=PATIENCE))
        yield
    finally:
        for one in opened:
            one.close()


def comes_in(running: Served) -> bool:
    """Whether a phone joins and asks; one that is reset, as by a full backlog on Windows, tries again."""
    with suppress(OSError, HTTPException):
        return running.phone().ask().status == 201
    return False


def test_phones_come_in_after_a_storm_of_resets_and_half_open_connections(
    serve: Callable[..., Served],
) -> None:
    running = serve()
    for number in range(RESETS):
        reset(running.authority, b"GET /" if number % 2 else b"")
    with half_open(running.authority):
        wait_until(lambda: comes_in(running))
    wait_until(lambda: comes_in(running))
    assert sys.platform == "win32" or running.host.health_now().accept_failures == 0
    assert running.errors.read_text(encoding="utf-8") == "", "a connection that went away is no fault"


def test_the_host_commands_after_a_storm_on_the_control_port(serve: Callable[..., Served]) -> None:
    running = serve()
    for _ in range(RESETS):
        reset(running.live.control.removeprefix("http://"))

    def answers() -> bool:
        with suppress(Refusal):
            return running.host.health_now().accepting
        return False

    wait_until(answers)


def test_a_secretary_comes_in_after_a_storm_on_the_paired_link(serve: Callable[..., Served]) -> None:
    running = serve()
    opened = running.host.call_now(control.OPEN_DESK_LINK)
    for _ in range(RESETS):
        reset(opened.address)
    code = parse(opened.code)

    def answers() -> bool:
        with suppress(OSError):
            ask(f"https://{opened.address}", code.secret, "GET", "/alive", pin=code.pin)
            return True
        return False

    wait_until(answers)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
async def test_accepting_goes_on_after_a_connection_that_failed_and_ends_with_the_socket() -> None:
    listener = socket.create_server(("127.0.0.1", 0))
    listener.setblocking(False)
    loop = asyncio.get_running_loop()
    faults: list[OSError] = [ConnectionResetError("gone"), OSError("no buffer space")]
    seen: list[OSError] = []

    async def accept() -> tuple[socket.socket, object]:
        if faults:
            raise faults.pop(0)
        return await loop.sock_accept(listener)

    caller = socket.create_connection(listener.getsockname())
    accepted, _ = await accept_patiently(accept, listener, seen.append)
    accepted.close()
    caller.close()
    assert [ended_by_peer(error) for error in seen] == [True, False]
    listener.close()
    # Windows' loop leaves the socket it would have accepted with to the collector.
    with pytest.raises((OSError, ValueError)):
        await accept_patiently(accept, listener, seen.append)


async def test_what_watches_an_accept_on_windows_is_known_by_its_name_and_nothing_else_is() -> None:
    def accept() -> Coroutine[object, object, None]:
        async def accept_coro() -> None:
            raise OSError("reset too early")

        return accept_coro()

    async def other() -> None:
        raise OSError("a fault")

    watcher, faulty = asyncio.create_task(accept()), asyncio.create_task(other())
    await asyncio.wait([watcher, faulty])
    assert (is_watcher_of_accept(watcher), is_watcher_of_accept(faulty)) == (True, False)
    assert not is_watcher_of_accept(None)
    assert isinstance(watcher.exception(), OSError)
    assert isinstance(faulty.exception(), OSError)
