"""A hall's own pace for minutes on end: 500 phones ask, support, read, follow, vote, lose the network and come back.

`python -m benchmarks.soak [SECONDS]` (360 unless told) writes benchmarks/results/soak.json: latencies, the server's
memory every five seconds with its slope, and an audit of every acknowledged item in the record, on the screens and in
the minutes.
"""

from __future__ import annotations

import asyncio
import random
import sys
import tempfile
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.hall import QUESTION, Answer, SimulatedPhone, percentile, spread
from benchmarks.outcome import load_average, report
from benchmarks.phones import PHONES, Hall, audit
from meeting.commands.balloting import ClosePoll, OpenPoll
from meeting.commands.outcomes import RecordAnswer
from meeting.commands.polling import AddPoll
from meeting.commands.running import CloseMeeting
from meeting.commands.sorting import Approve
from meeting.commands.staging import StageQuestion
from meeting.model.form import Form, FormKind
from server.network.sockets import allow_many_files

SECONDS = 360.0
SAMPLE_SECONDS = 5.0
WARM_SECONDS = 60.0
"""Memory is judged from here on: before, caches and the phones' connections fill."""

ASK_EVERY, SUPPORT_EVERY, READ_EVERY, FOLLOW_EVERY = 1.2, 0.33, 0.5, 0.5
"""Seconds between two such acts of the whole hall: fifty questions a minute is a lively one."""

CUT_EVERY = 3.0
"""Seconds between two phones losing the network; each comes back within five."""

STAGE_EVERY = 15.0
"""Seconds between two questions put on the projector and answered."""

BUDGETS = {
    "ask, p95 ms": 120.0,
    "ask, p99 ms": 250.0,
    "support, p95 ms": 120.0,
    "memory grown after the first minute, MB": 10.0,
    "acknowledged items lost": 0.0,
    "items doubled": 0.0,
    "requests refused or failed": 0.0,
}


class Sample(NamedTuple):
    """The server at one moment: seconds since the start, resident MB, phones listening, questions in the record."""

    second: float
    megabytes: float
    listening: int
    asked: int


class Soak:
    """One run over `seconds`."""

    def __init__(self, hall: Hall, seconds: float) -> None:
        self._hall = hall
        self._seconds = seconds
        self._began = time.monotonic()
        self._source = random.Random(7)
        self._listed: list[int] = []
        self.took: dict[str, list[float]] = defaultdict(list)
        self.failed: Counter[str] = Counter()
        self.samples: list[Sample] = []
        self.voted = 0
        self._supporting: dict[int, set[int]] = defaultdict(set)

    async def run(self) -> None:
        """Everything at once, until the time is over."""
        self._began = time.monotonic()
        await asyncio.gather(
            self._every(ASK_EVERY, self._ask),
            self._every(SUPPORT_EVERY, self._support),
            self._every(READ_EVERY, self._read),
            self._every(FOLLOW_EVERY, self._follow),
            self._every(CUT_EVERY, self._cut),
            self._every(STAGE_EVERY, self._answer),
            self._every(SAMPLE_SECONDS, self._sample),
            self._vote(),
        )
        for number, phones in self._supporting.items():
            self._hall.supported[number] = len(phones)

    @property
    def _left(self) -> float:
        return self._began + self._seconds - time.monotonic()

    async def _every(self, pause: float, act: Any) -> None:
        """Start `act` about every `pause` seconds, however long each takes; wait for all of them at the end."""
        acts: set[asyncio.Task[None]] = set()
        while self._left > 0:
            task = asyncio.create_task(act())
            acts.add(task)
            task.add_done_callback(acts.discard)
            await asyncio.sleep(pause * self._source.uniform(0.5, 1.5))
        await asyncio.gather(*acts)

    def _phone(self) -> SimulatedPhone:
        return self._source.choice(self._hall.phones)

    def _note(self, what: str, answer: Answer) -> None:
        self.took[what].append(answer.seconds)
        if answer.status >= 400:
            self.failed[f"{what} {answer.status}"] += 1

    async def _ask(self) -> None:
        phone, mark = self._phone(), len(self.took["ask"])
        answer = await phone.ask(f"{QUESTION} (9-{mark})")
        self._note("ask", answer)
        if answer.status < 400:
            number = answer.value["number"]
            await self._hall.client.send(Approve(number))
            self._listed.append(number)

    async def _support(self) -> None:
        if not self._listed:
            return
        index, number = self._source.randrange(PHONES), self._source.choice(self._listed)
        on = index not in self._supporting[number]
        self._supporting[number] ^= {index}
        path = f"/api/questions/{number}/support"
        self._note("support", await self._hall.phones[index].request("POST", path, {"on": on}))

    async def _read(self) -> None:
        query = self._source.choice(["?sort=time", "?sort=votes", "?q=may%20quet", "?sort=votes&from=30"])
        self._note("list", await self._phone().request("GET", f"/api/questions{query}"))

    async def _follow(self) -> None:
        phone = self._phone()
        body = {"receipts": list(phone.asked)[:5]}
        self._note("follow", await phone.request("POST", "/api/following", body))

    async def _cut(self) -> None:
        phone = self._phone()
        if phone.listening.is_set():
            await phone.cut()
            await asyncio.sleep(self._source.uniform(0.2, 5.0))
            began = time.monotonic()
            phone.listen()
            await asyncio.wait_for(phone.listening.wait(), 30)
            self.took["reconnect"].append(time.monotonic() - began)

    async def _answer(self) -> None:
        if not self._listed:
            return
        number = self._source.choice(self._listed)
        await self._hall.client.send(StageQuestion(number))
        answered = RecordAnswer(number, "Tiếp thu, sẽ lắp thêm trong quý tới.", "Nguyễn Văn An")
        await self._hall.client.send(answered)

    async def _sample(self) -> None:
        health = await self._hall.client.health()
        at = round(time.monotonic() - self._began, 1)
        asked = sum(len(phone.asked) for phone in self._hall.phones)
        self.samples.append(Sample(at, round(self._hall.memory() / 1e6, 1), health.phones, asked))

    async def _vote(self) -> None:
        """In the middle everybody votes in a poll within twenty seconds."""
        await asyncio.sleep(self._seconds / 2)
        client = self._hall.client
        await client.send(AddPoll("Đồng ý với phương án?", Form(FormKind.YES_NO)))
        await client.send(OpenPoll(1))

        async def vote(phone: SimulatedPhone) -> None:
            answer = await phone.request(
                "POST", "/api/polls/1/ballot", {"options": ["yes"], "edition": 1, "round": 1}
            )
            self._note("ballot", answer)
            self.voted += answer.status < 400

        await spread([lambda phone=phone: vote(phone) for phone in self._hall.phones], 20.0)  # type: ignore[misc]
        await client.send(ClosePoll(1))


