"""The stage in a real window while what stands behind it is killed: the hall sees nothing of it, and it follows on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from doithoai.laptop.preparing import create
from link import live
from link.client import Client
from link.library import MeetingLibrary
from link.start import ensure_serving
from link.stop import stop_serving
from meeting.commands.asking import Ask
from meeting.commands.profile import CreateMeeting
from meeting.commands.running import OpenMeeting
from meeting.commands.staging import StageQuestion
from meeting.moment import Role
from tests.processes import kill
from tests.terminal.terminal import terminal
from tests.tui.meetings import profile

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.terminal

RUN = "import sys, tui; from pathlib import Path; sys.exit(tui.run_{screen}(Path(sys.argv[1])))"


def test_the_stage_outlives_console_and_server(tmp_path: Path) -> None:
    folder = create(MeetingLibrary(tmp_path / "data"), CreateMeeting(profile(wifi=None))).folder
    served = ensure_serving(folder)
    host = Client(served, Role.HOST)
    host.send_now(OpenMeeting())
    for text in ("Khi nào có mạng?", "Bao giờ sửa nhà xe?"):
        host.send_now(Ask(text))
    with terminal(["-c", RUN.format(screen="stage"), str(folder)]) as stage:
        host.send_now(StageQuestion(1))
        stage.shows("Câu hỏi số 1")
        with terminal(["-c", RUN.format(screen="console"), str(folder)]) as console:
            console.shows("Khi nào có mạng?")
            console.process.kill()
        kill(served.pid)
        stage.until(lambda: live.read(folder) is None, "the server still answers")
        assert "Câu hỏi số 1" in stage.text
        host = Client(ensure_serving(folder), Role.HOST)
        try:
            host.send_now(StageQuestion(2))
            stage.shows("Câu hỏi số 2")
        finally:
            stop_serving(folder)
        assert stage.sent.count(b"\x1b[?1049h") == 1
