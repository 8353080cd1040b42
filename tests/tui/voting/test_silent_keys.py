"""No key of the screen of votes is silent where nothing is chosen that it could be about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.tui.console.desk import console
from tests.waiting import until
from tui.screens.votes.actions import Votes
from tui.screens.votes.choosing import no_pledge, no_poll, no_survey, nothing_chosen

if TYPE_CHECKING:
    from pathlib import Path


async def test_a_key_that_needs_a_vote_says_so_where_there_is_none(tmp_path: Path) -> None:
    async with console(tmp_path) as desk:
        await desk.press("B")
        needing = [
            action.keys[0]
            for action in Votes.ACTIONS
            if action.unavailable in {nothing_chosen, no_poll, no_survey, no_pledge}
        ]
        assert len(needing) > 12
        for key in needing:
            desk.app.clear_notifications()
            await desk.press(key)
            await until(lambda: "Chưa chọn mục nào" in desk.text or "Hãy chọn một" in desk.text)
