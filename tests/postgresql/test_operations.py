"""What those who run the servers are told of them, and what they are never told."""

from __future__ import annotations

import asyncio
import http.client
import json
import re
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from server.agency.duty import Duty, Figures
from server.agency.operations import exposition, measured
from tests.loopback import LOOPBACK
from tests.postgresql.agency import Agency, joined, two
from tests.server.served import Answer, Phone, a_receipt
from tests.waiting import wait_until

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.postgresql.agency import AgencyServer
    from tests.postgresql.cluster import Cluster

SAMPLE = re.compile(r'[a-z_]+\{meeting="(?:[^"\\\n]|\\.)*"\} [0-9.e+]+')


@pytest.fixture
def agency(cluster: Cluster, tmp_path: Path) -> Iterator[Agency]:
    made = Agency(cluster, tmp_path)
    try:
        yield made
    finally:
        made.close()


def told(server: AgencyServer, path: str) -> Answer:
    return Phone(f"{LOOPBACK}:{server.operations}").get(path)


def metric(server: AgencyServer, name: str) -> float:
    [line] = [line for line in told(server, "/metrics").text.splitlines() if line.startswith(f"{name}{{")]
    return float(line.rpartition(" ")[2])


def missing(server: AgencyServer) -> str:
    answer = told(server, "/readyz")
    assert (answer.status == http.client.OK) == answer.json["ready"] == (not answer.json["missing"])
    return str(answer.json["missing"])


def test_each_server_says_what_it_does_and_what_is_missing(agency: Agency) -> None:
    keeper, follower = two(agency)
    for server, role in ((keeper, "keeper"), (follower, "follower")):
        assert told(server, "/healthz").json == {"alive": True}
        assert told(server, "/readyz").json == {"role": role, "ready": True, "missing": ""}
        assert metric(server, "doithoai_keeper") == (role == "keeper")
    assert metric(keeper, "doithoai_followers") == 1
    assert told(keeper, "/").status == http.client.NOT_FOUND
    agency.cluster.stop()
    for server in (keeper, follower):
        wait_until(lambda server=server: missing(server) == "no-database")  # type: ignore[misc]
        assert told(server, "/healthz").status == http.client.OK
    agency.cluster.start()
    for server in (keeper, follower):
        wait_until(lambda server=server: missing(server) == "")  # type: ignore[misc]
    agency.keeper().kill()
    [left] = [server for server in (keeper, follower) if server.process.poll() is None]
    left.comes_to("keeper")
    wait_until(lambda: missing(left) == "")
    assert metric(left, "doithoai_tenures_total") >= 1


def test_figures_are_prometheus_text_and_the_page_for_administrators_names_each() -> None:
    figures = Figures("keeper", "", 0.25, 3, 120, 1, 2)
    written = exposition('a "day"\n\\', measured(figures)).splitlines()
    samples = [line for line in written if not line.startswith("#")]
    assert all(SAMPLE.fullmatch(line) for line in samples)
    assert len(written) == 3 * len(samples)
    page = (Path(__file__).resolve().parents[2] / "docs" / "postgresql.md").read_text(encoding="utf-8")
    for each in measured(figures):
        assert f"`{each.name}`" in page


def test_a_loop_that_does_not_turn_is_no_life() -> None:
    class Copying:
        is_alive = True

    duty, held, ended = Duty(Copying()), threading.Event(), threading.Event()  # type: ignore[arg-type]
    assert duty.is_alive()

    async def hang() -> None:
        duty.follow()
        held.set()
        ended.wait()

    hanging = threading.Thread(target=asyncio.run, args=(hang(),))
    hanging.start()
    held.wait()
    assert not duty.is_alive()
    ended.set()
    hanging.join()
    duty.end()
    assert duty.is_alive()


def test_no_phone_is_told_of_in_log_figures_files_or_the_database(agency: Agency, tmp_path: Path) -> None:
    keeper, follower = two(agency)
    code, address, word = keeper.code(), "203.0.113.77", "wordinthetext"
    given = joined(follower.phone(), code)["pass"]
    asked = {"text": f"Bao giờ {word}?", "receipt": a_receipt()}
    forwarded = {"X-Forwarded-For": address, "Forwarded": f"for={address}", "X-Pass": given}
    for server in (follower, keeper):
        body = {**asked, "receipt": a_receipt()}
        answer = server.phone().post("/api/questions", body, forwarded)
        assert answer.status == http.client.CREATED
    figures = "".join(told(server, "/metrics").text for server in agency.servers)
    logs = json.dumps([server.log for server in agency.servers])
    agency.cluster.sql("CHECKPOINT")
    files = [path for top in (tmp_path, agency.cluster.data) for path in top.rglob("*") if path.is_file()]
    found = {
        secret: [path for path in files if secret.encode() in path.read_bytes()]
        for secret in (address, given, word)
    }
    assert found[word], "what does stand there is found"
    assert {"role"} == {line["event"] for server in agency.servers for line in server.log} - {"notice"}
    for secret in (address, given):
        assert not found[secret]
        assert secret not in figures + logs
    assert code not in figures + logs
    assert word not in figures + logs
