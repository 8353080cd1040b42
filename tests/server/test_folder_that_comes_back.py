"""A stick that was pulled out: when it is back, the server goes on by itself with all that it was told."""

from __future__ import annotations

from pathlib import Path

import pytest

from meeting.commands.asking import Ask
from meeting.moment import Role
from meeting.refusal import Refusal
from server.clock import LaptopClock
from server.hall import Hall, open_hall
from server.writing.folder_watch import FolderWatch
from store import Record
from tests.faults.failing_server import FULL, FillingFiles
from tests.server.served import make_meeting
from tui.record import read


async def stopped(folder: Path) -> Hall:
    """A hall whose disk has just refused a question."""
    make_meeting(folder)
    record = Record.open(folder / "record", files=FillingFiles(within=folder))
    hall = open_hall(folder, record, LaptopClock())
    await hall.command(Ask("Câu hỏi trước khi rút"), Role.HOST)
    (folder.parent / FULL).touch()
    with pytest.raises(Refusal) as refused:
        await hall.command(Ask("Câu hỏi lúc rút"), Role.HOST)
    assert refused.value.code == "unwritable"
    return hall


async def test_a_record_whose_folder_was_gone_is_written_on_when_it_is_back(tmp_path: Path) -> None:
    folder = tmp_path / "disk" / "phien"
    hall = await stopped(folder)
    watch, away = FolderWatch(hall), folder.with_name("rut-ra")
    folder.rename(away)
    await watch.look()
    (folder.parent / FULL).unlink()
    await watch.look()
    assert hall.writer.problem, "nothing is written where nothing is"
    away.rename(folder)
    await watch.look()
    assert not hall.writer.problem
    await hall.command(Ask("Câu hỏi sau khi cắm lại"), Role.HOST)
    await hall.leave()
    texts = [question.text for question in read(folder / "record").state.questions.values()]
    assert texts == ["Câu hỏi trước khi rút", "Câu hỏi lúc rút", "Câu hỏi sau khi cắm lại"]


async def test_a_folder_that_is_back_and_still_refuses_is_tried_again(tmp_path: Path) -> None:
    folder = tmp_path / "disk" / "phien"
    hall = await stopped(folder)
    watch, away = FolderWatch(hall), folder.with_name("rut-ra")
    folder.rename(away)
    await watch.look()
    away.rename(folder)
    await watch.look()
    assert hall.writer.problem
    (folder.parent / FULL).unlink()
    await watch.look()
    assert not hall.writer.problem
    await hall.leave()


async def test_a_disk_that_is_there_and_full_waits_for_the_host(tmp_path: Path) -> None:
    folder = tmp_path / "disk" / "phien"
    hall = await stopped(folder)
    (folder.parent / FULL).unlink()
    await FolderWatch(hall).look()
    assert hall.writer.problem
    await hall.resume()
    await hall.leave()
