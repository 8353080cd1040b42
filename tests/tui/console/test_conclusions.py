"""Conclusions are taken down at either desk, and become numbered commitments with an owner and a date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from meeting.commands.register import Conclude
from tests.tui.console.desk import RecordDesk, console
from tests.tui.meetings import hall
from tests.tui.records import kept
from tests.waiting import until
from tui.secretary import SecretaryApp

if TYPE_CHECKING:
    from pathlib import Path


async def test_the_host_takes_down_a_conclusion_with_its_owner_and_date(tmp_path: Path) -> None:
    async with console(tmp_path) as desk:
        await desk.press("U", *"Nang cap duong truyen", "tab", *"Doi 2", "enter", *"+10", "enter")
        await until(lambda: bool(desk.state.conclusions))
        assert desk.state.conclusions[1].text == "Nang cap duong truyen"
        owed = desk.state.commitments[desk.state.conclusions[1].commitment]
        assert owed.owner == "Doi 2"
        assert owed.deadline
        await desk.pilot.pause()
        assert "Đã ghi kết luận 1. Đã vào sổ theo dõi, cam kết số 1." in " ".join(desk.text.split())


async def test_a_conclusion_only_taken_down_is_given_to_somebody_later(tmp_path: Path) -> None:
    writing = kept(tmp_path, hall())
    writing.execute(Conclude("Nâng cấp đường truyền"))
    app = SecretaryApp(tmp_path)
    app.desk = RecordDesk(writing)
    async with app.run_test(size=(120, 30)) as pilot:
        await until(lambda: app.seen is not None and bool(app.seen.state.conclusions))
        await pilot.press("end", "g", *"Doi 2", "enter", "enter")
        await until(lambda: bool(writing.state.commitments))
        owed = writing.state.commitments[writing.state.conclusions[1].commitment]
        assert (owed.owner, owed.text) == ("Doi 2", "Nâng cấp đường truyền")
        await until(lambda: app.seen is not None and bool(app.seen.state.commitments))
        await pilot.press("g", *"Doi 3", "enter", "enter")
        await until(lambda: writing.state.commitments[owed.number].owner == "Doi 3")
    writing.close()