def slope(samples: list[Sample]) -> float:
    """MB an hour that memory grows by, as the least squares line through the samples says."""
    count = len(samples)
    middle = sum(one.second for one in samples) / count
    mean = sum(one.megabytes for one in samples) / count
    spread_ = sum((one.second - middle) ** 2 for one in samples)
    return sum((one.second - middle) * (one.megabytes - mean) for one in samples) / spread_ * 3600


def _figures(took: list[float]) -> dict[str, float]:
    found = {
        f"p{round(share * 100)} ms": round(percentile(took, share) * 1000, 1) for share in (0.5, 0.95, 0.99)
    }
    return {"count": float(len(took)), **found}


async def soaked(folder: Path, seconds: float) -> dict[str, Any]:
    """A hall, soaked and audited."""
    hall = Hall(folder)
    try:
        phones = hall.new_phones(PHONES)
        await spread([lambda phone=phone: phone.join(hall.live.short_code) for phone in phones], 10.0)  # type: ignore[misc]
        soak = Soak(hall, seconds)
        await soak.run()
        await hall.client.send(CloseMeeting())
        for phone in hall.phones:
            await phone.cut()
        await asyncio.sleep(1.0)
    finally:
        quit_seconds = round(hall.stop(), 2)
    warm = [one for one in soak.samples if one.second >= min(WARM_SECONDS, seconds / 3)]
    return {
        "seconds": seconds,
        "latency": {what: _figures(took) for what, took in soak.took.items()},
        "failed": dict(soak.failed),
        "memory": {
            "after the first minute, MB": warm[0].megabytes,
            "at the end, MB": warm[-1].megabytes,
            "most, MB": max(one.megabytes for one in warm),
            "slope, MB an hour": round(slope(warm), 1),
        },
        "samples": [list(one) for one in soak.samples],
        "quit, s": quit_seconds,
        "audit": {**audit(hall), "ballots acknowledged": soak.voted, **tally(folder)},
    }


def tally(folder: Path) -> dict[str, int]:
    """What the record counted of the poll."""
    from server.writing.writer import load_state
    from store import Record

    record = Record.open(folder / "record")
    counted = load_state(record).polls[1].tally
    record.close()
    return {"ballots counted": counted.cast if counted else 0}


def main() -> int:
    """Run, judge, write."""
    allow_many_files()
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else SECONDS
    before = load_average()
    with tempfile.TemporaryDirectory() as place:
        found = asyncio.run(soaked(Path(place) / "hall", seconds))
    checked, memory = found["audit"], found["memory"]
    wrong = sum(checked[key] for key in ("lost", "not on the screens", "not in the minutes", "votes wrong"))
    values = {
        "ask, p95 ms": found["latency"]["ask"]["p95 ms"],
        "ask, p99 ms": found["latency"]["ask"]["p99 ms"],
        "support, p95 ms": found["latency"]["support"]["p95 ms"],
        "memory grown after the first minute, MB": round(
            memory["at the end, MB"] - memory["after the first minute, MB"], 1
        ),
        "acknowledged items lost": float(
            wrong + abs(checked["ballots acknowledged"] - checked["ballots counted"])
        ),
        "items doubled": float(checked["doubled"]),
        "requests refused or failed": float(sum(found["failed"].values())),
    }
    return report("soak", BUDGETS, values, {"load average before": before, **found})


if __name__ == "__main__":
    sys.exit(main())
