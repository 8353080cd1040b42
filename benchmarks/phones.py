"""A full hall on one laptop: joining, asking, voting, live updates, reconnecting; an audit of every item at the end.

`python -m benchmarks.phones` writes benchmarks/results/phones.json. The phones are real sockets in this process, the
server is a process of its own; both share this machine's cores, so the figures are what a laptop that also ran the
phones would show. `--slow-disk` adds 20 ms to each sync of the server's record.
"""

from __future__ import annotations

import asyncio
import os
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.hall import QUESTION, SimulatedPhone, percentile, spread
from benchmarks.outcome import report
from link import live
from link.client import Client
from link.live import Live
from meeting.commands.profile import CreateMeeting
from meeting.commands.running import CloseMeeting, OpenMeeting
from meeting.commands.sorting import Approve
from meeting.model.profile import Meeting, Person
from meeting.moment import Moment, Role
from meeting.state import State
from minutes import Seal, markdown
from server.network.sockets import allow_many_files
from server.writing.writer import apply_now, load_state
from store import Follower, Record

PHONES = 500
VOTERS = 1000
LISTENERS = 1000
SLOW_SYNC = 0.020
APPROVED = 20
SOAK_SECONDS = 30.0
LOST_SECONDS = 10.0
SOAK = 9
"""Begins the numbers of what is asked during the soak."""
OK, CREATED = 200, 201
MARK = re.compile(r"\(\d+-\d+\)")
"""Tells each simulated question from every other."""

BUDGETS = {
    "ask, 500 phones, p95 ms": 120.0,
    "ask, 500 phones, p99 ms": 250.0,
    "1,000 votes in 2 s, p95 ms": 200.0,
    "last of 1,000 phones after the commit, ms": 250.0,
    "memory a listening phone, KB": 40.0,
    "reconnected within 10 s, share missing": 0.01,
    "acknowledged items lost": 0.0,
    "items doubled": 0.0,
    "ask with a slow disk, 500 phones, p95 ms": 250.0,
}

_SERVE = """
import sys, time
from pathlib import Path
from store.tinydb_journal import files
slow = float(sys.argv[2])
if slow:
    real = files.OpenFile.sync
    files.OpenFile.sync = lambda self: (real(self), time.sleep(slow))[0]
from server.serve import run
run(Path(sys.argv[1]), host="127.0.0.1")
"""


class Hall:
    """A served meeting and its phones."""

    def __init__(self, folder: Path, slow_sync: float = 0.0) -> None:
        self.folder = folder
        new_meeting(folder)
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-c", _SERVE, str(folder), str(slow_sync)], stdout=subprocess.PIPE
        )
        assert self.process.stdout is not None
        self.process.stdout.readline()
        running = live.read(folder)
        assert running is not None
        self.live: Live = running
        self.client = Client(running)
        self.phones: list[SimulatedPhone] = []
        self.supported: dict[int, int] = {}

    def new_phones(self, count: int) -> list[SimulatedPhone]:
        """More phones, not joined yet."""
        host, _, port = self.live.address.removeprefix("http://").partition(":")
        fresh = [SimulatedPhone(host, int(port)) for _ in range(count)]
        self.phones += fresh
        return fresh

    def memory(self) -> int:
        """The server's resident bytes."""
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii")
        return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS"))) * 1024

    def work(self) -> float:
        """Seconds of processor time the server has used: unlike latency, the same on a busy machine."""
        if sys.platform == "win32":
            raise OSError("Windows has no /proc")
        fields = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def stop(self) -> float:
        """Stop the server; the seconds it took."""
        began = time.monotonic()
        self.process.terminate()
        self.process.wait(20)
        assert self.process.stdout is not None
        self.process.stdout.close()
        return time.monotonic() - began


def new_meeting(folder: Path) -> None:
    """An open meeting in `folder`."""
    record, state, moment = Record.create(folder / "record"), State(), _moment()
    apply_now(record, state, CreateMeeting(_profile()), moment)
    apply_now(record, state, OpenMeeting(), moment)
    record.close()


def _moment() -> Moment:
    return Moment(datetime(2026, 11, 24, 8, 0, tzinfo=UTC), Role.HOST)


