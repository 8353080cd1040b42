"""Polls, surveys and pledges on the stage: what is shown when, and nothing before its time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len

from meeting.changes import put
from meeting.model.form import Form, FormKind, Tally
from meeting.model.pledge import SignatureStatus, Signer, SignerKind
from meeting.model.vote import VotePhase
from meeting.votes.kinds import complete
from tests.meeting.votes import options
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
    assert any("27  46,6%" in row for row in rows)
    assert any("Dẫn đầu: Nâng cấp phần mềm" in row for row in rows)


async def test_a_vote_says_in_words_whether_it_was_carried() -> None:
    assert "Được thông qua" in " ".join(await shown(votes.carried()))


def choice(count: int, tally: Tally | None = None) -> State:
    """A poll with many long options; revealed where there is a tally."""
    named = [f"Phương án {n:02} với lời lẽ khá dài để phải xuống dòng" for n in range(1, count + 1)]
    form = complete(Form(FormKind.SINGLE, options=options(*named)))
    return votes.poll(VotePhase.REVEALED if tally else VotePhase.OPEN, form, tally)


async def test_every_option_is_shown_as_long_as_there_are_rows_for_all() -> None:
    text = "\n".join(await shown(choice(12, Tally(78, 0, tuple(range(1, 13))))))
    assert all(f"Phương án {n:02}" in text for n in range(1, 13))
    assert "mục nữa" not in text


async def test_of_more_options_than_rows_the_most_chosen_stand_and_the_rest_are_counted() -> None:
    rows = await shown(choice(20, Tally(210, 0, tuple(range(1, 21)))))
    text = "\n".join(rows)
    assert "Phương án 20" in text
    assert "Phương án 01" not in text
    left = 20 - sum("Phương án" in row and "█" in row for row in rows)
    assert f"còn {left} mục nữa" in text
    assert "Dẫn đầu: Phương án 20" in text


async def test_a_vote_with_many_options_still_tells_how_to_vote() -> None:
    text = "\n".join(await shown(choice(20)))
    assert "192.168.1.10:8000" in text
    assert "35 phiếu" in text


async def test_means_stand_beside_the_chart() -> None:
    likert = votes.poll(VotePhase.REVEALED, complete(Form(FormKind.LIKERT)), Tally(62, 4, (20, 18, 10, 6, 4)))
    assert "Điểm trung bình: 3,76; tỷ lệ hài lòng, đồng ý: 65,5%" in "\n".join(await shown(likert))
    assert "trung vị: 6" in "\n".join(await shown(votes.numbers()))


async def test_a_survey_shows_the_share_of_the_satisfied() -> None:
    assert any("72,4%" in row for row in await shown(votes.survey(VotePhase.REVEALED)))
    assert "█" not in "".join(await shown(votes.survey(VotePhase.OPEN)))


async def test_the_pledge_wall_tells_who_has_signed_and_how_many() -> None:
    text = "\n".join(await shown(votes.pledge()))
    assert "✓  Đội Tham mưu tổng hợp" in text
    assert "·  Đoàn Thanh niên" in text
    assert "Đã ký 4/6" in text


async def test_a_wall_of_many_still_tells_the_count_and_the_way_to_sign() -> None:
    state = votes.pledge()
    more = [
        Signer(n, 1, SignerKind.TEAM, f"Đội số {n}", standing=SignatureStatus.SIGNED, signed_at=f"{n}")
        for n in range(10, 50)
    ]
    state.apply([put("signers", one.number, one) for one in more])
    text = "\n".join(await shown(state))
    assert "Đã ký 44/46" in text
    assert "192.168.1.10:8000" in text
    assert "Đội số 49" in text
    assert "mục nữa" in text
