"""The stage's program: follows a real record, and nothing that happens to it shows."""

from __future__ import annotations

import shutil
import time
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from link import live
from meeting.commands.asking import Ask
from meeting.commands.profile import CreateMeeting
from meeting.commands.running import OpenMeeting
from meeting.commands.staging import Blank, StageQuestion
from meeting.decision import decide
from meeting.moment import Moment, Role
from meeting.state import State
from store import Record
from tests.tui.meetings import LIVE, profile
from tests.tui.stage.reading import says
from tests.waiting import PATIENCE
from tui.screens.stage.view import StageView
from tui.stage import StageApp

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from textual.pilot import Pilot

    from meeting.decision import Command

"""Seconds a test waits for the stage before it gives up; the budget itself is a benchmark's business."""


class Desk:
    """Writes a real record as the server would."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.record = Record.create(folder / "record")
        self.state = State()
        self.do(CreateMeeting(profile()))

    def do(self, command: Command) -> None:
        moment = Moment(datetime.now().astimezone(), Role.HOST)
        decision = decide(self.state, command, moment)
        commit = self.record.commit(decision.changes, by="host", did=command.did, at=moment.stamp)
        self.state.apply_commit(commit)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path / "meeting")
    made.do(OpenMeeting())
    yield made
    made.record.close()


def text_of(app: StageApp) -> str:
    view = app.query_one(StageView)
    return "\n".join(view.render_line(y).text for y in range(view.size.height))


async def until(pilot: Pilot[None], holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline, text_of(pilot.app)  # type: ignore[arg-type]  # always a StageApp here
        await pilot.pause(0.02)


async def test_the_stage_follows_what_the_host_does(desk: Desk) -> None:
    app = StageApp(desk.folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: says(text_of(app).split("\n"), "phiếu"))
        desk.do(Ask("Khi nào có mạng?"))
        desk.do(StageQuestion(1))
        await until(pilot, lambda: says(text_of(app).split("\n"), "Khi nào có mạng?"))
        desk.do(Blank(on=True))
        await until(pilot, lambda: not text_of(app).strip())


async def test_the_code_appears_when_the_server_comes_and_stays_while_it_restarts(desk: Desk) -> None:
    app = StageApp(desk.folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: says(text_of(app).split("\n"), "phiếu"))
        live.write(desk.folder, LIVE)
        await until(pilot, lambda: "▄" in text_of(app))
        live.remove(desk.folder, LIVE.pid)
        await pilot.pause(2.5)
        assert "▄" in text_of(app)


async def test_a_server_that_stays_away_leaves_the_way_by_paper(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.screens.stage.way_in.RESTART_SECONDS", 0.1)
    live.write(desk.folder, LIVE)
    app = StageApp(desk.folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "▄" in text_of(app))
        live.remove(desk.folder, LIVE.pid)
        await until(pilot, lambda: says(text_of(app).split("\n"), "phiếu"))


async def test_a_record_that_goes_away_leaves_the_stage_as_it_was(desk: Desk) -> None:
    desk.do(Ask("Khi nào có mạng?"))
    desk.do(StageQuestion(1))
    app = StageApp(desk.folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: says(text_of(app).split("\n"), "Khi nào có mạng?"))
        moved = desk.folder.with_name("moved")
        shutil.copytree(desk.folder / "record", moved / "record")
        (desk.folder / "record" / "journal.jsonl").write_bytes(b"")
        await pilot.pause(1.5)
        assert says(text_of(app).split("\n"), "Khi nào có mạng?")


async def test_without_a_record_the_stage_is_empty_and_fills_when_one_comes(tmp_path: Path) -> None:
    folder = tmp_path / "late"
    folder.mkdir()
    app = StageApp(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        assert not text_of(app).strip()
        late = Desk(folder)
        await until(pilot, lambda: "Đối thoại" in text_of(app))
        late.record.close()
