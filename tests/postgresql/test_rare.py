"""What seldom happens between a server and the database, each told or done as it should be."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest

import store.postgresql.boxes
import store.postgresql.database as database
from store import BallotBox, Record, UnavailableError
from store.errors import BoxWriteError
from store.postgresql.boxes import PostgresBoxes
from store.postgresql.copying import Copy
from store.postgresql.journal import PostgresJournal
from store.postgresql.tenure import PostgresTenure
from store.tinydb_journal.errors import DamagedError, FencedError, NotFoundError
from store.tinydb_journal.format import JOURNAL
from store.tinydb_journal.tables import Tables
from store.tinydb_journal.tests.changes import AT, Put
from tests.waiting import wait_until

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.postgresql.cluster import Cluster
    from tests.postgresql.link import Link


@pytest.fixture
def tenure(cluster: Cluster, link: Link, tmp_path: Path) -> Iterator[PostgresTenure]:
    made = PostgresTenure(cluster.dsn(port=link.port), tmp_path)
    yield made
    made.release()


@pytest.fixture
def journal(tenure: PostgresTenure) -> PostgresJournal:
    made = tenure.create("ab" * 16).journal
    assert isinstance(made, PostgresJournal)
    return made


def put(record: Record, number: int) -> None:
    record.commit([Put("t", number, {"a": number})], by="", did="", at=AT)


def lines(cluster: Cluster, tmp_path: Path, count: int) -> list[bytes]:
    """The next lines of an empty record of the same identity."""
    other = Record.began(PostgresTenure(cluster.dsn(), tmp_path / "twin"), "ab" * 16)
    for number in range(1, count + 1):
        put(other, number)
    found = list(other.lines())
    other.abandon()
    return found


def test_an_old_database_is_refused_in_words(cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "OLDEST", 990000)
    with pytest.raises(UnavailableError, match="older than PostgreSQL 15"):
        PostgresTenure(cluster.dsn(), Path("m")).take()


def test_any_other_refusal_of_the_database_is_one_in_words() -> None:
    assert str(database.reason(psycopg.errors.DivisionByZero()).strerror) == database.REFUSED


def test_a_database_that_does_not_wait_for_its_disk_is_named() -> None:
    [said] = database.Safety(standbys=0, waits=False, append_only=True, durable=False).warnings()
    assert "fsync" in said


def test_a_database_is_named_without_user_and_password() -> None:
    assert database.described("host=db user=u password=p dbname=m") == "PostgreSQL db/m"
    assert database.described("hostaddr=10.0.0.1") == "PostgreSQL 10.0.0.1/"
    assert database.described("") == "PostgreSQL localhost/"
    with pytest.raises(UnavailableError):
        database.described("no such thing")


def test_a_journal_gives_its_head_and_is_moved_by_nobody_but_its_tenure(journal: PostgresJournal) -> None:
    assert journal.head().startswith(b'{"journal":1')
    assert journal.resume([], Tables()) is journal
    with pytest.raises(OSError, match="moved by its tenure"):
        journal.moved(Path("m"), [], Tables())


def test_lines_that_landed_unknown_are_found_and_the_rest_is_added(
    journal: PostgresJournal, cluster: Cluster, tmp_path: Path
) -> None:
    first, second, third = lines(cluster, tmp_path, 3)
    before = journal._end
    journal.append([first])
    journal._end = before  # as where the answer was lost
    assert not journal.landed([second])
    assert journal.landed([first])
    assert journal.landed([first])
    journal._end = before
    journal.resume([first, second, third], Tables())
    assert journal.n == 3
    assert list(journal.read(0)) == [first, second, third]


def test_a_database_that_answers_nothing_says_nothing_of_lines(
    journal: PostgresJournal, cluster: Cluster, link: Link, tmp_path: Path
) -> None:
    [first] = lines(cluster, tmp_path, 1)
    journal.append([first])
    link.cut()
    wait_until(lambda: not journal.landed([b"x" * 100]))
    with pytest.raises(OSError, match="cannot be reached"):
        list(journal.read(0))
    link.heal()
    assert list(journal.read(0)) == [first]


def test_lines_that_went_missing_are_not_waited_for(
    journal: PostgresJournal, cluster: Cluster, tmp_path: Path
) -> None:
    journal.append(lines(cluster, tmp_path, 1))
    cluster.sql(
        f"SET session_replication_role = replica; DELETE FROM commits WHERE record = '{tmp_path.as_posix()}'"
    )
    assert list(journal.read(0)) == []


def test_another_line_under_our_number_fences(
    journal: PostgresJournal, cluster: Cluster, tmp_path: Path
) -> None:
    cluster.sql(f"UPDATE journals SET n = 7 WHERE record = '{tmp_path.as_posix()}'")
    with pytest.raises(FencedError):
        journal.append(lines(cluster, tmp_path, 1))
    with pytest.raises(FencedError):
        journal.append(lines(cluster, tmp_path / "more", 1))


def test_a_named_record_stays_in_its_database(cluster: Cluster, tmp_path: Path) -> None:
    made = Record.began(PostgresTenure(cluster.dsn(), tmp_path, name=f"{tmp_path.name}-named"))
    with pytest.raises(UnavailableError, match="moved by its tenure"):
        made.move_to(tmp_path / "elsewhere")
    put(made, 1)
    made.close()


def test_a_right_is_given_back_also_where_the_database_is_gone(
    cluster: Cluster, link: Link, tenure: PostgresTenure
) -> None:
    tenure.create("ab" * 16)
    link.cut()
    session = tenure._session
    assert session is not None
    wait_until(lambda: session._connection.closed)
    tenure.release()
    link.heal()
    again = PostgresTenure(cluster.dsn(), tenure.address)
    wait_until(lambda: again.holder() is None)


def test_a_box_waits_for_its_database_and_says_when_that_takes_too_long(
    cluster: Cluster, link: Link, tenure: PostgresTenure, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tenure.create("ab" * 16)
    boxes = PostgresBoxes(cluster.dsn(port=link.port), tenure, tmp_path, bool)
    box = BallotBox.create(boxes, "poll-1")
    link.cut()
    link.heal()
    box.cast("ballot", b"one", 1)
    box.flush()
    monkeypatch.setattr(store.postgresql.boxes, "PATIENCE", 0.2)
    link.cut()
    box.cast("ballot", b"two", 2)
    with pytest.raises(BoxWriteError):
        box.flush()
    link.heal()
    box.resume()
    assert BallotBox.open(boxes, "poll-1").ballots("ballot") == [1, 2]
    boxes.close()
    boxes.close()


def test_a_ballot_that_the_standby_did_not_confirm_is_sent_again(
    cluster: Cluster, tenure: PostgresTenure, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tenure.create("ab" * 16)
    boxes = PostgresBoxes(cluster.dsn(), tenure, tmp_path, bool)
    cluster.sql(
        "CREATE OR REPLACE FUNCTION given_up() RETURNS int LANGUAGE plpgsql AS"
        " $$ BEGIN RAISE WARNING 'canceling wait' USING ERRCODE = '01000'; RETURN 1; END $$"
    )
    monkeypatch.setattr(store.postgresql.boxes, "PATIENCE", 0.2)
    with pytest.raises(OSError, match="did not confirm"):
        boxes.run("SELECT given_up()", {})
    box = BallotBox.create(boxes, "poll-1")
    box.cast("ballot", b"one", 1)
    box.flush()
    box.mix()
    assert BallotBox.open(boxes, "poll-1").ballots("ballot") == [1]
    with pytest.raises(OSError, match="7"):
        boxes.box("poll-1").cut(7)
    boxes.close()


def test_a_copy_of_what_is_no_chain_or_not_there_says_so(
    cluster: Cluster, tenure: PostgresTenure, tmp_path: Path
) -> None:
    nothing = Copy(cluster.dsn(), "none", tmp_path / "none")
    with pytest.raises(NotFoundError):
        nothing.step(0.01)
    nothing.close()
    tenure.create("ab" * 16)
    tenure.release()
    record = Record.taken(PostgresTenure(cluster.dsn(), tmp_path))
    for number in (1, 2, 3):
        put(record, number)
    record.close()
    name = tmp_path.as_posix()
    tamper = "SET session_replication_role = replica;"
    altered = f"{tamper} UPDATE commits SET line = overlay(line PLACING 'X' FROM 60) WHERE record = '{name}' AND n = 2"
    copy = Copy(cluster.dsn(), name, tmp_path / "copy")
    cluster.sql(altered)
    for _ in range(2):
        with pytest.raises(DamagedError):
            copy.step(0.01)
    copy.close()
    cluster.sql(f"{tamper} DELETE FROM commits WHERE record = '{name}' AND n > 1")
    copy = Copy(cluster.dsn(), name, tmp_path / "second")
    with pytest.raises(DamagedError):
        copy.step(0.01)
    copy.close()


def test_a_copy_lives_through_a_broken_link(
    cluster: Cluster, link: Link, tenure: PostgresTenure, tmp_path: Path
) -> None:
    tenure.create("ab" * 16)
    copy = Copy(cluster.dsn(port=link.port), tmp_path.as_posix(), tmp_path / "copy")
    assert copy.step(0.01).n == 0
    link.cut()
    with pytest.raises(UnavailableError):
        copy.step(0.01)
    with pytest.raises(UnavailableError):
        copy.step(0.01)
    link.heal()
    assert copy.step(0.01).n == 0
    copy.close()


def test_a_copy_that_parted_from_the_database_is_fetched_anew(cluster: Cluster, tmp_path: Path) -> None:
    name = tmp_path.as_posix()
    record = Record.began(PostgresTenure(cluster.dsn(), tmp_path), "ab" * 16)
    put(record, 9)
    Copy(cluster.dsn(), name, tmp_path / "copy").close()
    copy = Copy(cluster.dsn(), name, tmp_path / "copy")
    copy.step(0.01)
    record.close()
    other = lines(cluster, tmp_path / "b", 3)
    tamper = "SET session_replication_role = replica;"
    values = ",".join(
        f"('{name}', {n}, decode('{line.hex()}', 'hex'))" for n, line in enumerate(other, start=1)
    )
    cluster.sql(
        f"{tamper} DELETE FROM commits WHERE record = '{name}'; INSERT INTO commits VALUES {values};"
        f" UPDATE journals SET n = 3 WHERE record = '{name}'"
    )
    copy.step(0.01)
    copy.step(0.01)
    assert copy.set_aside is not None
    copy.close()
    again = Copy(cluster.dsn(), name, tmp_path / "copy")
    assert again.n == 3
    again.close()
    with (tmp_path / "copy" / JOURNAL).open("ab") as torn:
        torn.write(b'{"half a line')
    anew = Copy(cluster.dsn(), name, tmp_path / "copy")
    assert anew.n < 0, "what is torn is fetched anew"
    assert anew.step(0.01).n == 3
    anew.close()
