"""A real server in a process of its own, a client of its control link, and simple phones on real sockets."""

from __future__ import annotations

import http.client
import json
import os
import re
import secrets
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from link import live
from link.client import Client
from link.live import Live
from meeting.commands.profile import CreateMeeting
from meeting.commands.running import OpenMeeting
from meeting.dialogue.receipts import from_bytes
from meeting.model.profile import Meeting, Person, Settings
from meeting.moment import Moment, Role
from meeting.state import State
from server import limits
from server.writing.writer import apply_now
from store import Record
from tests.loopback import LOOPBACK
from tests.waiting import PATIENCE, wait_until

QUESTION = "Bao giờ bộ phận một cửa có thêm máy quét?"


def a_meeting(title: str = "Đối thoại về cải cách hành chính", **settings: Any) -> Meeting:
    """A profile with everything that must be there."""
    return Meeting(
        id="thu",
        title=title,
        agency="Phòng Thử nghiệm",
        parent_agency="Công an tỉnh",
        place="Hội trường A",
        chair=Person("Nguyễn Văn An", "Trưởng phòng"),
        secretary=Person("Trần Thị Bình"),
        planned_on="2026-11-24",
        settings=Settings(**settings),
    )


def make_meeting(folder: Path, *, opened: bool = True, **settings: Any) -> Path:
    """A meeting's folder with its record."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    record, state = Record.create(folder / "record"), State()
    moment = Moment(datetime(2026, 11, 24, 8, 0, tzinfo=UTC), Role.HOST)
    apply_now(record, state, CreateMeeting(a_meeting(**settings)), moment)
    if opened:
        apply_now(record, state, OpenMeeting(), moment)
    record.close()
    return folder


@dataclass
class Served:
    """A running server."""

    folder: Path
    process: subprocess.Popen[str]
    live: Live
    errors: Path

    @classmethod
    def start(cls, folder: Path, *, port: int | None = None, files: int = 0) -> Served:
        """Serve the meeting in `folder` on loopback, in a process that may have `files` open (0: as many as usual)."""
        arguments = ["--host", LOOPBACK, *(["--port", str(port)] if port else [])]
        errors = folder.parent / f"{folder.name}-{secrets.token_hex(3)}.err"
        with errors.open("w") as opened:
            process = subprocess.Popen(
                [
                    *(["sh", "-c", f'ulimit -n {files} && exec "$@"', "sh"] if files else []),
                    *(sys.executable, "-m", "doithoai", "serve", f"{folder}{os.sep}", *arguments),
                ],
                stdout=subprocess.PIPE,
                stderr=opened,
                encoding="utf-8",
            )
        assert process.stdout is not None
        line = process.stdout.readline()
        if not line:
            process.kill()
            process.communicate()
        assert line, errors.read_text(encoding="utf-8")
        running = live.read(folder)
        assert running is not None
        return cls(folder, process, running, errors)

    @property
    def authority(self) -> str:
        """The phones' host and port."""
        return self.live.address.removeprefix("http://")

    @property
    def host(self) -> Client:
        """The host's client."""
        return Client(self.live)

    def look_again(self) -> None:
        """Read the live file once it has a code for the hall."""

        def has_code() -> bool:
            found = live.read(self.folder)
            if found is not None:
                self.live = found
            return bool(self.live.short_code)

        wait_until(has_code)

    def phone(self) -> Phone:
        """A phone that has joined."""
        return Phone.join(self)

    def stop(self) -> None:
        """Ask it to go and wait until it has; one that stays is ended, and told of."""
        try:
            if self.process.poll() is None and sys.platform == "win32":  # where a signal ends it on the spot
                self.host.stop_now()
            elif self.process.poll() is None:
                self.process.send_signal(signal.SIGTERM)
            self.process.wait(PATIENCE)
        finally:
            self.kill()

    def kill(self) -> None:
        """End it as a power cut would."""
        self.process.kill()
        self.process.wait()
        assert self.process.stdout is not None
        self.process.stdout.close()


@dataclass
class Answer:
    """A reply."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def code(self) -> str:
        return str(self.json["error"]["code"])


class Phone:
    """One phone: its pass, and requests on connections of their own."""

    def __init__(self, authority: str, given_pass: str = "", ticket: str = "") -> None:
        self.authority, self.given_pass, self.live = authority, given_pass, ticket

    @classmethod
    def join(cls, served: Served) -> Phone:
        phone = cls(served.authority)
        joined = phone.post("/api/join", {"code": served.live.short_code}).json
        phone.given_pass, phone.live = joined["pass"], joined["live"]
        return phone

    def send(
        self, method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None
    ) -> Answer:
        connection = http.client.HTTPConnection(self.authority, timeout=PATIENCE)
        try:
            told = {"X-Pass": self.given_pass} if self.given_pass else {}
            connection.request(method, path, body, {**told, **(headers or {})})
            reply = connection.getresponse()
            return Answer(reply.status, reply.headers, reply.read())
        finally:
            connection.close()

    def get(self, path: str, **headers: str) -> Answer:
        return self.send("GET", path, headers=headers)

    def post(self, path: str, body: object, headers: dict[str, str] | None = None) -> Answer:
        told = {"Content-Type": "application/json", **(headers or {})}
        return self.send("POST", path, json.dumps(body).encode(), told)

    def form(self, path: str, headers: dict[str, str] | None = None, **fields: str) -> Answer:
        told = {"Content-Type": "application/x-www-form-urlencoded", **(headers or {})}
        return self.send("POST", path, urlencode(fields).encode(), told)

    def ask(self, text: str = QUESTION, receipt: str = "", **more: object) -> Answer:
        return self.post("/api/questions", {"text": text, "receipt": receipt or a_receipt(), **more})

    def follow(self, receipt: str) -> Any:
        return self.post("/api/following", {"receipts": [receipt]}).json["followed"][0]["question"]

    def listed(self, query: str = "") -> list[Any]:
        while (answer := self.get(f"/api/questions{query}")).status == http.client.TOO_MANY_REQUESTS:
            time.sleep(limits.READ_EVERY_SECONDS)  # one that looks again and again looks when it may
        listed: list[Any] = answer.json["questions"]
        return listed


def a_receipt() -> str:
    """A fresh receipt."""
    return from_bytes(secrets.token_bytes(10))


def a_free_port() -> int:
    """A port nothing uses, away from those that servers and the system choose."""
    while True:
        port = 20000 + secrets.randbelow(10000)
        with socket.socket() as tried:
            if tried.connect_ex((LOOPBACK, port)):
                return port


def hidden_field(page: str, name: str) -> str:
    """The value of a hidden field of a page's form."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found, name
    return found.group(1)
