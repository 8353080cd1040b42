"""The meeting's server is killed while two consoles are open: it comes back by itself, and nothing changes hands."""

from __future__ import annotations

import json
import os
import socket
import urllib.request
from typing import TYPE_CHECKING

import pytest

from demonstration import story
from doithoai.laptop.preparing import create
from link import live
from link.client import Client
from link.library import MeetingLibrary
from link.start import ensure_serving
from link.stop import stop_serving
from meeting.commands.running import OpenMeeting
from server.network.sockets import LAST_PORT
from tests.processes import kill
from tests.terminal.terminal import terminal
from tests.terminal.test_console import CONSOLE
from tests.terminal.test_two_consoles import ONLY_LOOKING
from tests.waiting import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from link.live import Live

pytestmark = pytest.mark.terminal


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A meeting that is open and served on loopback."""
    entry = create(MeetingLibrary(tmp_path / "data"), story.opening())
    # Not the first free one: while none listens there, another test's server would take it.
    served = ensure_serving(entry.folder, "--host", "127.0.0.1", "--port", str(_quiet_port()))
    Client(served).send_now(OpenMeeting())
    yield entry.folder
    stop_serving(entry.folder)


def _quiet_port() -> int:
    """A free port that no server of ours tries by itself."""
    for port in range(LAST_PORT + 1 + os.getpid() % 10_000, 32_768):
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) != 0:
                return port
    raise AssertionError("every port is taken")


def _alive(folder: Path, after: int) -> Live | None:
    running = live.read(folder)
    return running if running is not None and running.pid != after else None


def _page(running: Live) -> int:
    """What a phone that asks again is told."""
    with urllib.request.urlopen(running.phone_url, timeout=PATIENCE) as reply:
        return int(reply.status)


def test_a_server_that_is_killed_comes_back_where_the_phones_look_for_it(folder: Path) -> None:
    first = live.read(folder)
    assert first is not None
    assert _page(first) == 200
    with terminal([*CONSOLE, str(folder)]) as console:
        console.shows("127.0.0.1")
        kill(first.pid)
        console.until(lambda: _alive(folder, first.pid) is not None, "no server came back")
        second = _alive(folder, first.pid)
        assert second is not None
        assert (second.phone_url, second.short_code) == (first.phone_url, first.short_code)
        assert _page(second) == 200
        console.shows("127.0.0.1")
        console.type(b"\x11")
        assert console.ended() == 0


def test_who_commands_goes_on_commanding_and_the_window_that_looks_on_goes_on_looking(folder: Path) -> None:
    first = live.read(folder)
    assert first is not None
    with terminal([*CONSOLE, str(folder)]) as host:
        host.shows("127.0.0.1")
        with terminal([*CONSOLE, str(folder)]) as wall:
            wall.shows(ONLY_LOOKING)
            holder = str(host.process.pid)
            host.until(lambda: _consoles(folder)[:1] == [holder] and len(_consoles(folder)) == 2, "not known")
            kill(first.pid)
            wall.until(lambda: _alive(folder, first.pid) is not None, "no server came back")
            wall.until(lambda: _consoles(folder)[:1] == [holder], "it changed hands")
            wall.shows(ONLY_LOOKING)
            assert ONLY_LOOKING not in host.text
            wall.type(b"\x11")
            assert wall.ended() == 0
        host.type(b"\x11")
        assert host.ended() == 0


def test_a_server_that_was_stopped_stays_stopped(folder: Path) -> None:
    with terminal([*CONSOLE, str(folder)]) as console:
        console.shows("127.0.0.1")
        stop_serving(folder)
        console.shows("R")
        console.shows("không trả lời")
        assert live.peek(folder) is None
        console.type(b"\x11")
        assert console.ended() == 0


def _consoles(folder: Path) -> list[str]:
    try:
        return list(json.loads((folder / live.LIVE).read_text(encoding="utf-8"))["consoles"])
    except (OSError, ValueError, KeyError):
        return []
