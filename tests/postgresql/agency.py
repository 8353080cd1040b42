"""Real servers of one meeting in a real database, each a process with its own folder, port and link to the database."""

from __future__ import annotations

import http.client
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from link import live
from link.client import Client
from server.agency.fleet import make_certificate
from server.agency.handover import present
from store.postgresql.moving import into_database
from tests.loopback import LOOPBACK
from tests.postgresql.acknowledged import Told, text_of
from tests.postgresql.link import Link
from tests.server.served import Answer, Phone, a_free_port, a_receipt, make_meeting
from tests.waiting import PATIENCE, wait_until

if TYPE_CHECKING:
    from tests.postgresql.cluster import Cluster

ESTABLISHED = "01"
"""As /proc/net/tcp writes it."""

NAME = "thu"
TAKEN = frozenset({http.client.OK, http.client.CREATED})


class AgencyServer:
    """One `doithoai server`; `peers` is the port at which it gives other servers what the database may not hold."""

    def __init__(self, data: Path, dsn: str, peers: int, *options: str) -> None:
        self.peers, self.operations = peers, a_free_port()
        self.data, self.folder = data, data / "meetings" / NAME
        self.port = a_free_port()
        self.authority = f"{LOOPBACK}:{self.port}"
        self._dsn, self._options = dsn, options
        self.roles: list[str] = []
        self.log: list[dict[str, str]] = []
        self.errors = data / "errors.txt"
        self.start()

    def start(self) -> None:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with self.errors.open("a") as errors:
            self.process = subprocess.Popen(
                [
                    *(sys.executable, "-m", "doithoai", "server", NAME, "--database", self._dsn),
                    *("--listen", self.authority, "--operations", f"{LOOPBACK}:{self.operations}"),
                    *self._options,
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
                told = json.loads(line)
                self.log.append(told)
                if told["event"] == "role":
                    self.roles.append(told["role"])

    @property
    def role(self) -> str:
        return self.roles[-1] if self.roles else ""

    def comes_to(self, role: str) -> None:
        wait_until(lambda: self.role == role or self.process.poll() is not None)
        assert self.role == role, self.errors.read_text(encoding="utf-8")

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

    @property
    def receivers(self) -> int:
        """How many connections there are now at the port for other servers."""
        return established(self.peers)

    def hold(self) -> None:
        """Stop it in the middle of what it does, as a machine that is out of breath."""
        if sys.platform != "win32":
            self.process.send_signal(signal.SIGSTOP)

    def go_on(self) -> None:
        if sys.platform != "win32":
            self.process.send_signal(signal.SIGCONT)

    def kill(self) -> None:
        with suppress(ProcessLookupError):
            self.process.kill()
        self.process.wait(PATIENCE)

    def stop(self) -> None:
        if self.process.poll() is None:
            self.go_on()
            self.process.terminate()
        self.process.wait(PATIENCE)


class Agency:
    """The meeting in the database and its servers; each reaches the database by a link of its own."""

    def __init__(self, cluster: Cluster, folder: Path, name: str = NAME) -> None:
        self.cluster, self.folder = cluster, folder
        cluster.sql("SET session_replication_role = replica; TRUNCATE commits, ballots, journals")
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
        peers = a_free_port()
        options = ("--fleet", str(self.fleet), "--peers", f"{LOOPBACK}:{peers}")
        made = AgencyServer(
            self.folder / f"server-{number}", self.cluster.dsn(port=link.port), peers, *options
        )
        self.servers.append(made)
        return made

    def link_of(self, server: AgencyServer) -> Link:
        return self.links[self.servers.index(server)]

    def keeper(self) -> AgencyServer:
        """The one that keeps the meeting now, once there is one."""
        found: list[AgencyServer] = []

        def looked() -> bool:
            found.extend(filter(None, (self._keeper(),)))
            return bool(found)

        wait_until(looked)
        return found[0]

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
    """A person who asks questions one after the other through any server, each again and again until it is recorded.

    A phone may ask so many questions at once and then one from time to time: this one asks as fast as it may.
    """

    def __init__(self, agency: Agency, code: str) -> None:
        self._agency, self._code = agency, code
        self.recorded: Told = {}
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        given = ""
        while not self._ended.is_set():
            receipt = a_receipt()
            question = {"text": text_of(receipt), "receipt": receipt}
            while not self._ended.is_set():
                given = given or self._joined()
                answer = self._tried("/api/questions", question, given)
                if answer is not None and answer.status in TAKEN:
                    self.recorded[receipt] = answer.json["number"], answer.json["n"]
                    break
                if answer is not None and answer.status in {
                    http.client.FORBIDDEN,
                    http.client.TOO_MANY_REQUESTS,
                }:
                    given = ""
                time.sleep(0.05)

    def _joined(self) -> str:
        answer = self._tried("/api/join", {"code": self._code}, "")
        return str(answer.json["pass"]) if answer is not None and answer.status in TAKEN else ""

    def _tried(self, path: str, body: dict[str, str], given_pass: str) -> Answer | None:
        servers = self._agency.servers
        for server in random.sample(servers, len(servers)):
            connection = http.client.HTTPConnection(server.authority, timeout=1)
            try:
                headers = {
                    "Content-Type": "application/json",
                    **({"X-Pass": given_pass} if given_pass else {}),
                }
                connection.request("POST", path, json.dumps(body).encode(), headers)
                reply = connection.getresponse()
                answer = Answer(reply.status, reply.headers, reply.read())
            except (OSError, http.client.HTTPException):
                continue
            finally:
                connection.close()
            if answer.status != http.client.SERVICE_UNAVAILABLE:
                return answer
        return None

    def stop(self) -> Told:
        self._ended.set()
        self._thread.join(PATIENCE)
        return self.recorded


def established(port: int) -> int:
    """How many connections there are now at the near end of a port, as Linux counts them."""
    here = f":{port:04X}"
    rows = (line.split() for line in Path("/proc/net/tcp").read_text(encoding="ascii").splitlines()[1:])
    return sum(local.endswith(here) and state == ESTABLISHED for _, local, _, state, *_ in rows)


def two(agency: Agency) -> tuple[AgencyServer, AgencyServer]:
    """A keeper and a follower that has been given the credentials."""
    keeper = agency.add()
    keeper.comes_to("keeper")
    follower = agency.add()
    follower.comes_to("follower")
    given_all(keeper, follower)
    return keeper, follower


def given_all(keeper: AgencyServer, follower: AgencyServer) -> None:
    """Wait until the follower has been given what the keeper may not lose."""
    wait_until(lambda: present(follower.folder).files and present(follower.folder) == present(keeper.folder))


def joined(phone: Phone, code: str) -> Any:
    return phone.post("/api/join", {"code": code}).json