def _profile() -> Meeting:
    return Meeting(
        id="hoi-truong",
        title="Đối thoại",
        agency="Phòng Thử nghiệm",
        parent_agency="",
        place="Hội trường",
        chair=Person("Nguyễn Văn An"),
        secretary=Person("Trần Thị Bình"),
        planned_on="2026-11-24",
    )


def _spread_of(took: list[float]) -> dict[str, float]:
    return {"p50 ms": _ms(took, 0.5), "p95 ms": _ms(took, 0.95), "p99 ms": _ms(took, 0.99)}


def _ms(values: list[float], share: float) -> float:
    return round(percentile(values, share) * 1000, 1)


async def joining(hall: Hall) -> dict[str, float]:
    """500 phones join within 5 s."""
    phones = hall.new_phones(PHONES)
    answers = await spread([partial(phone.join, hall.live.short_code) for phone in phones], 5.0)
    return _spread_of([answer.seconds for answer in answers])


async def asking(hall: Hall, rounds: int = 3, seconds: float = 3.0) -> dict[str, float]:
    """Each phone asks `rounds` times, every round within `seconds`."""
    took: list[float] = []
    for turn in range(rounds):
        acts = [
            partial(phone.ask, f"{QUESTION} ({turn}-{i})") for i, phone in enumerate(hall.phones[:PHONES])
        ]
        answers = await spread(acts, seconds, seed=turn)
        assert {answer.status for answer in answers} == {CREATED}
        took += [answer.seconds for answer in answers]
    return {**_spread_of(took), "asked": float(len(took))}


async def growing(hall: Hall) -> dict[str, float]:
    """500 more phones come; what each costs the server with its stream and its kept connection."""
    before, more = hall.memory(), hall.new_phones(VOTERS - len(hall.phones))
    await spread([partial(phone.join, hall.live.short_code) for phone in more], 8.0)
    return {"KB a phone": round((hall.memory() - before) / len(more) / 1024, 1)}


async def voting(hall: Hall) -> dict[str, float]:
    """1,000 phones each support one listed question within 2 s."""
    for number in range(1, APPROVED + 1):
        await hall.client.send(Approve(number))

    async def vote(phone: SimulatedPhone, number: int) -> float:
        answer = await phone.support(number)
        assert answer.status == OK, answer
        hall.supported[number] = hall.supported.get(number, 0) + 1
        return answer.seconds

    acts = [partial(vote, phone, index % APPROVED + 1) for index, phone in enumerate(hall.phones)]
    before = hall.work()
    took = await spread(acts, 2.0)
    return {
        **_spread_of(took),
        "votes": float(len(took)),
        "server's processor, s": round(hall.work() - before, 2),
    }


async def live_updates(hall: Hall) -> dict[str, float]:
    """How long after "recorded" the last of 1,000 phones knows of an approval."""
    await asyncio.sleep(3.0)
    last: list[float] = []
    half: list[float] = []
    for number in range(APPROVED + 1, APPROVED + 11):
        reply = await hall.client.send(Approve(number))
        committed = time.monotonic()
        while not all(reply.n in phone.arrived for phone in hall.phones[:LISTENERS]):
            await asyncio.sleep(0.005)
            assert time.monotonic() - committed < LOST_SECONDS
        waits = [phone.arrived[reply.n] - committed for phone in hall.phones[:LISTENERS]]
        last.append(max(waits))
        half.append(percentile(waits, 0.5))
        await asyncio.sleep(0.5)
    return {
        "last phone, worst of 10, ms": _ms(last, 1.0),
        "last phone, median, ms": _ms(last, 0.5),
        "median phone, ms": _ms(half, 0.5),
    }


async def reconnecting(hall: Hall) -> dict[str, float]:
    """Every socket of 500 phones is cut; each comes back with the page's own jitter."""
    phones = hall.phones[:PHONES]
    await asyncio.gather(*(phone.cut() for phone in phones))
    began = time.monotonic()

    async def come_back(phone: SimulatedPhone) -> float:
        phone.listen()
        await asyncio.wait_for(phone.listening.wait(), 30)
        return time.monotonic() - began

    took = await spread([partial(come_back, phone) for phone in phones], 2.4)
    within = sum(seconds <= 10 for seconds in took) / len(took)
    return {"p50 s": round(percentile(took, 0.5), 2), "last s": round(max(took), 2), "within 10 s": within}


