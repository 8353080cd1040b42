"""Stopping, whatever is connected, and without waiting for it: nothing acknowledged is lost."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Callable

from link import live
from meeting.commands.sorting import Approve
from store import Follower, Record
from tests.loopback import LOOPBACK
from tests.server.served import Served
from tests.waiting import PATIENCE


def _half_open(served: Served, count: int, sent: bytes) -> list[socket.socket]:
    host, port = served.authority.split(":")
    sockets = [socket.create_connection((host, int(port))) for _ in range(count)]
    for opened in sockets:
        opened.sendall(sent)
    return sockets


def test_it_quits_with_three_hundred_half_open_sockets(serve: Callable[..., Served]) -> None:
    running = serve()
    phone = running.phone()
    head = (
        f"POST /api/join HTTP/1.1\r\nHost: {running.authority}\r\nContent-Type: application/json\r\n".encode()
    )
    stream = f"GET {phone.live} HTTP/1.1\r\nHost: {running.authority}\r\n\r\n".encode()
    sockets = [
        *_half_open(running, 100, b""),
        *_half_open(running, 100, head),
        *_half_open(running, 50, head + b"Content-Length: 100\r\n\r\n{"),
        *_half_open(running, 50, stream),
    ]
    assert phone.ask().status == 201, "the hall is unaffected meanwhile"
    running.stop()
    assert running.process.returncode == 0
    assert live.peek(running.folder) is None
    assert running.errors.read_text(encoding="utf-8") == ""
    for opened in sockets:
        opened.close()


def test_after_a_stop_the_record_is_free_and_whole(serve: Callable[..., Served]) -> None:
    running = serve()
    numbers = [running.phone().ask().json["number"] for _ in range(5)]
    running.stop()
    record = Record.open(running.folder / "record")
    assert [row.doc_id for row in record.db.table("questions").all()] == numbers
    record.close()


def test_a_second_server_for_the_same_meeting_is_refused(serve: Callable[..., Served]) -> None:
    running = serve()
    second = subprocess.run(
        [sys.executable, "-m", "doithoai", "serve", f"{running.folder}/", "--host", LOOPBACK],
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )
    assert second.returncode != 0
    assert str(running.process.pid) in second.stderr
    assert "Traceback" not in second.stderr
    assert running.phone().ask().status == 201


def test_stop_from_the_control_link_leaves_the_meeting_open(serve: Callable[..., Served]) -> None:
    running = serve()
    running.host.stop_now()
    running.process.wait(PATIENCE)
    assert Follower.open(running.folder / "record").db.table("meetings").get(doc_id=1)["phase"] == "open"  # type: ignore[index]  # one document


def test_support_that_waits_to_be_counted_is_counted_when_it_stops(serve: Callable[..., Served]) -> None:
    running = serve()
    first, second = running.phone(), running.phone()
    number = first.ask().json["number"]
    running.host.send_now(Approve(number))
    for phone in (first, second):
        assert phone.post(f"/api/questions/{number}/support", {"on": True}).status == 200
    running.stop()
    votes = Follower.open(running.folder / "record").db.table("votes").get(doc_id=number)
    assert isinstance(votes, dict)
    assert votes["count"] == 2
