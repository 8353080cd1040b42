"""The box of askers' words: kept through restarts and the close, destroyed a month later."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from meeting import limits
from meeting.commands.asking import Ask
from meeting.commands.outcomes import RecordAnswer
from meeting.commands.profile import CreateMeeting
from meeting.commands.running import CloseMeeting, OpenMeeting
from meeting.dialogue import receipts
from meeting.moment import Moment, Role
from meeting.refusal import Refusal
from meeting.state import State
from server.clock import ScriptedClock
from server.voting.satisfaction import SatisfactionBox
from server.writing.writer import CommandWriter, apply_now, load_state
from store import Record
from tests.server.served import a_meeting, a_receipt

CLOSED = datetime.fromisoformat("2026-11-24T10:00:00+07:00")


def closed_meeting(folder: Path) -> Record:
    """A closed meeting with one answered question, which its server closed: the box is there."""
    record, state = Record.create(folder / "record"), State()
    moment = Moment(CLOSED, Role.HOST)
    for command in (CreateMeeting(a_meeting()), OpenMeeting()):
        apply_now(record, state, command, moment)
    asked = Ask(text="Bao giờ có máy quét?", receipt=receipts.parse(a_receipt()))
    apply_now(record, state, asked, Moment(CLOSED, Role.PHONE))
    apply_now(record, state, RecordAnswer(1, "Tháng sau.", "Nguyễn Văn An"), moment)
    SatisfactionBox(folder, CommandWriter(record, state), ScriptedClock(CLOSED))
    apply_now(record, state, CloseMeeting(), moment)
    return record


@pytest.mark.parametrize(("days", "taken"), [(0, True), (limits.SATISFACTION_DAYS - 1, True), (40, False)])
async def test_it_ends_a_month_after_the_close_and_leaves_nothing(
    tmp_path: Path, days: int, taken: bool
) -> None:
    record = closed_meeting(tmp_path)
    clock = ScriptedClock(CLOSED + timedelta(days=days))
    words = SatisfactionBox(tmp_path, CommandWriter(record, load_state(record)), clock)
    if taken:
        await words.judge(1, b"a mark", satisfied=True)
        assert load_state(record).satisfaction[1].satisfied == 1
    else:
        with pytest.raises(Refusal) as refused:
            await words.judge(1, b"a mark", satisfied=True)
        assert refused.value.code == "meeting-closed"
        assert not list((tmp_path / "ballots").iterdir())
    record.close()


async def test_a_record_restored_without_its_box_keeps_its_counts(tmp_path: Path) -> None:
    record = closed_meeting(tmp_path / "old")
    words = SatisfactionBox(
        tmp_path / "elsewhere", CommandWriter(record, load_state(record)), ScriptedClock(CLOSED)
    )
    with pytest.raises(Refusal):
        await words.judge(1, b"a mark", satisfied=False)
    record.close()
