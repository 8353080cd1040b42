"""A meeting served, by a process of its own, from a disk that a test can fill up and free."""

from __future__ import annotations

import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from link import live
from link.client import Client
from meeting.commands.asking import Ask
from meeting.refusal import Refusal
from tests.faults.failing_server import FULL
from tests.server.served import make_meeting
from tests.waiting import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class FailingDisk:
    """A meeting being served from a disk that can be filled up and freed."""

    def __init__(self, folder: Path, client: Client) -> None:
        self.folder = folder
        self.client = client

    def fill(self) -> None:
        """Take the last free byte, and let somebody notice."""
        (self.folder.parent / FULL).touch()
        with pytest.raises(Refusal) as refused:
            self.client.send_now(Ask("Câu hỏi lúc đĩa đầy"))
        assert refused.value.code == "unwritable"

    def free(self) -> None:
        """Make room."""
        (self.folder.parent / FULL).unlink()


@contextmanager
def failing_disk(folder: Path) -> Iterator[FailingDisk]:
    """Serve a new meeting from a disk in `folder`; it is ended afterwards."""
    meeting = make_meeting(folder / "disk" / "phien")
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.failing_server", str(meeting)], stdout=subprocess.PIPE
    )
    assert process.stdout is not None
    try:
        assert process.stdout.readline()
        running = live.read(meeting)
        assert running is not None
        yield FailingDisk(meeting, Client(running))
    finally:
        process.terminate()
        process.wait(PATIENCE)
        process.stdout.close()
