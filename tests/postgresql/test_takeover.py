"""Servers of one meeting, any of which may fall: nothing that was called recorded is lost, doubled or renumbered."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING

import msgspec
import pytest

from store import verify
from store.postgresql.reading import journal_bytes
from tests.postgresql.agency import NAME, Agency, Asker, joined
from tests.waiting import wait_until

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.postgresql.agency import AgencyServer
    from tests.postgresql.cluster import Cluster


@pytest.fixture
def agency(cluster: Cluster, tmp_path: Path) -> Iterator[Agency]:
    made = Agency(cluster, tmp_path)
    try:
        yield made
    finally:
        made.close()


def two(agency: Agency) -> tuple[AgencyServer, AgencyServer]:
    """A keeper and a follower that has been given the credentials."""
    keeper = agency.add()
    keeper.comes_to("keeper")
    follower = agency.add()
    follower.comes_to("follower")
    credentials = "phones.json"
    wait_until(
        lambda: (
            (follower.folder / credentials).exists()
            and (follower.folder / credentials).read_bytes() == (keeper.folder / credentials).read_bytes()
        )
    )
    return keeper, follower


def asked(agency: Agency, recorded: dict[str, tuple[int, int]], tmp_path: Path) -> None:
    """Every answer "recorded" is true of the journal, once, under its number; and the chain is whole."""
    journal = tmp_path / "exported.jsonl"
    journal.write_bytes(journal_bytes(agency.cluster.dsn(), NAME))
    found = verify(journal)
    assert found.ok, found
    texts: dict[str, list[tuple[int, int]]] = {}
    for line in journal.read_bytes().splitlines()[1:]:
        commit = msgspec.json.decode(line)
        for op in commit["ops"]:
            if op["table"] == "questions" and commit["did"] == "ask":
                texts.setdefault(op["document"]["text"], []).append((op["id"], commit["n"]))
    for receipt, (number, n) in recorded.items():
        assert texts[f"Câu hỏi {receipt}?"] == [(number, n)]
    assert len(texts) == sum(map(len, texts.values())), "a question stands twice"


@pytest.mark.parametrize("fault", ["kill", "stop", "freeze", "cut", "restart"])
def test_another_goes_on_when_the_keeper_falls(agency: Agency, tmp_path: Path, fault: str) -> None:
    keeper, follower = two(agency)
    given = joined(follower.phone(), keeper.code())["pass"]
    asker = Asker(agency, given)
    wait_until(lambda: len(asker.recorded) >= 2)
    if fault == "kill":
        keeper.kill()
    elif fault == "stop":
        keeper.signal(signal.SIGSTOP)
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
        keeper.signal(signal.SIGCONT)
    agency.link_of(keeper).heal()
    if fault not in {"kill", "restart"}:
        keeper.comes_to("follower")
        answer = keeper.phone(given).get("/api/questions")
        assert answer.status == 200, answer.body
    asked(agency, asker.stop(), tmp_path)
