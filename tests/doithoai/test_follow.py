"""`doithoai follow`: a receipt looked up on this laptop, with no server running."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from meeting.commands.asking import Ask
from meeting.commands.outcomes import RecordAnswer
from meeting.commands.running import CloseMeeting
from meeting.moment import Moment, Role
from meeting.text import crockford
from server.writing.writer import apply_now, load_state
from store import Record
from tests.server.served import a_receipt, make_meeting
from tests.waiting import PATIENCE

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


def follow(home: Path, code: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "doithoai", "follow", code, "--data", str(home)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", timeout=PATIENCE, check=False)


def test_a_receipt_tells_its_outcome_after_the_meeting_and_never_the_words_asked(tmp_path: Path) -> None:
    receipt = a_receipt()
    folder = make_meeting(tmp_path / "meetings" / "2026-11-24-doi-thoai")
    record = Record.open(folder / "record")
    state = load_state(record)
    asked = Ask(text="Một điều riêng", receipt=receipt)
    apply_now(record, state, asked, Moment(NOON, Role.PHONE))
    apply_now(record, state, RecordAnswer(1, "Tháng sau lắp.", "Nguyễn Văn An"), Moment(NOON, Role.HOST))
    apply_now(record, state, CloseMeeting(), Moment(NOON, Role.HOST))
    record.close()
    found = follow(tmp_path, crockford.grouped(receipt).lower())
    assert found.returncode == 0, found.stderr
    assert "Số 1: Đã trả lời" in found.stdout
    assert "Tháng sau lắp." in found.stdout
    assert "riêng" not in found.stdout
    unknown = follow(tmp_path, a_receipt())
    assert unknown.returncode == 1
    assert "mã tra cứu" in unknown.stderr
    assert follow(tmp_path, "ngắn").returncode != 0
