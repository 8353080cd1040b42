"""A meeting of the story, served to this laptop alone."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from demonstration import story
from doithoai.laptop.preparing import create
from link.client import Client
from link.library import MeetingFolder, MeetingLibrary
from link.start import ensure_serving
from link.stop import stop_serving
from meeting.commands.running import OpenMeeting


@pytest.fixture
def entry() -> MeetingFolder:
    return create(MeetingLibrary(Path(os.environ["DOITHOAI_DATA"])), story.opening())


@pytest.fixture
def host(entry: MeetingFolder) -> Iterator[Client]:
    client = Client(ensure_serving(entry.folder, "--host", "127.0.0.1"))
    client.send_now(OpenMeeting())
    yield client
    stop_serving(entry.folder)
