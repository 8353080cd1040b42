"""The servers that can be measured, each behind the same few calls."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from abc import ABC, abstractmethod
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from benchmarks.hall import Answer, SimulatedPhone
from benchmarks.phones import Hall
from meeting.commands.sorting import Approve

if TYPE_CHECKING:
    from collections.abc import Mapping

PAGE_BYTES = 30_000
"""About as large as our page is, uncompressed, as simulated phones ask for it."""


class System(ABC):
    """A running server."""

    pid = 0
    """The server's process; 0 where it is elsewhere, and its processor and memory are not known."""

    code = "code"
    """What joins."""

    publishes = True
    """Whether phones can be told something from here."""

    @abstractmethod
    def phone(self) -> SimulatedPhone:
        """A phone of its own."""

    @abstractmethod
    async def ready_to_vote(self, questions: int) -> None:
        """Have questions 1 to `questions` on the list, so that they can be supported."""

    async def publish(self) -> int:
        """Change something that every phone is told; the number under which they are, 0 where nothing is published."""
        return 0

    @abstractmethod
    def stop(self) -> None:
        """End it."""

    def processor(self) -> float:
        """Seconds of processor time used so far."""
        if sys.platform == "win32":
            raise OSError("Windows has no /proc")
        fields = self._proc("stat").rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def memory(self) -> float:
        """Resident memory, MB."""
        line = next(line for line in self._proc("status").splitlines() if line.startswith("VmRSS"))
        return int(line.split()[1]) / 1024

    def _proc(self, name: str) -> str:
        return Path(f"/proc/{self.pid}/{name}").read_text(encoding="ascii")


class Ours(System):
    """doithoai's own server."""

    def __init__(self, folder: Path) -> None:
        self._hall = Hall(folder)
        self.pid = self._hall.process.pid
        self.code = self._hall.live.short_code
        self._next = 0

    def phone(self) -> SimulatedPhone:
        """As `System.phone`."""
        return self._hall.new_phones(1)[0]

    async def ready_to_vote(self, questions: int) -> None:
        """The host approves them."""
        for number in range(1, questions + 1):
            await self._hall.client.send(Approve(number))
        self._next = questions

    async def publish(self) -> int:
        """The host approves one question more."""
        self._next += 1
        reply = await self._hall.client.send(Approve(self._next))
        return reply.n

    def stop(self) -> None:
        """As `System.stop`."""
        self._hall.stop()


class Plain(System):
    """One of `plain_servers`."""

    def __init__(self, folder: Path, keeping: str) -> None:
        folder.mkdir(parents=True)
        command = [sys.executable, "-P", "-m", "benchmarks.peers.plain_servers", keeping, str(folder)]
        root = Path(__file__).resolve().parents[2]
        self._process = subprocess.Popen(
            [*command, str(PAGE_BYTES)],
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(root)},
        )
        assert self._process.stdout is not None
        self._port = int(self._process.stdout.readline())
        self.pid = self._process.pid
        self._host = SimulatedPhone("127.0.0.1", self._port)

    def phone(self) -> SimulatedPhone:
        """As `System.phone`."""
        return SimulatedPhone("127.0.0.1", self._port)

    async def ready_to_vote(self, questions: int) -> None:
        """Every question can be supported at once."""

    async def publish(self) -> int:
        """As `System.publish`."""
        answer = await self._host.request("POST", "/publish", {})
        return int(answer.value["n"])

    def stop(self) -> None:
        """As `System.stop`; it would wait for its streams, and has nothing to lose."""
        self._process.kill()
        self._process.wait(20)
        assert self._process.stdout is not None
        self._process.stdout.close()


class RecipePhone(SimulatedPhone):
    """A phone of a server that somebody described in a recipe."""

    def __init__(self, host: str, port: int, recipe: Mapping[str, Any]) -> None:
        super().__init__(host, port)
        self._recipe = recipe
        self._token = ""

    async def _step(self, name: str, **values: str) -> Answer:
        step = self._recipe[name]
        filled = {key: _filled(step.get(key), {"token": self._token, **values}) for key in ("path", "body")}
        return await self.request(step["method"], filled["path"], filled["body"])

    async def join(self, code: str) -> Answer:
        """Whatever its `join` is; `token` names the field of the reply that later steps show."""
        answer = await self._step("join", code=code)
        field = self._recipe["join"].get("token")
        if field:
            self._token = str(answer.value[field])
        return answer

    async def ask(self, text: str) -> Answer:
        """Whatever its `ask` is."""
        return await self._step("ask", text=text)

    async def support(self, number: int) -> Answer:
        """Whatever its `vote` is."""
        return await self._step("vote", number=str(number))


def _filled(given: Any, values: Mapping[str, str]) -> Any:
    """The same with {name} in every text replaced."""
    if isinstance(given, dict):
        return {key: _filled(value, values) for key, value in given.items()}
    if isinstance(given, str):
        for name, value in values.items():
            given = given.replace(f"{{{name}}}", value)
    return given


class Elsewhere(System):
    """A server that runs already, described by a recipe (see `__main__`)."""

    publishes = False

    def __init__(self, url: str, recipe: Path) -> None:
        parts = urlsplit(url)
        self._host, self._port = parts.hostname or "127.0.0.1", parts.port or 80
        self._recipe: dict[str, Any] = json.loads(recipe.read_text(encoding="utf-8"))

    def phone(self) -> SimulatedPhone:
        """As `System.phone`."""
        return RecipePhone(self._host, self._port, self._recipe)

    async def ready_to_vote(self, questions: int) -> None:
        """Whoever runs it has it ready."""

    def stop(self) -> None:
        """It was not started here."""


OURS = "ours"
LIMIT = "grouped"
OWN = (OURS, LIMIT, "sqlite", "tinydb")


def started(name: str, folder: Path) -> System:
    """One of OWN."""
    return Ours(folder) if name == OURS else Plain(folder, name)
