"""A poll in a full hall: 1,000 phones vote within two seconds, a third of them again, and the count is exact.

`python -m benchmarks.polls` writes benchmarks/results/polls.json. Phones and server share this machine's cores.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

import msgspec

from benchmarks.hall import SimulatedPhone, percentile, spread
from benchmarks.outcome import report
from benchmarks.phones import Hall
from meeting.commands.balloting import ClosePoll, OpenPoll
from meeting.commands.polling import AddPoll
from meeting.model.form import Form, FormKind
from meeting.model.poll import Poll
from server.network.sockets import allow_many_files
from store import Follower
from tests.server.voting import READ

VOTERS = 1000
SECONDS = 2.0
AGAIN = 3
"""One voter in so many votes a second time, for the other side."""

BUDGETS = {
    "1,000 votes in 2 s, p95 ms": 200.0,
    "votes counted wrong": 0.0,
    "from the close to the recorded count, s": 1.0,
}


async def joined(hall: Hall) -> list[SimulatedPhone]:
    """Phones with a pass; they load no page and open no stream, so that only voting is measured."""
    phones = hall.new_phones(VOTERS)

    async def join(phone: SimulatedPhone) -> None:
        answer = await phone.request("POST", "/api/join", {"code": hall.live.short_code})
        phone.given_pass = answer.value["pass"]

    await spread([partial(join, phone) for phone in phones], 6.0)
    return phones


async def vote(path: str, phone: SimulatedPhone, option: str) -> float:
    """One vote, acknowledged; the seconds it took."""
    answer = await phone.request("POST", path, {**READ, "options": [option]})
    assert answer.status == 200, answer
    return answer.seconds


def counted(hall: Hall, number: int) -> Poll:
    """The poll once its count stands in the record."""
    while True:
        rows = Follower.open(hall.folder / "record").db.documents()["polls"]
        if rows[number]["tally"]:
            return msgspec.convert(rows[number], Poll)
        time.sleep(0.02)


async def measure(hall: Hall) -> dict[str, float]:
    """Vote, vote again, close, compare."""
    reply = await hall.client.send(AddPoll("Tán thành?", Form(FormKind.YES_NO)))
    assert reply.result is not None
    number = int(reply.result["number"])
    await hall.client.send(OpenPoll(number))
    phones, path = await joined(hall), f"/api/polls/{number}/ballot"
    sides = ["yes" if place % 4 else "no" for place in range(VOTERS)]
    took = await spread([partial(vote, path, *pair) for pair in zip(phones, sides, strict=True)], SECONDS)
    for place in range(0, VOTERS, AGAIN):
        sides[place] = "no" if sides[place] == "yes" else "yes"
    again = [partial(vote, path, phones[place], sides[place]) for place in range(0, VOTERS, AGAIN)]
    took_again = await spread(again, SECONDS / AGAIN)
    began = time.monotonic()
    await hall.client.send(ClosePoll(number))
    tally = (await asyncio.to_thread(counted, hall, number)).tally
    waited = time.monotonic() - began
    assert tally is not None
    expected = (sides.count("yes"), sides.count("no"))
    return {
        "1,000 votes in 2 s, p50 ms": round(percentile(took, 0.5) * 1000, 1),
        "1,000 votes in 2 s, p95 ms": round(percentile(took, 0.95) * 1000, 1),
        "1,000 votes in 2 s, p99 ms": round(percentile(took, 0.99) * 1000, 1),
        "votes changed, p95 ms": round(percentile(took_again, 0.95) * 1000, 1),
        "votes counted wrong": float(sum(abs(a - b) for a, b in zip(tally.counts, expected, strict=True))),
        "from the close to the recorded count, s": round(waited, 3),
    }


def main() -> int:
    """Measure, write, and say by the exit status whether every budget is kept."""
    allow_many_files()
    with tempfile.TemporaryDirectory() as folder:
        hall = Hall(Path(folder) / "hall")
        try:
            found = asyncio.run(measure(hall))
        finally:
            hall.stop()
    return report("polls", BUDGETS, found, {"figures": found})


if __name__ == "__main__":
    sys.exit(main())
