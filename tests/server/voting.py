"""A hall to vote in: a real server on loopback, the desk's client, and phones that only know HTTP."""

from __future__ import annotations

import http.client
import json
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlencode, urlsplit

from link.client import Client
from link.start import ensure_serving
from link.stop import stop_serving
from meeting.commands.profile import CreateMeeting
from meeting.commands.running import OpenMeeting
from meeting.model.profile import Meeting, Person
from meeting.moment import Moment, Role
from meeting.state import State
from server.clock import LaptopClock
from server.writing.writer import apply_now, load_state
from store import Follower, Record
from tests.loopback import LOOPBACK
from tests.waiting import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from link.live import Live
    from meeting.decision import Command

READ = {"edition": 1, "round": 1}
"""What a ballot says was read: the first wording of a poll, in its first round."""


class Reply(NamedTuple):
    """What a phone got back."""

    status: int
    text: str

    @property
    def json(self) -> dict[str, Any]:
        value: dict[str, Any] = json.loads(self.text)
        return value


class Phone:
    """A phone that joined; every request is a connection of its own."""

    def __init__(self, live: Live) -> None:
        self._host = urlsplit(live.address).netloc
        self.given_pass = ""
        self.given_pass = self.post("/api/join", {"code": live.short_code}).json["pass"]

    def get(self, path: str) -> Reply:
        return self._request("GET", path, None, {})

    def post(self, path: str, body: dict[str, Any]) -> Reply:
        return self._request("POST", path, json.dumps(body).encode(), {"Content-Type": "application/json"})

    def submit(self, section: str, *fields: tuple[str, str]) -> Reply:
        """Send a vote page's form the way a browser without scripts does."""
        body = urlencode([("pass", self.given_pass), ("section", section), ("lang", "vi"), *fields]).encode()
        return self._request("POST", "/take", body, {"Content-Type": "application/x-www-form-urlencoded"})

    def _request(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> Reply:
        connection = http.client.HTTPConnection(self._host, timeout=PATIENCE)
        try:
            connection.request(method, path, body, {"X-Pass": self.given_pass, **headers})
            got = connection.getresponse()
            return Reply(got.status, got.read().decode())
        finally:
            connection.close()


class Voting:
    """The hall and its desk."""

    def __init__(self, folder: Path, live: Live) -> None:
        self.folder = folder
        self.live = live
        self.client = Client(live)

    def phone(self) -> Phone:
        return Phone(self.live)

    def do(self, command: Command) -> dict[str, Any]:
        return self.client.send_now(command).result or {}

    def state(self) -> State:
        database = Follower.open(self.folder / "record").db
        return State.load(
            {
                name: {row.doc_id: dict(row) for row in database.table(name).all()}
                for name in database.tables()
            }
        )

    def until(self, wanted: Callable[[State], bool]) -> State:
        """The record once it is as wanted. Fails after PATIENCE seconds."""
        deadline = time.monotonic() + PATIENCE
        while not wanted(state := self.state()):
            assert time.monotonic() < deadline, "the record never came to this"
            time.sleep(0.05)
        return state

    def restart(self) -> None:
        stop_serving(self.folder)
        self.live = ensure_serving(self.folder, "--host", LOOPBACK)
        self.client = Client(self.live)


@contextmanager
def voting(folder: Path) -> Iterator[Voting]:
    """A new open meeting in `folder`, served until the block ends."""
    record = Record.create(folder / "record")
    try:
        profile = Meeting(
            id="2024-04-17-doi-thoai",
            title="Đối thoại về cải cách hành chính",
            agency="Phòng An ninh nội địa",
            parent_agency="Công an tỉnh",
            place="Hội trường",
            chair=Person("Nguyễn Văn An", "Trưởng phòng"),
            secretary=Person("Trần Thị Bình"),
            planned_on="2024-04-17",
        )
        state = load_state(record)
        clock = LaptopClock()
        for command in (CreateMeeting(profile), OpenMeeting()):
            apply_now(record, state, command, Moment(clock.now(), Role.HOST))
    finally:
        record.close()
    hall = Voting(folder, ensure_serving(folder, "--host", LOOPBACK))
    try:
        yield hall
    finally:
        stop_serving(folder)
