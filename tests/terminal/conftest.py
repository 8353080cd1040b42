"""An open meeting with one question, served by a process of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from doithoai.laptop.preparing import create
from link.client import Client
from link.library import MeetingFolder, MeetingLibrary
from link.start import ensure_serving
from link.stop import stop_serving
from meeting.commands.asking import Ask
from meeting.commands.profile import CreateMeeting
from meeting.commands.running import OpenMeeting
from meeting.moment import Role
from tests.tui.meetings import profile


@pytest.fixture
def host(tmp_path: Path) -> Iterator[tuple[Client, MeetingFolder]]:
    entry = create(MeetingLibrary(tmp_path / "data"), CreateMeeting(profile(wifi=None)))
    client = Client(ensure_serving(entry.folder), Role.HOST)
    client.send_now(OpenMeeting())
    client.send_now(Ask("Khi nào nâng cấp đường truyền?"))
    yield client, entry
    stop_serving(entry.folder)
