"""Kill -9 on the real writer, a thousand times at random moments: how many acknowledged commits and ballots are lost?

`python -m benchmarks.kill [--kills N] [--seed N]` writes benchmarks/results/kill.json.

What each commit and each ballot holds follows from its number alone, so the check forgives nothing: every
acknowledged number must be there, every number that is there must hold exactly what was written under it, and the
tables must be what those commits make of them.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from random import Random
from threading import Thread
from typing import NamedTuple, NoReturn

from benchmarks.outcome import report
from store import BallotBox, NotFoundError, Record
from store.tinydb_journal.commit import Change

AT = "2026-11-24T09:30:00+07:00"
DOCUMENTS = 400
"""Document numbers used: most commits replace an earlier document."""
SNAPSHOT_BYTES = 30_000
"""Small, so that many kills fall into a snapshot or between a snapshot and its folder's sync."""
LONGEST_LIFE = 0.08
"""Seconds a writer lives at most before it is killed."""
MOST_WAITING = 500
"""Commits staged and not yet synced, at most."""
KILLS_A_RECORD = 40
"""Then a new record is begun, or reading back would take longer than writing."""
BUDGETS = {"acknowledged commits lost": 0, "acknowledged ballots lost": 0}


class Killed(NamedTuple):
    """What many kills cost, and how much was at stake."""

    kills: int
    commits: int
    ballots: int
    lost_commits: int
    lost_ballots: int
    recoveries: int
    """Openings that found an unfinished end and set it aside."""
    slowest_open_ms: float


def changes_of(n: int) -> list[Change]:
    """What commit `n` holds: one document put, and every seventh time an earlier one taken away."""
    put = Change("questions", n % DOCUMENTS, {"text": f"Câu hỏi của lần ghi {n}", "n": n})
    taken = [Change("questions", (n - 1) % DOCUMENTS, None)] if n % 7 == 0 else []
    return [put, *taken]


def kill_often(folder: Path, kills: int, seed: int) -> Killed:
    """Start a writer on a record in `folder`, kill it, check; `kills` times, with a new record now and then."""
    random = Random(seed)
    total = Killed(0, 0, 0, 0, 0, 0, 0.0)
    while total.kills < kills:
        checked = Checked(folder / str(total.kills))
        for _ in range(min(KILLS_A_RECORD, kills - total.kills)):
            checked.check(*_acknowledged_before_kill(checked.folder, random))
        total = _added(total, checked.result)
    return total


def _added(one: Killed, other: Killed) -> Killed:
    sums = [mine + yours for mine, yours in zip(one[:-1], other[:-1], strict=True)]
    return Killed._make([*sums, max(one.slowest_open_ms, other.slowest_open_ms)])


def _acknowledged_before_kill(folder: Path, random: Random) -> tuple[int, int]:
    reader, announcer = os.pipe()
    grouped, life = random.random() < 0.7, random.uniform(0.001, LONGEST_LIFE)
    command = [sys.executable, "-P", "-m", "benchmarks.kill", "--write", str(folder), str(announcer)]
    writer = subprocess.Popen([*command, *(["--grouped"] if grouped else [])], pass_fds=[announcer])
    os.close(announcer)
    commits = ballots = 0
    with os.fdopen(reader, "rb") as announced:
        first = announced.readline()
        time.sleep(life)
        writer.kill()
        writer.wait()
        assert first == b"open\n", "the writer did not open the record"
        for line in announced.read().splitlines(keepends=True):
            if line.endswith(b"\n"):
                kind, number = line.split()
                commits, ballots = (int(number), ballots) if kind == b"commit" else (commits, int(number))
    return commits, ballots


def write_until_killed(folder: Path, announcer: int, *, grouped: bool) -> NoReturn:
    """The writer: commits and casts as fast as it can, and announces what was acknowledged."""
    record = Record.open(folder)
    record.snapshots.growth = SNAPSHOT_BYTES
    box = _box(folder)
    os.write(announcer, b"open\n")
    Thread(target=_ballots_until_killed, args=(box, announcer), daemon=True).start()
    if grouped:
        Thread(target=_flush_until_killed, args=(record, announcer), daemon=True).start()
    while True:
        n = record.stage(changes_of(record.n + 1), by="phone", did="ask", at=AT).n
        if not grouped:
            os.write(announcer, b"commit %d\n" % record.flush())
        elif n - record.durable_n > MOST_WAITING:
            time.sleep(0.001)


def _flush_until_killed(record: Record, announcer: int) -> None:
    while True:
        os.write(announcer, b"commit %d\n" % record.flush())


def _ballots_until_killed(box: BallotBox, announcer: int) -> None:
    number = box.count("1")
    while True:
        for _ in range(5):
            number += 1
            box.cast("1", b"%d" % number, number)
        box.flush()
        os.write(announcer, b"ballot %d\n" % number)


def _box(folder: Path) -> BallotBox:
    try:
        return BallotBox.open(folder, "votes")
    except NotFoundError:
        return BallotBox.create(folder, "votes")


class Checked:
    """A record and a box, as they were when last looked at."""

    def __init__(self, folder: Path) -> None:
        Record.create(folder).close()
        self.folder = folder
        self.result = Killed(0, 0, 0, 0, 0, 0, 0.0)
        self._rows: dict[int, object] = {}

    def check(self, acknowledged_n: int, acknowledged_ballots: int) -> None:
        """Open what the killed writer left, and count what is missing or not what was written."""
        began = time.perf_counter()
        record = Record.open(self.folder)
        took = round((time.perf_counter() - began) * 1000, 1)
        wrong = max(0, acknowledged_n - record.n)
        for commit in record.commits(self.result.commits):
            wrong += [(op.table, op.id, op.document) for op in commit.ops] != changes_of(commit.n)
            self._apply(commit.n)
        wrong += {row.doc_id: dict(row) for row in record.db.table("questions")} != self._rows
        record.abandon()
        box = _box(self.folder)
        ballots = box.count("1")
        wrong_ballots = max(0, acknowledged_ballots - ballots)
        wrong_ballots += sorted(box.ballots("1")) != list(range(1, ballots + 1))
        before = self.result
        self.result = Killed(
            before.kills + 1,
            record.n,
            ballots,
            before.lost_commits + wrong,
            before.lost_ballots + wrong_ballots,
            before.recoveries + (record.recovery is not None),
            max(before.slowest_open_ms, took),
        )

    def _apply(self, n: int) -> None:
        for change in changes_of(n):
            if change.document is None:
                self._rows.pop(change.id, None)
            else:
                self._rows[change.id] = change.document


def main() -> None:
    """Run the benchmark and write its result."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--write", nargs=2, metavar=("FOLDER", "DESCRIPTOR"), help="be the writer that is killed"
    )
    parser.add_argument("--grouped", action="store_true", help="sync in a thread of its own")
    asked = parser.parse_args()
    if asked.write:
        write_until_killed(Path(asked.write[0]), int(asked.write[1]), grouped=asked.grouped)
    with tempfile.TemporaryDirectory() as folder:
        result = kill_often(Path(folder) / "record", asked.kills, asked.seed)
    found = {
        "acknowledged commits lost": result.lost_commits,
        "acknowledged ballots lost": result.lost_ballots,
    }
    sys.exit(report("kill", BUDGETS, found, {"seed": asked.seed, **result._asdict()}))


if __name__ == "__main__":
    main()
