"""A hall's own wall, in a real pseudo-terminal, shows what the main hall stages."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from meeting.commands.calling import CallHall, EndCall
from meeting.commands.sorting import Approve
from meeting.commands.staging import Blank, StageQuestion
from meeting.refusal import Refusal
from tests.halls.edge import invited, start_hall
from tests.server.served import a_receipt
from tests.terminal.terminal import terminal
from tests.tui.watching import text_of
from tests.waiting import until
from tui.stage import StageApp

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.server.served import Served

pytestmark = pytest.mark.terminal

RUN = "import sys, tui; from pathlib import Path; sys.exit(tui.run_stage(Path(sys.argv[1])))"


async def test_the_wall_of_a_hall_that_is_called_says_so_and_the_main_wall_names_it(
    serve: Callable[..., Served], tmp_path: Path
) -> None:
    main = await asyncio.to_thread(serve)
    invitation = await asyncio.to_thread(invited, main, "Xã Mỹ Hòa")
    hall = await asyncio.to_thread(start_hall, tmp_path / "hall", invitation.address, invitation.code)
    try:
        with pytest.raises(Refusal, match="no-such-hall"):
            await main.host.send(CallHall("Xã Khác"))
        await main.host.send(CallHall("Xã Mỹ Hòa"))
        there = StageApp(hall.folder)
        async with there.run_test(size=(80, 24)):
            await until(lambda: "► Chủ trì mời điểm cầu này phát biểu" in text_of(there))
            await main.host.send(EndCall())
            await until(lambda: "Chủ trì mời" not in text_of(there))
            await main.host.send(CallHall("Xã Mỹ Hòa"))
        here = StageApp(main.folder)
        async with here.run_test(size=(80, 24)):
            await until(lambda: "► Chủ trì mời Xã Mỹ Hòa phát biểu" in text_of(here))
    finally:
        hall.stop()


def test_the_halls_wall_follows_the_main_hall(serve: Callable[..., Served], tmp_path: Path) -> None:
    main = serve()
    invitation = invited(main, "Xã Mỹ Hòa")
    hall = start_hall(tmp_path / "hall", invitation.address, invitation.code)
    try:
        assert hall.phone().ask("Cầu Khe Dài", a_receipt()).json["number"] == 1
        main.host.send_now(Approve(1))
        with terminal(["-c", RUN, str(hall.folder)]) as wall:
            wall.shows(hall.live.short_code)
            main.host.send_now(StageQuestion(1))
            wall.hides(hall.live.short_code)
            wall.until(lambda: bool(wall.text.strip()), "never staged")
            main.host.send_now(Blank(on=True))
            wall.until(lambda: not wall.text.strip(), "never covered")
    finally:
        hall.stop()
