"""A server that stops: who waits for triage is answered, and a question that is under way is recorded all the same."""

from __future__ import annotations

import asyncio
import threading

import pytest

from meeting.commands.asking import Ask
from meeting.refusal import Refusal
from server.triage_service import TriageService
from server.triage_worker import TriageWorker
from tests.meeting.play import Play


async def test_hints_that_wait_are_refused_and_questions_go_on_without_a_suggestion() -> None:
    begun, go_on = threading.Event(), threading.Event()

    class Slow(TriageService):
        def similar(self, text: str) -> list[int]:
            begun.set()
            go_on.wait()
            return super().similar(text)

    worker = TriageWorker(Slow(Play().state, None))
    under_way = asyncio.create_task(worker.hint(b"1", "Thủ tục còn chậm"))
    await asyncio.to_thread(begun.wait)
    hint = asyncio.create_task(worker.hint(b"2", "Thủ tục còn chậm"))
    asked = asyncio.create_task(worker.suggested(Ask("Thủ tục còn chậm")))
    while worker._waiting < 2:
        await asyncio.sleep(0)
    worker.close()
    assert await asked == Ask("Thủ tục còn chậm")
    go_on.set()
    assert (await under_way)[1] == []
    for one in (hint, asyncio.create_task(worker.hint(b"3", "Thủ tục còn chậm"))):
        with pytest.raises(Refusal) as refused:
            await one
        assert refused.value.code == "too-fast"
