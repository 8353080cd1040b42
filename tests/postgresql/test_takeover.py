"""Servers of one meeting, any of which may fall: nothing that was called recorded is lost, doubled or renumbered."""

from __future__ import annotations

import http.client
import os
import random
import time
from typing import TYPE_CHECKING, Any

import pytest

from doithoai.laptop.records import read_state
from meeting.commands.balloting import ClosePoll, OpenPoll
from meeting.commands.polling import AddPoll
from meeting.model.form import Form, FormKind
from server.agency.fleet import make_certificate
from server.agency.handover import Receiving, fleet_context
from store.postgresql.reading import journal_bytes
from tests.postgresql.acknowledged import contradictions
from tests.postgresql.agency import NAME, Agency, Asker, given_all, joined, two
from tests.server.served import a_receipt
from tests.server.voting import READ
from tests.waiting import wait_until

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from meeting.decision import Command
    from tests.postgresql.acknowledged import Told
    from tests.postgresql.agency import AgencyServer
    from tests.postgresql.cluster import Cluster


FAULTS = ("kill", "stop", "freeze", "cut", "restart")
STORM_FAULTS = (*FAULTS, "standby gone", "woken late")
STORM_SECONDS = 60.0 if os.environ.get("CI") == "true" else 15.0


@pytest.fixture
def agency(cluster: Cluster, tmp_path: Path) -> Iterator[Agency]:
    made = Agency(cluster, tmp_path)
    try:
        yield made
    finally:
        made.close()


def assert_told_the_truth(agency: Agency, told: Told, tmp_path: Path) -> None:
    """Every answer "recorded" is true of the journal, once, under its number; and the chain is whole."""
    journal = tmp_path / "exported.jsonl"
    journal.write_bytes(journal_bytes(agency.cluster.dsn(), NAME))
    assert told
    assert contradictions(journal, told) == []


@pytest.mark.parametrize("fault", FAULTS)
def test_another_goes_on_when_the_keeper_falls(agency: Agency, tmp_path: Path, fault: str) -> None:
    keeper, follower = two(agency)
    code = keeper.code()
    given = joined(follower.phone(), code)["pass"]
    asker = Asker(agency, code)
    wait_until(lambda: len(asker.recorded) >= 2)
    if fault == "kill":
        keeper.kill()
    elif fault == "stop":
        keeper.hold()
    elif fault == "freeze":
        agency.link_of(keeper).freeze()
    elif fault == "cut":
        agency.link_of(keeper).cut()
    else:
        agency.cluster.restart()
    if fault != "restart":  # then whoever is first keeps it, the same one too
        follower.comes_to("keeper")
    before = len(asker.recorded)
    wait_until(lambda: len(asker.recorded) > before)
    if fault == "stop":
        keeper.go_on()
    agency.link_of(keeper).heal()
    if fault not in {"kill", "restart"}:
        keeper.comes_to("follower")
        answer = keeper.phone(given).get("/api/questions")
        assert answer.status == 200, answer.body
    assert_told_the_truth(agency, asker.stop(), tmp_path)


def test_an_open_vote_goes_on_and_every_ballot_counts_once(agency: Agency) -> None:
    keeper, follower = two(agency)
    number = did(keeper, AddPoll("Tán thành?", Form(FormKind.YES_NO)))["number"]
    did(keeper, OpenPoll(number))
    code = keeper.code()
    passes = [joined(follower.phone(), code)["pass"] for _ in range(6)]
    for given in passes[:4]:
        voted = follower.phone(given).post(f"/api/polls/{number}/ballot", {**READ, "options": ["yes"]})
        assert voted.json == {"replaced": False}
    # Every key that a ballot depends on stands at two servers, and in no table.
    assert [path.name for path in keys(keeper)] == [path.name for path in keys(follower)] != []
    keeper.kill()
    follower.comes_to("keeper")
    assert follower.code() == code
    for given in passes[3:]:
        again = follower.phone(given).post(f"/api/polls/{number}/ballot", {**READ, "options": ["no"]})
        assert again.json == {"replaced": given == passes[3]}
    did(follower, ClosePoll(number))
    wait_until(lambda: read_state(follower.folder / "record").polls[number].tally is not None)
    tally = read_state(follower.folder / "record").polls[number].tally
    assert tally is not None
    assert tally.cast == 6
    wait_until(lambda: not [path for path in keys(follower) if path.name.startswith("poll")])
    assert agency.cluster.sql("SELECT DISTINCT box FROM ballots WHERE box LIKE 'poll%'") == []


