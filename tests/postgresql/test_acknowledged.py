"""The check that storms end with sees what it is there to see."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import msgspec
import pytest

from meeting.commands.asking import Ask
from meeting.moment import Moment, Role
from server.writing.writer import apply_now, load_state
from store import Record
from store.postgresql.moving import into_database
from store.postgresql.reading import journal_bytes
from store.postgresql.tenure import PostgresTenure
from store.tinydb_journal.format import JOURNAL
from tests.postgresql.acknowledged import Told, contradictions, text_of
from tests.postgresql.cluster import Cluster
from tests.server.served import a_receipt, make_meeting
from tests.waiting import wait_until

if TYPE_CHECKING:
    from pathlib import Path

MOMENT = Moment(datetime(2026, 11, 24, 9, 30, tzinfo=UTC), Role.PHONE)


def ask(record: Record, told: Told, text: str = "") -> None:
    receipt = a_receipt()
    reply = apply_now(record, load_state(record), Ask(text=text or text_of(receipt), receipt=receipt), MOMENT)
    assert reply.result is not None
    if not text:
        told[receipt] = reply.result["number"], reply.n


@pytest.fixture
def told() -> Told:
    return {}


@pytest.fixture
def journal(tmp_path: Path, told: Told) -> Path:
    record = Record.open(make_meeting(tmp_path / "thu") / "record")
    for _ in range(3):
        ask(record, told)
    record.close()
    return tmp_path / "thu" / "record" / JOURNAL


def test_what_is_true_is_not_contradicted(journal: Path, told: Told) -> None:
    assert contradictions(journal, told) == []


def test_a_lost_question_is_seen(journal: Path, told: Told) -> None:
    data = journal.read_bytes()
    journal.write_bytes(data[: data.rstrip(b"\n").rfind(b"\n") + 1])
    [found] = contradictions(journal, told)
    assert found == f"lost: {list(told)[-1]}"


def test_a_line_taken_out_of_the_middle_is_seen(journal: Path, told: Told) -> None:
    lines = journal.read_bytes().splitlines(keepends=True)
    del lines[-2]
    journal.write_bytes(b"".join(lines))
    assert [found.partition(":")[0] for found in contradictions(journal, told)] == [
        "the chain is broken",
        "lost",
    ]


def test_a_question_that_stands_twice_is_seen(journal: Path, told: Told) -> None:
    record = Record.open(journal.parent)
    ask(record, told, text_of(next(iter(told))))
    record.close()
    assert f"stands 2 times: {text_of(next(iter(told)))}" in contradictions(journal, told)


def test_a_renumbered_question_and_one_called_recorded_too_soon_are_seen(journal: Path, told: Told) -> None:
    first, second, _third = told
    told[first] = told[first][0] + 7, told[first][1]
    told[second] = told[second][0], told[second][1] - 1
    assert [found.partition(" ")[0] for found in contradictions(journal, told)] == ["renumbered", "called"]


def test_what_a_standby_nobody_waits_for_loses_is_seen(tmp_path: Path, told: Told) -> None:
    primary = Cluster.make()
    standby = primary.standby("second")
    try:
        into_database(make_meeting(tmp_path / "thu") / "record", primary.dsn(), "thu", "there")
        record = Record.taken(PostgresTenure(primary.dsn(), tmp_path / "thu", name="thu"))
        ask(record, told)
        before = record.durable_n
        wait_until(lambda: standby.sql("SELECT n FROM journals") == [(before,)])
        standby.stop("fast")
        ask(record, told)
        record.abandon()
        primary.stop()
        standby.start()
        standby.promote()
        exported = tmp_path / "exported.jsonl"
        exported.write_bytes(journal_bytes(standby.dsn(), "thu"))
        assert contradictions(exported, told) == [f"lost: {list(told)[-1]}"]
        assert msgspec.json.decode(exported.read_bytes().splitlines()[-1])["n"] == before
    finally:
        standby.remove()
        primary.remove()
