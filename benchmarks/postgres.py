"""A meeting in PostgreSQL: what the record takes, what phones wait at four servers, how soon another server takes over.

`python -m benchmarks.postgres [--seconds N]` writes benchmarks/results/postgres.json. It starts a cluster of its own.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import statistics
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING

from benchmarks.outcome import report
from store import BallotBox, Record
from store.postgresql.boxes import PostgresBoxes
from store.postgresql.tenure import PostgresTenure
from store.tinydb_journal.commit import Change
from tests.postgresql.agency import Agency
from tests.postgresql.cluster import Cluster
from tests.server.served import Phone, a_receipt

if TYPE_CHECKING:
    from tests.postgresql.agency import AgencyServer

AT = "2026-11-24T09:30:00+07:00"
SUBMITTERS = 64
SERVERS = 4
RATE = 200
"""Questions a second over all servers."""
ASKS_A_PASS = 5
TAKEOVERS = 3
BUDGETS = {
    "an acknowledged commit at full load, ms": 1.0,
    "an acknowledged ballot at full load, ms": 0.5,
    "200 questions a second over 4 servers, p95 ms": 120.0,
    "200 questions a second over 4 servers, p99 ms": 250.0,
    "kill -9 to the first answer elsewhere, s": 1.5,
    "a stopped keeper to the first answer elsewhere, s": 4.5,
    "acknowledged questions lost or doubled": 0,
}


def _commits(cluster: Cluster, folder: Path, seconds: float) -> float:
    """Milliseconds a commit where many wait together, as phones do at one keeper."""
    record = Record.began(PostgresTenure(cluster.dsn(), folder / "commits"))
    flushing, ended = Event(), Event()

    def flush() -> None:
        while not ended.is_set():
            flushing.wait(1)
            record.flush()

    flusher = Thread(target=flush, daemon=True)
    flusher.start()

    def submit(_number: int) -> None:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            change = Change("questions", 1, {"text": "Bao giờ bộ phận một cửa có thêm máy quét?"})
            n = record.stage([change], by="phone", did="ask", at=AT).n
            flushing.set()
            while record.durable_n < n:
                time.sleep(0.001)

    with ThreadPoolExecutor(SUBMITTERS) as pool:
        list(pool.map(submit, range(SUBMITTERS)))
    ended.set()
    flusher.join()
    took = seconds * 1000 / record.durable_n
    record.abandon()
    return took


def _ballots(cluster: Cluster, folder: Path, seconds: float) -> float:
    tenure = PostgresTenure(cluster.dsn(), folder / "ballots")
    tenure.create("ab" * 16)
    boxes = PostgresBoxes(cluster.dsn(), tenure, folder / "boxes", bool)
    box, cast, until = BallotBox.create(boxes, "poll"), 0, time.monotonic() + seconds
    while time.monotonic() < until:
        for _ in range(SUBMITTERS):
            cast += 1
            box.cast("ballot", b"%d" % cast, cast % 5)
        box.flush()
    boxes.close()
    tenure.release()
    return seconds * 1000 / cast


def _passes(server: AgencyServer, code: str, wanted: int) -> list[str]:
    passes: list[str] = []
    while len(passes) < wanted:
        answer = server.phone().post("/api/join", {"code": code})
        if answer.status == http.client.OK or answer.status == http.client.CREATED:
            passes.append(answer.json["pass"])
        else:
            time.sleep(0.05)
    return passes


def _asked(agency: Agency, passes: list[str], seconds: float) -> tuple[list[float], list[int]]:
    """(milliseconds each question waited, the numbers they were given) at RATE, in turn at every server."""
    began = time.monotonic() + 0.5

    def ask(number: int) -> tuple[float, int]:
        due = began + number / RATE
        time.sleep(max(0.0, due - time.monotonic()))
        phone = Phone(agency.servers[number % SERVERS].authority, passes[number // ASKS_A_PASS])
        answer = phone.ask(f"Câu hỏi {a_receipt()}?")
        return (time.monotonic() - due) * 1000, int(answer.json.get("number", 0))

    with ThreadPoolExecutor(SUBMITTERS) as pool:
        found = list(pool.map(ask, range(int(seconds * RATE))))
    return [took for took, _ in found], [number for _, number in found]


def _takeover(agency: Agency, code: str, *, stopped: bool) -> float:
    keeper = agency.keeper()
    other = next(server for server in agency.servers if server is not keeper)
    [given] = _passes(other, code, 1)
    body = json.dumps({"text": f"Câu hỏi {a_receipt()}?", "receipt": a_receipt()}).encode()
    began = time.monotonic()
    if stopped:
        keeper.hold()
    else:
        keeper.kill()
    while True:
        connection = http.client.HTTPConnection(other.authority, timeout=0.5)
        try:
            connection.request(
                "POST", "/api/questions", body, {"X-Pass": given, "Content-Type": "application/json"}
            )
            if connection.getresponse().status < http.client.BAD_REQUEST:
                break
        except (OSError, http.client.HTTPException):
            pass
        finally:
            connection.close()
        time.sleep(0.01)
    took = time.monotonic() - began
    if stopped:
        keeper.go_on()
    else:
        keeper.start()
    keeper.comes_to("follower")
    return took


def main() -> int:
    """Measure and judge; the exit status."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=10.0)
    seconds = parser.parse_args().seconds
    cluster = Cluster.make()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        os.environ["DOITHOAI_DATA"] = place
        agency = Agency(cluster, folder)
        try:
            first = agency.add()
            first.comes_to("keeper")
            code = first.code()
            for _ in range(SERVERS - 1):
                agency.add().comes_to("follower")
            waited, numbers = _asked(
                agency, _passes(first, code, int(seconds * RATE / ASKS_A_PASS) + 1), seconds
            )
            killed = [_takeover(agency, code, stopped=False) for _ in range(TAKEOVERS)]
            stopped = [_takeover(agency, code, stopped=True) for _ in range(TAKEOVERS)]
            agency.close()
            percentiles = statistics.quantiles(waited, n=100)
            found = {
                "an acknowledged commit at full load, ms": round(_commits(cluster, folder, seconds), 3),
                "an acknowledged ballot at full load, ms": round(_ballots(cluster, folder, seconds), 3),
                "200 questions a second over 4 servers, p95 ms": round(percentiles[94], 1),
                "200 questions a second over 4 servers, p99 ms": round(percentiles[98], 1),
                "kill -9 to the first answer elsewhere, s": round(max(killed), 2),
                "a stopped keeper to the first answer elsewhere, s": round(max(stopped), 2),
                "acknowledged questions lost or doubled": len(numbers) - len({*numbers} - {0}),
            }
        finally:
            agency.close()
            cluster.remove()
    figures = {
        "questions": len(numbers),
        "median ms at the keeper": round(statistics.median(waited[::SERVERS]), 1),
        "median ms at a follower": round(statistics.median(waited[1::SERVERS]), 1),
        "takeovers after kill -9, s": [round(took, 2) for took in killed],
        "takeovers from a stopped keeper, s": [round(took, 2) for took in stopped],
    }
    return report("postgres", BUDGETS, found, figures)


if __name__ == "__main__":
    sys.exit(main())
