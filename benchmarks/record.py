"""The record beside stock TinyDB: cost of a commit by size, group commit, reopening, memory and size on disk.

`python -m benchmarks.record` writes benchmarks/results/record.json. Both are measured in the same run, on the same
documents; the machine is noisy, so the ratios are what to trust.
"""

from __future__ import annotations

import asyncio
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any

import msgspec
from tinydb import TinyDB

from benchmarks.outcome import report
from store import Follower, Record
from store.tinydb_journal.commit import Change
from store.tinydb_journal.files import Files, OpenFile
from store.tinydb_journal.format import JOURNAL

SIZES = (1_000, 10_000, 50_000)
LOG_LINES = 200_000
SAMPLES = 300
STOCK_SAMPLES = 5
"""A stock insert into 50,000 documents takes a third of a second."""
SUBMITTERS = 500
SUBMISSIONS = 10
"""Commits each submitter makes, one after the other."""
SLOW_SYNC = 0.020
"""Seconds added to each sync: an old laptop's disk."""
AT = "2026-11-24T09:30:00+07:00"

BUDGETS = {
    "commit at 50,000 over commit at 1,000": 1.2,
    "reopen, s": 1.5,
    "500 submitters with a slow sync, p95 ms": 250.0,
}


def question(number: int) -> dict[str, Any]:
    """A question as the hall sends it, about 350 bytes."""
    text = "Đường vào thôn hỏng nặng sau mưa lớn, bao giờ Ủy ban nhân dân sửa chữa để bà con đi lại an toàn? "
    return {
        "text": f"{text}({number})",
        "area": "ha-tang",
        "channel": "phone",
        "state": "new",
        "at": AT,
        "votes": 0,
    }


def filled(folder: Path, count: int, log_lines: int = 0) -> Record:
    """A record with `count` questions, each a commit, and as many log lines."""
    record = Record.create(folder)
    record.snapshots.growth = 1 << 60
    for number in range(1, count + 1):
        record.stage([Change("questions", number, question(number))], by="phone", did="ask", at=AT)
    for number in range(1, log_lines + 1):
        line = {"did": "ask", "by": "phone", "question": number % count + 1}
        record.stage([Change("log", number, line)], by="phone", did="ask", at=AT)
    record.flush()
    return record


def stock(path: Path, count: int) -> TinyDB:
    """A stock TinyDB file with as many questions."""
    rows = {str(number): question(number) for number in range(1, count + 1)}
    path.write_bytes(msgspec.json.encode({"_default": {}, "questions": rows}))
    return TinyDB(path, encoding="utf-8", ensure_ascii=False)


def timed(act: Any, samples: int) -> float:
    """Median milliseconds of `act(number)`."""
    took = []
    for number in range(samples):
        began = time.perf_counter()
        act(number)
        took.append((time.perf_counter() - began) * 1000)
    return round(median(took), 3)


def commit_cost(folder: Path) -> dict[str, dict[str, float]]:
    """Milliseconds of one synced insert and one synced update by number, ours and stock's, at each size."""
    figures: dict[str, dict[str, float]] = {}
    for size in SIZES:
        record, table = filled(folder / f"record-{size}", size), "questions"
        ours, theirs = record.db.table(table), stock(folder / f"stock-{size}.json", size).table(table)
        figures[f"{size:,}"] = {
            "insert": timed(lambda number, ours=ours: ours.insert(question(number)), SAMPLES),
            "update": timed(
                lambda number, ours=ours: ours.update({"votes": number}, doc_ids=[number + 1]), SAMPLES
            ),
            "stock insert": timed(
                lambda number, theirs=theirs: theirs.insert(question(number)), STOCK_SAMPLES
            ),
            "stock update": timed(
                lambda number, theirs=theirs: theirs.update({"votes": number + 1}, doc_ids=[number + 1]),
                STOCK_SAMPLES,
            ),
        }
        record.abandon()
    return figures


class SlowFiles(Files):
    """The real disk, with every sync of the journal made slower."""

    def __init__(self, delay: float) -> None:
        self.delay = delay

    def _open(self, path: Path, how: int) -> OpenFile:
        opened = super()._open(path, how)
        return _SlowFile(path, opened._descriptor, self.delay) if path.name == JOURNAL else opened


class _SlowFile(OpenFile):
    def __init__(self, path: Path, descriptor: int, delay: float) -> None:
        super().__init__(path, descriptor)
        self._delay = delay

    def sync(self) -> None:
        super().sync()
        time.sleep(self._delay)


