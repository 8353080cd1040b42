"""`doithoai serve` as other programs use it: one line of JSON, then a server until it is told to stop."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from demonstration import story
from doithoai.laptop.preparing import create
from link import live
from link.client import Client
from link.library import MeetingFolder, MeetingLibrary
from link.start import ensure_serving
from link.stop import stop_serving
from meeting.commands.running import OpenMeeting
from tests.waiting import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def entry() -> MeetingFolder:
    return create(MeetingLibrary(Path(os.environ["DOITHOAI_DATA"])), story.opening())


@pytest.fixture
def server(entry: MeetingFolder) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", "doithoai", "serve", entry.id, "--host", "127.0.0.1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        yield process
        process.kill()


def test_one_line_says_where_phones_and_screens_find_it(
    entry: MeetingFolder, server: subprocess.Popen[bytes]
) -> None:
    assert server.stdout is not None
    said = json.loads(server.stdout.readline())
    assert said["phone_url"].upper().startswith("HTTP://127.0.0.1:")
    running = live.read(entry.folder)
    assert running is not None
    assert Path(said["live"]) == entry.folder / live.LIVE
    assert Client(running).health_now().accepting


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGTERM")
def test_sigterm_stops_it_and_leaves_no_live_file(
    entry: MeetingFolder, server: subprocess.Popen[bytes]
) -> None:
    assert server.stdout is not None
    server.stdout.readline()
    server.send_signal(signal.SIGTERM)
    assert server.wait(timeout=PATIENCE) == 0
    assert not (entry.folder / live.LIVE).exists()
    assert server.stderr is not None
    assert server.stderr.read() == b""


def test_a_second_screen_attaches_to_the_server_that_runs(
    entry: MeetingFolder, server: subprocess.Popen[bytes]
) -> None:
    assert server.stdout is not None
    server.stdout.readline()
    assert ensure_serving(entry.folder).pid == server.pid


def test_stopping_the_server_does_not_end_the_meeting(entry: MeetingFolder) -> None:
    first = Client(ensure_serving(entry.folder, "--host", "127.0.0.1"))
    first.send_now(OpenMeeting())
    stop_serving(entry.folder)
    second = Client(ensure_serving(entry.folder, "--host", "127.0.0.1"))
    assert second.health_now().phone_url
    command = [sys.executable, "-m", "doithoai", "end", entry.id, "--yes"]
    ended = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=PATIENCE, check=True)
    assert entry.id in ended.stdout
    stop_serving(entry.folder)


def test_a_command_leaves_no_server_behind_that_it_started_for_itself(entry: MeetingFolder) -> None:
    command = [sys.executable, "-m", "doithoai", "end", entry.id, "--yes"]
    refused = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=PATIENCE, check=False)
    assert refused.returncode == 1
    assert refused.stderr.count("\n") == 1
    assert live.peek(entry.folder) is None
