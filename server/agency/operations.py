"""The port for those who run the servers: whether this one lives, whether phones can be served, and its figures.

Figures are such as tell of no person, and of no moment at which somebody did something: no number of questions or
commits, which read every few seconds would date each one, though the journal rounds its times.
"""

from __future__ import annotations

import http.client
import mmap
import time
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from server.agency.duty import KEEPER
from server.network.sockets import listen

if TYPE_CHECKING:
    from collections.abc import Callable

    from server.agency.duty import Duty, Figures

ALIVE, READY, METRICS = "/healthz", "/readyz", "/metrics"
JSON = "application/json"
TEXT = "text/plain; version=0.0.4; charset=utf-8"
"""Prometheus' text format."""
READER_SECONDS = 5.0
Answer = tuple[int, str, str]
"""Status, kind of content, text."""


class Metric(NamedTuple):
    """One figure, as Prometheus takes it."""

    name: str
    kind: str
    does: str
    value: float


def measured(figures: Figures) -> list[Metric]:
    """Every figure there is."""
    return [
        Metric("doithoai_keeper", "gauge", "Whether this server keeps the meeting.", figures.role == KEEPER),
        Metric("doithoai_ready", "gauge", "Whether phones can be served here.", not figures.missing),
        Metric(
            "doithoai_database_age_seconds",
            "gauge",
            "Time since the database last answered.",
            figures.database_age,
        ),
        Metric(
            "doithoai_tenures_total",
            "counter",
            "How often this server has begun to keep the meeting.",
            figures.tenures,
        ),
        Metric(
            "doithoai_phones", "gauge", "Phones that listen at the keeper, in steps of ten.", figures.phones
        ),
        Metric("doithoai_errors_total", "counter", "Faults of the program at this keeper.", figures.errors),
        Metric(
            "doithoai_followers",
            "gauge",
            "Servers that hold the credentials and keys of this keeper.",
            figures.followers,
        ),
        Metric("process_cpu_seconds_total", "counter", "Processor time used.", time.process_time()),
        Metric("process_resident_memory_bytes", "gauge", "Memory used.", _memory()),
    ]


def _memory() -> int:
    with suppress(OSError):
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[1]
        return int(pages) * mmap.PAGESIZE
    return 0


def exposition(meeting: str, metrics: list[Metric]) -> str:
    """The figures in Prometheus' text format, each with its meeting."""
    name = meeting.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")
    return "".join(
        f"# HELP {each.name} {each.does}\n# TYPE {each.name} {each.kind}\n"
        f'{each.name}{{meeting="{name}"}} {float(each.value):.6g}\n'
        for each in metrics
    )


class Operations:
    """The port at `host` and `port`, until `stop`. Raises OSError where it is taken."""

    def __init__(self, host: str, port: int, meeting: str, duty: Duty) -> None:
        answers: dict[str, Callable[[], Answer]] = {
            ALIVE: lambda: _alive(duty),
            READY: lambda: _ready(duty),
            METRICS: lambda: (http.client.OK, TEXT, exposition(meeting, measured(duty.figures()))),
        }

        class Answering(BaseHTTPRequestHandler):
            timeout = READER_SECONDS

            def do_GET(self) -> None:
                """Answer one of three questions."""
                answer = answers.get(self.path)
                status, kind, text = answer() if answer else (http.client.NOT_FOUND, JSON, "{}")
                body = text.encode()
                self.send_response_only(status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                self.send_header("Cache-Control", "no-store")
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_args: object) -> None:
                """Whoever asks is written nowhere."""

        bound = listen(host, port)
        bound.setblocking(True)
        self._server = ThreadingHTTPServer((host, port), Answering, bind_and_activate=False)
        self._server.socket.close()
        self._server.socket = bound
        Thread(target=self._server.serve_forever, name="operations", daemon=True).start()

    def stop(self) -> None:
        """Answer no more."""
        self._server.shutdown()
        self._server.server_close()


def _alive(duty: Duty) -> Answer:
    alive = duty.is_alive()
    return (http.client.OK if alive else http.client.SERVICE_UNAVAILABLE), JSON, _json(alive=alive)


def _ready(duty: Duty) -> Answer:
    found = duty.figures()
    status = http.client.SERVICE_UNAVAILABLE if found.missing else http.client.OK
    return status, JSON, _json(role=found.role, ready=not found.missing, missing=found.missing)


def _json(**facts: str | bool) -> str:
    return msgspec.json.encode(facts).decode()
