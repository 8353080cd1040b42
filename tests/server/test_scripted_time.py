"""Only a scripted meeting lets time pass: nobody moves the clock of a real one."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from link import control
from link.client import Client
from link.start import ensure_serving
from link.stop import stop_serving
from meeting.commands.asking import Ask
from meeting.refusal import Refusal
from store import Follower
from tests.loopback import LOOPBACK
from tests.server.served import Served, make_meeting


def test_what_a_script_lets_pass_stands_between_two_commits(tmp_path: Path) -> None:
    folder = make_meeting(tmp_path / "phien")
    client = Client(ensure_serving(folder, "--host", LOOPBACK, "--scripted-clock", "2024-04-17T08:00:00"))
    try:
        client.send_now(Ask("Câu đầu?"))
        client.call_now(control.LET_PASS, control.Pause(300))
        client.send_now(Ask("Câu sau?"))
        first, second = Follower.open(folder / "record").db.table("questions").all()
    finally:
        stop_serving(folder)
    between = datetime.fromisoformat(second["at"]) - datetime.fromisoformat(first["at"])
    assert 300 <= between.total_seconds() < 360


def test_the_laptops_own_clock_is_not_to_be_moved(served: Served) -> None:
    with pytest.raises(Refusal, match="server-gone"):
        served.host.call_now(control.LET_PASS, control.Pause(300))
