"""Real servers of one meeting in a real database, each a process with its own folder, port and link to the database."""

from __future__ import annotations

import http.client
import json
import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from link import live
from link.client import Client
from server.agency.fleet import make_certificate
from store.postgresql.moving import into_database
from tests.loopback import LOOPBACK
from tests.postgresql.link import Link
from tests.server.served import Answer, Phone, a_free_port, a_receipt, make_meeting
from tests.waiting import PATIENCE, wait_until

if TYPE_CHECKING:
    from pathlib import Path

    from tests.postgresql.cluster import Cluster

NAME = "thu"


class AgencyServer:
    """One `doithoai server`."""

    def __init__(self, data: Path, dsn: str, *options: str) -> None:
        self.data, self.folder = data, data / "meetings" / NAME
        self.port = a_free_port()
        self.authority = f"{LOOPBACK}:{self.port}"
        self._dsn, self._options = dsn, options
        self.roles: list[str] = []
        self.errors = data / "errors.txt"
        self.start()

    def start(self) -> None:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with self.errors.open("a") as errors:
            self.process = subprocess.Popen(
                [
                    *(sys.executable, "-m", "doithoai", "server", NAME, "--database", self._dsn),
                    *("--listen", self.authority, *self._options),
                ],
                stdout=subprocess.PIPE,
                stderr=errors,
                encoding="utf-8",
                env={**os.environ, "DOITHOAI_DATA": str(self.data), "DOITHOAI_LANGUAGE": "en"},
            )
        threading.Thread(target=self._listen, args=(self.process,), daemon=True).start()

    def _listen(self, process: subprocess.Popen[str]) -> None:
        assert process.stdout is not None
        with process.stdout as lines:
            for line in lines:
                self.roles.append(json.loads(line)["role"])

    @property
    def role(self) -> str:
        return self.roles[-1] if self.roles else ""

    def comes_to(self, role: str) -> None:
        wait_until(lambda: self.role == role or self.process.poll() is not None)
        assert self.role == role, self.errors.read_text()

    @property
    def host(self) -> Client:
        """The host's client; only a keeper has one."""
        running = live.read(self.folder)
        assert running is not None
        return Client(running)

    def code(self) -> str:
        wait_until(lambda: (found := live.read(self.folder)) is not None and found.short_code)
        running = live.peek(self.folder)
        assert running is not None
        return running.short_code

    def phone(self, given_pass: str = "") -> Phone:
        return Phone(self.authority, given_pass)

    def signal(self, name: signal.Signals) -> None:
        self.process.send_signal(name)

    def kill(self) -> None:
        with suppress(ProcessLookupError):
            self.process.kill()
        self.process.wait(PATIENCE)

    def stop(self) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGCONT)
            self.process.terminate()
        self.process.wait(PATIENCE)


class Agency:
    """The meeting in the database and its servers; each reaches the database by a link of its own."""

    def __init__(self, cluster: Cluster, folder: Path, name: str = NAME) -> None:
        self.cluster, self.folder = cluster, folder
        cluster.sql("SET session_replication_role = replica; TRUNCATE commits, journals")
        into_database(make_meeting(folder / NAME) / "record", cluster.dsn(), name, "the agency's database")
        self.links: list[Link] = []
        self.servers: list[AgencyServer] = []
        self.fleet = folder / "fleet.pem"
        make_certificate(self.fleet)

    def add(self) -> AgencyServer:
        link = Link(self.cluster.port)
        self.links.append(link)
        number = len(self.links)
        (self.folder / f"server-{number}").mkdir()
        peers = ("--fleet", str(self.fleet), "--peers", f"{LOOPBACK}:{a_free_port()}")
        made = AgencyServer(self.folder / f"server-{number}", self.cluster.dsn(port=link.port), *peers)
        self.servers.append(made)
        return made

    def link_of(self, server: AgencyServer) -> Link:
        return self.links[self.servers.index(server)]

    def keeper(self) -> AgencyServer:
        """The one that keeps the meeting now, once there is one."""
        wait_until(lambda: self._keeper() is not None)
        found = self._keeper()
        assert found is not None
        return found

    def _keeper(self) -> AgencyServer | None:
        [(holder,)] = self.cluster.sql(f"SELECT holder FROM journals WHERE record = '{NAME}'")
        return next((s for s in self.servers if s.authority == holder and s.role == "keeper"), None)

    def close(self) -> None:
        for link in self.links:
            link.heal()
        for server in self.servers:
            server.kill()
        for link in self.links:
            link.close()


class Asker:
    """A person who asks questions one after the other through any server, again and again until each is recorded."""

    def __init__(self, agency: Agency, given_pass: str) -> None:
        self._agency, self._pass = agency, given_pass
        self.recorded: dict[str, tuple[int, int]] = {}
        """By receipt, what the answer "recorded" said: the question's number and the commit."""
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        while not self._ended.is_set():
            receipt = a_receipt()
            text = f"Câu hỏi {receipt}?"
            while not self._ended.is_set():
                answer = self._tried(text, receipt, len(self.recorded))
                if answer is not None and answer.status == http.client.CREATED:
                    self.recorded[receipt] = answer.json["number"], answer.json.get("n", 0)
                    break
                time.sleep(0.05)

    def _tried(self, text: str, receipt: str, turn: int) -> Answer | None:
        for at in range(len(self._agency.servers)):
            server = self._agency.servers[(turn + at) % len(self._agency.servers)]
            try:
                connection = http.client.HTTPConnection(server.authority, timeout=2)
                try:
                    body = json.dumps({"text": text, "receipt": receipt}).encode()
                    headers = {"X-Pass": self._pass, "Content-Type": "application/json"}
                    connection.request("POST", "/api/questions", body, headers)
                    reply = connection.getresponse()
                    return Answer(reply.status, reply.headers, reply.read())
                finally:
                    connection.close()
            except (OSError, http.client.HTTPException):
                continue
        return None

    def stop(self) -> dict[str, tuple[int, int]]:
        self._ended.set()
        self._thread.join(PATIENCE)
        return self.recorded


def joined(phone: Phone, code: str) -> Any:
    return phone.post("/api/join", {"code": code}).json
