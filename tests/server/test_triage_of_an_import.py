"""An import of thousands is sorted without keeping the phones waiting."""

from __future__ import annotations

import asyncio
from itertools import count

from meeting.commands.asking import ImportedRow, ImportQuestions
from server.triage_service import TriageService
from server.triage_worker import TriageWorker
from tests.meeting.play import Play


async def test_others_have_their_turn_while_the_rows_of_an_import_are_sorted() -> None:
    turns = count()

    async def others() -> None:
        while True:
            next(turns)
            await asyncio.sleep(0)

    waiting = asyncio.create_task(others())
    rows = tuple(ImportedRow(f"Thủ tục số {number} còn chậm") for number in range(200))
    sorted_ = await TriageWorker(TriageService(Play().state, None)).suggested(ImportQuestions(rows))
    waiting.cancel()
    assert isinstance(sorted_, ImportQuestions)
    assert all(row.suggestion is not None for row in sorted_.rows)
    assert next(turns) >= 10