async def grouped(record: Record) -> list[float]:
    """Each submission's seconds from staging until it was on the disk, SUBMITTERS at once."""
    waiting: list[asyncio.Future[None]] = []
    took: list[float] = []
    done = asyncio.Event()

    async def sync() -> None:
        while not done.is_set():
            batch, waiting[:] = list(waiting), []
            if batch:
                await asyncio.to_thread(record.flush)
            for future in batch:
                future.set_result(None)
            await asyncio.sleep(0)

    async def submit(number: int) -> None:
        for turn in range(SUBMISSIONS):
            began = time.perf_counter()
            change = Change("questions", turn * SUBMITTERS + number + 1, question(number))
            record.stage([change], by="phone", did="ask", at=AT)
            waiting.append(future := asyncio.get_running_loop().create_future())
            await future
            took.append(time.perf_counter() - began)

    syncing = asyncio.create_task(sync())
    await asyncio.gather(*(submit(number) for number in range(SUBMITTERS)))
    done.set()
    await syncing
    return took


def group_commit(folder: Path) -> dict[str, dict[str, float]]:
    """Acknowledged commits a second, and how long one waits, with the disk's own sync and a slow one."""
    figures = {}
    for name, delay in (("own sync", 0.0), ("slow sync", SLOW_SYNC)):
        record = Record.create(folder / f"group-{name}", files=SlowFiles(delay))
        began = time.perf_counter()
        took = sorted(asyncio.run(grouped(record)))
        seconds = time.perf_counter() - began
        one_by_one = timed(
            lambda number, record=record: record.commit(
                [Change("t", number + 1, question(number))], by="phone", did="ask", at=AT
            ),
            20,
        )
        figures[name] = {
            "commits a second": round(len(took) / seconds),
            "p50 ms": round(took[len(took) // 2] * 1000, 1),
            "p95 ms": round(took[int(len(took) * 0.95)] * 1000, 1),
            "p99 ms": round(took[int(len(took) * 0.99)] * 1000, 1),
            "one by one, a second": round(1000 / one_by_one),
        }
        record.abandon()
    return figures


def reopening(folder: Path) -> dict[str, Any]:
    """Seconds until the largest record, and a stock file of the same documents, can be read again."""
    path = folder / "large"
    record = filled(path, SIZES[-1], LOG_LINES)
    rows = record.db.storage.read()
    record.abandon()
    figures: dict[str, Any] = {"journal only, s": seconds(lambda: Record.open(path).abandon())}
    Record.open(path).close()
    figures["with a snapshot, s"] = min(seconds(lambda: Record.open(path).abandon()) for _ in range(3))
    figures["follower, s"] = seconds(lambda: Follower.open(path))
    plain = folder / "large.json"
    plain.write_bytes(msgspec.json.encode(rows))
    figures["stock first read, s"] = seconds(lambda: len(TinyDB(plain).table("questions")))
    figures["MB"] = {
        "journal": megabytes(path / JOURNAL),
        "snapshot": megabytes(next((path / "snapshots").iterdir())),
        "stock file": megabytes(plain),
    }
    figures["peak memory MB"] = {
        "imports alone": peak("None"),
        "record": peak(f"Record.open(Path({str(path)!r}))"),
        "follower": peak(f"Follower.open(Path({str(path)!r}))"),
        "stock, read once": peak(f"TinyDB({str(plain)!r}).table('questions').all()"),
    }
    return figures


def seconds(act: Any) -> float:
    """How long `act()` takes."""
    began = time.perf_counter()
    act()
    return round(time.perf_counter() - began, 3)


def megabytes(path: Path) -> float:
    """A file's size."""
    return round(path.stat().st_size / 1e6, 1)


def peak(code: str) -> float:
    """The most memory a fresh process takes to run `code`, in MB, as Linux counts it."""
    program = (
        "from pathlib import Path\nfrom tinydb import TinyDB\nfrom store import Follower, Record\n"
        f"kept = {code}\n"
        "print([line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')][0])"
    )
    found = subprocess.run(
        [sys.executable, "-P", "-c", program], check=True, capture_output=True, encoding="utf-8"
    )
    return round(int(found.stdout) / 1024, 1)


def main() -> None:
    """Run the benchmark and write its result."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        commits, groups, reopened = commit_cost(folder), group_commit(folder), reopening(folder)
    found = {
        "commit at 50,000 over commit at 1,000": round(
            commits["50,000"]["insert"] / commits["1,000"]["insert"], 2
        ),
        "reopen, s": reopened["with a snapshot, s"],
        "500 submitters with a slow sync, p95 ms": groups["slow sync"]["p95 ms"],
    }
    figures = {"commit, ms": commits, "group": groups, "reopen": reopened}
    sys.exit(report("record", BUDGETS, found, figures))


if __name__ == "__main__":
    main()
