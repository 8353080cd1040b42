"""Polls, surveys and pledges on the stage: what is shown when, and nothing before its time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len

from meeting.model.vote import VotePhase
from tests.tui import votes
from tests.tui.stage.showing import SIZES, shown

if TYPE_CHECKING:
    from collections.abc import Callable

    from meeting.state import State


@pytest.mark.parametrize("size", [*SIZES, (20, 5)], ids=str)
@pytest.mark.parametrize("make", votes.SHOWN.values(), ids=list(votes.SHOWN))
async def test_every_vote_and_pledge_fits_every_size(
    make: Callable[[], State], size: tuple[int, int]
) -> None:
    rows = await shown(make(), size)
    assert {cell_len(row) for row in rows} == {size[0]}


async def test_an_open_poll_shows_its_code_and_options_but_no_result() -> None:
    text = "\n".join(await shown(votes.poll(VotePhase.OPEN)))
    assert "▄" in text
    assert "Cắt giảm thành phần hồ sơ" in text
    assert "35 phiếu" in text
    assert "█" not in text


async def test_a_closed_poll_shows_nothing_until_it_is_revealed() -> None:
    assert "█" not in "".join(await shown(votes.poll(VotePhase.CLOSED)))
    rows = await shown(votes.counted())
    assert any("27  46,6 %" in row for row in rows)
    assert any("Nhiều nhất: Nâng cấp phần mềm" in row for row in rows)


async def test_a_vote_says_in_words_whether_it_was_carried() -> None:
    assert "Được thông qua" in " ".join(await shown(votes.carried()))


async def test_a_survey_shows_the_share_of_the_satisfied() -> None:
    assert any("72,4 %" in row for row in await shown(votes.survey(VotePhase.REVEALED)))
    assert "█" not in "".join(await shown(votes.survey(VotePhase.OPEN)))


async def test_the_pledge_wall_tells_who_has_signed_and_how_many() -> None:
    text = "\n".join(await shown(votes.pledge()))
    assert "✓  Đội Tham mưu tổng hợp" in text
    assert "·  Đoàn Thanh niên" in text
    assert "Đã ký 4/6" in text
