"""No command and no server ever reaches for another machine, whatever proxies the surroundings name."""

from __future__ import annotations

import ipaddress
import os
import subprocess
import sys
from typing import TYPE_CHECKING

from demonstration import story
from doithoai.laptop.preparing import create
from link import live
from link.client import Client
from link.library import MeetingLibrary
from link.stop import stop_serving
from meeting.commands.running import CloseMeeting, OpenMeeting
from server.network.addresses import enumerate_addresses
from tests.scenarios.test_no_identity import ADDRESSES, RECEIPTS, MarkedPhone
from tests.waiting import PATIENCE

if TYPE_CHECKING:
    from pathlib import Path

GUARD = """
import os, sys
WATCHED = {"socket.connect": 1, "socket.sendto": 1, "socket.sendmsg": 1}
WATCHED |= {"socket.getaddrinfo": 0, "socket.gethostbyname": 0}
def told(event, arguments):
    if event in WATCHED:
        with open(os.environ["REACHED"], "a") as out:
            print(event, repr(arguments[WATCHED[event]]), file=out)
sys.addaudithook(told)
"""
PROXY = "http://203.0.113.9:3128"


def outside(reached: Path) -> list[str]:
    """What was reached for beyond this laptop's own addresses."""
    own = {"127.0.0.1", "::1", "None", *(address.host for address in enumerate_addresses())}
    lines = reached.read_text(encoding="utf-8").splitlines()
    assert lines, "the guard saw nothing: it does not stand"
    hosts = [(line, line.split("(")[-1].split(",")[0].split(" ")[-1].strip("'()")) for line in lines]
    return [line for line, host in hosts if host not in own and not _is_loopback(host)]


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.startswith("/")  # a socket of this machine


def test_a_whole_meeting_reaches_for_nothing_beyond_the_laptop(tmp_path: Path) -> None:
    (tmp_path / "guard").mkdir()
    (tmp_path / "guard" / "sitecustomize.py").write_text(GUARD, encoding="utf-8")
    reached = tmp_path / "reached"
    settings = dict.fromkeys(("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "ALL_PROXY"), PROXY)
    surroundings = {
        **os.environ,
        **settings,
        "PYTHONPATH": str(tmp_path / "guard"),
        "REACHED": str(reached),
        "DOITHOAI_DATA": str(tmp_path / "data"),
    }
    entry = create(MeetingLibrary(tmp_path / "data"), story.opening())

    def doithoai(*arguments: str) -> None:
        command = [sys.executable, "-m", "doithoai", *arguments]
        ended = subprocess.run(command, env=surroundings, capture_output=True, timeout=PATIENCE, check=False)
        assert b"Traceback" not in ended.stderr

    serving = [sys.executable, "-m", "doithoai", "serve", entry.id]
    with subprocess.Popen(serving, env=surroundings, stdout=subprocess.PIPE) as server:
        assert server.stdout is not None
        assert server.stdout.readline()
        running = live.read(entry.folder)
        assert running is not None
        host = Client(running)
        host.send_now(OpenMeeting())
        port = running.phone_url.split(":")[-1]
        phone = MarkedPhone(f"http://127.0.0.1:{port}", ADDRESSES[0])
        phone.send("POST", "/api/questions", {"text": "Một câu hỏi", "receipt": RECEIPTS[0]})
        doithoai("doctor")
        doithoai("poster", entry.id)
        doithoai("pair", entry.id)
        host.send_now(CloseMeeting())
        stop_serving(entry.folder)
        server.wait(timeout=PATIENCE)
    doithoai("export", entry.id, "--format", "all")
    doithoai("verify", entry.id)
    doithoai("register")
    assert outside(reached) == []
