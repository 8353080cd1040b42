"""Options, answers and names that look like markup are shown as they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.widgets import OptionList

from meeting.changes import put
from meeting.model.form import Form, FormKind, Tally, TextGroup
from meeting.model.pledge import Pledge, PledgePhase, SignatureStatus, Signer, SignerKind
from meeting.model.poll import Poll
from meeting.model.vote import VotePhase
from tests.meeting.votes import meeting
from tests.tui.hostile import MARKUP
from tests.tui.records import kept
from tests.tui.voting.test_screen import enter, said
from tui.console import ConsoleApp

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("text", MARKUP.values(), ids=list(MARKUP))
async def test_markup_in_votes_and_pledges_is_literal(tmp_path: Path, text: str) -> None:
    state = meeting()
    tally = Tally(1, 0, texts=(TextGroup(text, 1),))
    poll = Poll(1, text, Form(FormKind.TEXT), phase=VotePhase.CLOSED, tally=tally)
    signer = Signer(1, 1, SignerKind.TEAM, text, name=text, post=text, standing=SignatureStatus.OFFERED)
    state.apply(
        [
            put("polls", 1, poll),
            put("pledges", 1, Pledge(1, text, slogan=text, phase=PledgePhase.SIGNING)),
            put("signers", 1, signer),
        ]
    )
    kept(tmp_path / "meetings" / "2024-04-17-doi-thoai", state).close()
    app = ConsoleApp(tmp_path / "meetings" / "2024-04-17-doi-thoai")
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await enter(pilot)
        assert text in said(screen)
        await pilot.press("h")
        await pilot.pause()
        await pilot.press("escape", "down")
        await pilot.pause()
        assert screen.query_one(OptionList).highlighted == 1
        assert said(screen).count(text) >= 4