def keys(server: AgencyServer) -> list[Path]:
    return sorted((server.folder / "ballots").glob("*.key"))


def did(server: AgencyServer, command: Command) -> Any:
    return server.host.send_now(command).result


def test_a_keeper_is_confirmed_by_others_and_never_by_itself(agency: Agency) -> None:
    first = agency.add()
    first.comes_to("keeper")
    given = first.phone().post("/api/join", {"code": first.code()}).json["pass"]

    def ask(server: AgencyServer) -> None:
        answer = server.phone(given).post("/api/questions", {"text": "Sao?", "receipt": a_receipt()})
        assert answer.status == http.client.CREATED

    ask(first)
    assert first.receivers == 0
    second = agency.add()
    second.comes_to("follower")
    given_all(first, second)
    assert first.receivers == 1
    first.kill()
    second.comes_to("keeper")
    ask(second)
    assert second.receivers == 0


def test_a_server_with_another_certificate_is_given_nothing(agency: Agency, tmp_path: Path) -> None:
    keeper = agency.add()
    keeper.comes_to("keeper")
    keeper.code()
    make_certificate(tmp_path / "other.pem")
    [(peers,)] = agency.cluster.sql("SELECT peers FROM journals")
    assert isinstance(peers, str)
    there = peers
    receiving = Receiving(
        tmp_path / "stranger", lambda: there, fleet_context(tmp_path / "other.pem", here=False)
    )
    with pytest.raises(OSError):
        receiving._receive(there)
    receiving.stop()
    assert not (tmp_path / "stranger").exists()


def storm(agency: Agency, standby: Cluster, tmp_path: Path, rounds: int, seconds: float) -> None:
    """Three servers, people who ask without a pause, and a fault after the other: to the keeper as a rule."""
    agency.cluster.set("synchronous_standby_names", "second")
    keeper, _follower = two(agency)
    third = agency.add()
    third.comes_to("follower")
    given_all(keeper, third)
    code = keeper.code()
    askers = [Asker(agency, code) for _ in range(4)]
    chance, ends = random.Random(20), time.monotonic() + seconds
    for _ in range(rounds):
        if time.monotonic() > ends:
            break
        hit = agency.keeper() if chance.random() < 0.8 else chance.choice(agency.servers)
        fault = chance.choice(STORM_FAULTS)
        before = sum(len(asker.recorded) for asker in askers)
        if fault == "kill":
            hit.kill()
        elif fault in {"stop", "woken late"}:
            hit.hold()
        elif fault == "freeze":
            agency.link_of(hit).freeze()
        elif fault == "cut":
            agency.link_of(hit).cut()
        elif fault == "standby gone":
            standby.stop()
        else:
            agency.cluster.restart()
        time.sleep(chance.uniform(0, 4))  # the fault's own length, not a wait for anything
        if fault == "woken late":  # with what it had staged, when another has gone on
            wait_until(lambda hit=hit: agency.keeper() is not hit)  # type: ignore[misc]
        if fault == "standby gone":
            standby.start()
        hit.go_on()
        agency.link_of(hit).heal()
        if hit.process.poll() is not None:
            hit.start()
        agency.keeper()
        wait_until(lambda before=before: sum(len(a.recorded) for a in askers) > before)  # type: ignore[misc]
    told: Told = {}
    for asker in askers:
        told |= asker.stop()
    assert_told_the_truth(agency, told, tmp_path)


def test_a_storm_of_faults_loses_doubles_and_renumbers_nothing(
    agency: Agency, standby: Cluster, tmp_path: Path
) -> None:
    storm(agency, standby, tmp_path, rounds=100, seconds=STORM_SECONDS)


@pytest.mark.long
def test_a_hundred_faults_lose_double_and_renumber_nothing(
    agency: Agency, standby: Cluster, tmp_path: Path
) -> None:
    storm(agency, standby, tmp_path, rounds=100, seconds=3600)
