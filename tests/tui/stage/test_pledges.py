"""The pledge on the stage: the code to sign by during the ceremony, the board of targets afterwards."""

from __future__ import annotations

from msgspec.structs import replace

from meeting.changes import put
from meeting.model.pledge import PledgePhase, Review, Target, TargetResult
from tests.tui import votes
from tests.tui.stage.showing import shown


async def test_the_ceremony_shows_the_code_to_sign_by() -> None:
    text = "\n".join(await shown(votes.pledge()))
    assert "192.168.1.10:8000" in text
    assert "K7QX4" in text


async def test_results_show_how_many_of_the_parties_met_each_target() -> None:
    state = votes.pledge()
    target = Target("1", "t0", "Hồ sơ đúng hạn", "%", plan="95")
    signed = replace(state.pledges[1], phase=PledgePhase.SIGNED, targets=(target,))
    reached = TargetResult(1, 1, min(state.signers), "1", Review.INTERIM, "97", "2024-07-01T08:00:00+07:00")
    state.apply([put("pledges", 1, signed), put("results", 1, reached)])
    text = "\n".join(await shown(state))
    assert "Hồ sơ đúng hạn" in text
    assert "1/6" in text
    assert "Vượt 1 · đạt 0 · chưa đạt 0 · chưa báo cáo 5" in text
