"""A stick that was pulled out: when it is back, the server goes on by itself with all that it was told."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from meeting.commands.asking import Ask
from meeting.refusal import Refusal
from server.serve import FOLDER_SECONDS
from tests.faults.failing_disk import failing_disk
from tests.waiting import PATIENCE
from tui.record import read


def test_a_record_whose_folder_was_gone_is_written_on_when_it_is_back(tmp_path: Path) -> None:
    with failing_disk(tmp_path) as disk:
        disk.client.send_now(Ask("Câu hỏi trước khi rút"))
        disk.fill()
        away = disk.folder.with_name("rut-ra")
        deadline = time.monotonic() + PATIENCE
        while not disk.client.health_now().accepting:
            assert time.monotonic() < deadline, "never went on"
            disk.folder.rename(away)
            time.sleep(2 * FOLDER_SECONDS)  # as long as it takes a person; a busy laptop gets another turn
            away.rename(disk.folder)
            if (disk.folder.parent / "full").exists():
                disk.free()
            time.sleep(FOLDER_SECONDS)
        disk.client.send_now(Ask("Câu hỏi sau khi cắm lại"))
        texts = [question.text for question in read(disk.folder / "record").state.questions.values()]
    assert texts == ["Câu hỏi trước khi rút", "Câu hỏi lúc đĩa đầy", "Câu hỏi sau khi cắm lại"]


def test_a_full_disk_waits_for_the_host(tmp_path: Path) -> None:
    with failing_disk(tmp_path) as disk:
        disk.fill()
        disk.free()
        time.sleep(2 * FOLDER_SECONDS)
        with pytest.raises(Refusal):
            disk.client.send_now(Ask("Chưa được"))
