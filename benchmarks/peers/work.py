"""What every system is given to do, in the same order and at the same pace."""

from __future__ import annotations

import asyncio
import time
from functools import partial
from typing import TYPE_CHECKING

from benchmarks.hall import QUESTION, SimulatedPhone, percentile, spread

if TYPE_CHECKING:
    from benchmarks.hall import Answer
    from benchmarks.peers.systems import System

PHONES = 500
MORE_PHONES = 1_000
ROUNDS = 3
ROUND_SECONDS = 3.0
JOIN_SECONDS = 5.0

VOTE_SECONDS = 2.0
VOTED_ON = 20
PUBLISHED = 10
IDLE_SECONDS = 10.0
LATEST_SECONDS = 30.0
GOOD = range(200, 300)


class _Stretch:
    """How much processor a stretch of work took."""

    def __init__(self, system: System) -> None:
        self._system = system
        self._before = system.processor() if system.pid else 0.0

    def each_ms(self, count: int) -> float | None:
        """Milliseconds of the server's processor for each of `count` things done; None where nobody can know."""
        if not self._system.pid:
            return None
        return round((self._system.processor() - self._before) * 1000 / count, 2)


async def done(system: System) -> dict[str, float]:
    """Every figure of one run: latencies in ms, processor in ms of the server's for each act, memory in MB."""
    found: dict[str, float | None] = {}
    phones = [system.phone() for _ in range(PHONES)]
    try:
        found |= await _joining(system, phones)
        if system.pid:
            found["memory with 500 phones, MB"] = round(system.memory(), 1)
            found["idle with 500 phones, % of a core"] = await _idle(system)
        found |= await _asking(system, phones)
        more = [system.phone() for _ in range(MORE_PHONES - PHONES)]
        phones += more
        await spread([partial(phone.join, system.code) for phone in more], JOIN_SECONDS)
        await system.ready_to_vote(VOTED_ON)
        found |= await _voting(system, phones)
        if system.publishes:
            found |= await _told(system, phones)
    finally:
        await asyncio.gather(*(phone.cut() for phone in phones))
    return {name: figure for name, figure in found.items() if figure is not None}


async def _joining(system: System, phones: list[SimulatedPhone]) -> dict[str, float | None]:
    work = _Stretch(system)
    answers = await spread([partial(phone.join, system.code) for phone in phones], JOIN_SECONDS)
    return {"join p95, ms": _p95(answers), "join, ms of processor": work.each_ms(len(answers))}


async def _idle(system: System) -> float:
    await asyncio.sleep(1.0)
    before = system.processor()
    await asyncio.sleep(IDLE_SECONDS)
    return round((system.processor() - before) / IDLE_SECONDS * 100, 2)


async def _asking(system: System, phones: list[SimulatedPhone]) -> dict[str, float | None]:
    work = _Stretch(system)
    answers: list[Answer] = []
    for turn in range(ROUNDS):
        acts = [partial(phone.ask, f"{QUESTION} ({turn}-{i})") for i, phone in enumerate(phones)]
        answers += await spread(acts, ROUND_SECONDS, seed=turn)
    return {"ask p95, ms": _p95(answers), "ask, ms of processor": work.each_ms(len(answers))}


async def _voting(system: System, phones: list[SimulatedPhone]) -> dict[str, float | None]:
    work = _Stretch(system)
    acts = [partial(phone.support, index % VOTED_ON + 1) for index, phone in enumerate(phones)]
    answers = await spread(acts, VOTE_SECONDS)
    return {"vote p95, ms": _p95(answers), "vote, ms of processor": work.each_ms(len(answers))}


async def _told(system: System, phones: list[SimulatedPhone]) -> dict[str, float | None]:
    """How long after the reply the last phone knows; the median of some."""
    await asyncio.sleep(3.0)
    last: list[float] = []
    for _ in range(PUBLISHED):
        number = await system.publish()
        published = time.monotonic()
        while not all(number in phone.arrived for phone in phones):
            await asyncio.sleep(0.002)
            if time.monotonic() - published > LATEST_SECONDS:
                raise TimeoutError("not every phone was told")
        last.append(max(phone.arrived[number] for phone in phones) - published)
        await asyncio.sleep(0.5)
    return {"last of 1,000 phones told, ms": round(percentile(last, 0.5) * 1000, 1)}


def _p95(answers: list[Answer]) -> float:
    refused = [answer for answer in answers if answer.status not in GOOD]
    if refused:
        raise RuntimeError(
            f"{len(refused)} of {len(answers)} were refused, the first with {refused[0].status}"
        )
    return round(percentile([answer.seconds for answer in answers], 0.95) * 1000, 1)