async def soaking(hall: Hall) -> dict[str, float]:
    """A stretch of the meeting's own pace, sped up: questions and approvals; memory before and after."""
    before, began, turn = hall.memory(), time.monotonic(), 0
    while time.monotonic() - began < SOAK_SECONDS:
        turn += 1
        first = PHONES + turn * 20 % (VOTERS - PHONES - 20)
        phones = hall.phones[first : first + 20]
        await spread(
            [partial(phone.ask, f"{QUESTION} ({SOAK}{turn}-{i})") for i, phone in enumerate(phones)], 1.0
        )
        await hall.client.send(Approve(APPROVED + 10 + turn))
    return {"seconds": SOAK_SECONDS, "memory grown, MB": round((hall.memory() - before) / 1e6, 1)}


def audit(hall: Hall) -> dict[str, int]:
    """Every acknowledged question exactly once in the record, on the screens and in the minutes; every vote counted."""
    record = Record.open(hall.folder / "record")
    state = load_state(record)
    minutes = markdown(state, Seal(record.digest, record.n, None))
    record.close()
    seen = _on_the_screens(hall.folder)
    numbers = [number for phone in hall.phones for number in phone.asked.values()]
    printed = Counter(MARK.findall(minutes))
    marks = [mark for question in state.questions.values() for mark in MARK.findall(question.text)]
    tally = {number: state.votes_for(number) for number in hall.supported}
    return {
        "acknowledged": len(numbers),
        "in the record": len(state.questions),
        "lost": sum(number not in state.questions for number in numbers),
        "not on the screens": sum(number not in seen.questions for number in numbers)
        + sum(seen.votes_for(number) != tally[number] for number in tally),
        "not in the minutes": sum(mark not in printed for mark in marks),
        "doubled": len(state.questions) - len(set(numbers)) + len(marks) - len(set(marks)),
        "votes": sum(tally.values()),
        "votes wrong": sum(abs(tally[number] - hall.supported[number]) for number in tally),
    }


def _on_the_screens(folder: Path) -> State:
    """The meeting as console, stage and secretary see it: their own copy, read from the journal."""
    return State.load(Follower.open(folder / "record").db.documents())


async def full_hall(folder: Path) -> dict[str, Any]:
    """Everything on a disk as it is."""
    hall = Hall(folder)
    try:
        found: dict[str, Any] = {"join": await joining(hall), "ask": await asking(hall)}
        found["memory"] = await growing(hall)
        found["vote"] = await voting(hall)
        found["live"] = await live_updates(hall)
        found["reconnect"] = await reconnecting(hall)
        found["soak"] = await soaking(hall)
        await hall.client.send(CloseMeeting())
        for phone in hall.phones:
            await phone.cut()
        await asyncio.sleep(1.0)
    finally:
        found["quit, s"] = round(hall.stop(), 2)
    found["audit"] = audit(hall)
    return found


async def slow_disk(folder: Path) -> dict[str, float]:
    """Asking again, with each sync 20 ms slower."""
    hall = Hall(folder, SLOW_SYNC)
    try:
        await joining(hall)
        return await asking(hall, rounds=2)
    finally:
        hall.stop()


def main() -> int:
    """Run, judge, write."""
    allow_many_files()
    with tempfile.TemporaryDirectory() as place:
        found = asyncio.run(full_hall(Path(place) / "hall"))
        found["slow disk"] = asyncio.run(slow_disk(Path(place) / "slow"))
    values = {
        "ask, 500 phones, p95 ms": found["ask"]["p95 ms"],
        "ask, 500 phones, p99 ms": found["ask"]["p99 ms"],
        "1,000 votes in 2 s, p95 ms": found["vote"]["p95 ms"],
        "last of 1,000 phones after the commit, ms": found["live"]["last phone, worst of 10, ms"],
        "memory a listening phone, KB": found["memory"]["KB a phone"],
        "reconnected within 10 s, share missing": round(1 - found["reconnect"]["within 10 s"], 4),
        "acknowledged items lost": float(
            sum(
                found["audit"][key]
                for key in ("lost", "not on the screens", "not in the minutes", "votes wrong")
            )
        ),
        "items doubled": float(found["audit"]["doubled"]),
        "ask with a slow disk, 500 phones, p95 ms": found["slow disk"]["p95 ms"],
    }
    return report("phones", BUDGETS, values, found)


if __name__ == "__main__":
    sys.exit(main())
