"""What is refused costs no more than its refusal: triage sees nothing of it, and no phone makes it work without end."""

from __future__ import annotations

import asyncio
import http.client
from typing import TYPE_CHECKING

import pytest

from meeting import limits as meeting_limits
from meeting.commands.asking import Ask, ImportedRow, ImportQuestions
from meeting.commands.running import CloseMeeting
from meeting.moment import Role
from meeting.refusal import Refusal
from server import limits
from server.access.rate_limits import RefusalPace
from server.clock import LaptopClock
from server.hall import Hall, open_hall
from server.triage_service import TriageService
from server.triage_worker import TriageWorker
from store import Record
from tests.meeting.play import Play
from tests.server.served import a_receipt, make_meeting
from tests.waiting import PATIENCE

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from meeting.model.question import AreaSuggestion
    from tests.server.served import Served

LONG = "dai " * 3000


class Watched(TriageService):
    """A real triage service that keeps what it was asked about."""

    def suggestion(self, text: str) -> AreaSuggestion | None:
        seen.append(text)
        return super().suggestion(text)


seen: list[str] = []


@pytest.fixture
async def hall(tmp_path: Path) -> AsyncIterator[Hall]:
    seen.clear()
    folder = make_meeting(tmp_path / "phien")
    opened = open_hall(folder, Record.open(folder / "record"), LaptopClock())
    opened.triage = TriageWorker(Watched(opened.state, None))
    yield opened
    await opened.leave()


async def test_triage_sees_a_question_once_however_often_its_receipt_comes_and_nothing_that_is_refused(
    hall: Hall,
) -> None:
    receipt = a_receipt()
    first = await hall.ask(Ask("Bao giờ có máy quét?", receipt=receipt))
    assert (await hall.ask(Ask("Bao giờ có máy quét?", receipt=receipt))).n == first.n
    for refused in (
        Ask("Khác", receipt=receipt),
        Ask(LONG, receipt=a_receipt()),
        Ask("", receipt=a_receipt()),
    ):
        with pytest.raises(Refusal):
            await hall.ask(refused)
    await hall.command(CloseMeeting(), Role.HOST)
    assert (await hall.ask(Ask("Bao giờ có máy quét?", receipt=receipt))).result == first.result
    with pytest.raises(Refusal, match="meeting-closed"):
        await hall.ask(Ask("Muộn", receipt=a_receipt()))
    assert seen == ["Bao giờ có máy quét?"]


async def test_with_triage_overwhelmed_a_question_is_recorded_without_a_suggestion_and_a_hint_is_put_off(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "SUGGESTIONS_WAITING", 0)
    monkeypatch.setattr(limits, "HINTS_WAITING", 0)
    reply = await hall.ask(Ask("Bao giờ có máy quét?", receipt=a_receipt()))
    assert reply.result is not None
    assert hall.state.question(reply.result["number"]).suggestion is None
    with pytest.raises(Refusal, match="too-fast"):
        await hall.triage.hint(b"phone", "Bao giờ")
    assert seen == []


async def test_hints_have_a_pace_for_each_phone_and_one_for_the_whole_hall() -> None:
    worker = TriageWorker(TriageService(Play().state, None))
    for _ in range(limits.HINT_BURST):
        await worker.hint(b"one", "Bao giờ có máy quét?")
    with pytest.raises(Refusal, match="too-fast"):
        await worker.hint(b"one", "Bao giờ có máy quét?")

    async def everybody() -> None:
        for number in range(10 * limits.HALL_HINT_BURST):
            await worker.hint(b"%d" % number, "Bao giờ có máy quét?")

    with pytest.raises(Refusal, match="too-fast"):
        await everybody()
    with pytest.raises(Refusal, match="too-long"):
        await worker.hint(b"other", "a" * 5000)
    worker.close()


async def test_what_the_desk_filed_is_learnt_before_it_is_told_so() -> None:
    worker = TriageWorker(TriageService(Play().state, None))
    rows = await worker.suggested(ImportQuestions((ImportedRow("Thủ tục còn chậm"),)))
    assert isinstance(rows, ImportQuestions)
    assert rows.rows[0].suggestion is not None
    await worker.learnt()
    worker.close()


async def test_refusals_beyond_the_burst_leave_one_after_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "REFUSALS_BURST", 2)
    monkeypatch.setattr(limits, "REFUSALS_EVERY_SECONDS", 60.0)
    monkeypatch.setattr(limits, "REFUSALS_WAITING", 1)
    pace = RefusalPace()
    await pace.wait()
    await pace.wait()
    held = asyncio.create_task(pace.wait())
    await asyncio.sleep(0)
    await pace.wait()  # one is held back already: more hold no memory
    assert not held.done()
    held.cancel()


def test_a_receipt_that_is_known_opens_no_way_around_length_or_pace(serve: Callable[..., Served]) -> None:
    phone, receipt = serve().phone(), a_receipt()
    assert phone.ask(receipt=receipt).status == 201
    assert phone.ask(text=LONG, receipt=receipt).code == "too-long"
    phone.given_pass = ""
    answers = [phone.ask(receipt=receipt).status for _ in range(limits.AGAIN_BURST + 5)]
    assert answers[: limits.AGAIN_BURST - 1] == [201] * (limits.AGAIN_BURST - 1)
    assert 429 in answers


def test_a_hint_for_a_text_that_could_never_be_asked_is_refused_by_its_length(
    serve: Callable[..., Served],
) -> None:
    phone = serve().phone()
    most = meeting_limits.QUESTION_GRAPHEMES * meeting_limits.CODE_POINTS_PER_CHARACTER
    assert phone.post("/api/hint", {"text": "a" * (most + 1)}).code == "too-long"
    assert phone.post("/api/hint", {"text": "Bao giờ có thêm máy quét?"}).status == 200


def test_one_connection_that_sends_without_end_is_read_at_its_pace_and_gets_every_reply(
    serve: Callable[..., Served],
) -> None:
    served = serve()
    connection = http.client.HTTPConnection(served.authority, timeout=PATIENCE)
    for _ in range(limits.CONNECTION_BURST + 3):
        connection.request("GET", "/pulse")
        reply = connection.getresponse()
        reply.read()
        assert reply.status == 204
    connection.close()
