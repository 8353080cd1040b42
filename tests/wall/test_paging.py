"""Pages: every word of every view is on one of them, and each fits the smallest wall that must be readable."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from meeting.changes import put
from meeting.model.form import Form, FormKind, Option, Tally
from meeting.model.stage import Stage, View
from meeting.model.vote import VotePhase
from tests.tui import votes
from tests.tui.meetings import NOW, hall, question
from tests.wall.walls import every_page, said, scene, shown, turned
from wall.paging import BESIDE, WIDE, Room, pages, size, text_pages
from wall.projection import TURN_SECONDS, slide
from wall.slide import Chart, ChartKind, Row, Words

if TYPE_CHECKING:
    from wall.scene import Scene

LONG = " ".join(["nghiêng"] * 62)
WORDS = st.lists(st.text("aăâbcđeêgổớỳ", min_size=1, max_size=30), min_size=1, max_size=80)


@given(WORDS, st.sampled_from([WIDE, BESIDE]))
def test_no_letter_of_a_text_is_lost_between_pages(words: list[str], room: Room) -> None:
    made = text_pages(" ".join(words), room)
    assert "".join("".join(made).split()) == "".join(words)
    assert all(size(Words(page), room) <= room.rows for page in made)


def test_a_page_ends_where_a_sentence_or_a_clause_ends() -> None:
    text = (
        "Tập huấn phần mềm mới chỉ có một buổi, cán bộ lớn tuổi theo không kịp. Xin được mở thêm lớp "
        "vào buổi chiều. Bao giờ thì mở được?"
    )
    made = text_pages(text, BESIDE)
    assert " ".join(made) == text
    assert sum(page[-1] in ".,?" for page in made) >= 4


def test_nothing_is_added_to_a_word_longer_than_a_line() -> None:
    name = "HoiTruong-DoiThoai-Tang2-PhongHopLon-CongAnTinh-NgheAn-2024-KhachMoi"
    made = text_pages(f"Wi-Fi: {name}", BESIDE)
    assert len(made) > 1
    assert "".join(made).replace(" ", "") == f"Wi-Fi:{name}"
    assert " " not in "".join(made).removeprefix("Wi-Fi: ")


@given(st.lists(st.builds(Row, st.text("abc ", max_size=300), st.sampled_from(["", "12"]), st.just("▲ 3"))))
def test_every_row_is_on_a_page_whole(rows: list[Row]) -> None:
    made = pages(rows, WIDE)
    found = "".join(block.text for page in made for block in page if isinstance(block, Row))
    assert "".join(found.split()) == "".join("".join(row.text for row in rows).split())
    assert all(sum(size(block, WIDE) for block in page) <= WIDE.rows for page in made)


def test_a_question_of_sixty_characters_is_one_page_and_one_of_a_thousand_is_turned_by_the_host() -> None:
    state = hall(View.QUESTION, 1)
    state.apply(
        [put("questions", 1, question(1, "Phần mềm một cửa hay treo vào buổi sáng, bao giờ nâng cấp?"))]
    )
    assert len(every_page(state)) == 1
    state.apply([put("questions", 1, question(1, (LONG * 3)[:1000]))])
    whole = every_page(state)
    assert len(whole) > 5
    first = shown(state)
    assert first is not None
    assert (first.page, first.turns) == (1, False)
    third = shown(turned(state, 3))
    assert third == whole[2]
    last = shown(turned(state, 500))
    assert last == whole[-1]


@pytest.mark.parametrize("count", [2, 7, 20])
def test_every_option_of_a_poll_is_on_a_page(count: int) -> None:
    options = tuple(Option(str(n), f"Phương án số {n} " + "dài " * 10) for n in range(count))
    form = Form(FormKind.SINGLE, options)
    for state in (
        votes.poll(VotePhase.OPEN, form),
        votes.poll(VotePhase.REVEALED, form, Tally(count, 0, (1,) * count)),
    ):
        text = said(*every_page(state))
        assert all(f"Phương án số {n} " in text for n in range(count))


def test_the_bars_of_one_chart_keep_one_scale_on_every_page() -> None:
    options = tuple(Option(str(n), f"Phương án số {n}") for n in range(20))
    tally = Tally(210, 0, tuple(range(1, 21)))
    state = votes.poll(VotePhase.REVEALED, Form(FormKind.SINGLE, options), tally)
    charts = [block for page in every_page(state) for block in page.blocks if isinstance(block, Chart)]
    assert len(charts) > 2
    assert {chart.most for chart in charts} == {20}
    assert sum(len(chart.bars) for chart in charts) == 20


def standing(at: Scene) -> int:
    found = slide(at)
    return 0 if found is None else found.page


def test_pages_turn_by_the_clock_until_the_host_turns_one() -> None:
    state = hall(View.BOARD)
    count = len(every_page(state))
    assert count > 1
    moments = [NOW + timedelta(seconds=step * TURN_SECONDS) for step in range(count)]
    stood = {standing(scene(state, now=moment)) for moment in moments}
    assert stood == set(range(1, count + 1))
    turned(state, 2)
    later = slide(scene(state, now=NOW + timedelta(seconds=3 * TURN_SECONDS)))
    assert later is not None
    assert (later.page, later.turns) == (2, False)


def test_the_agenda_opens_at_the_item_that_runs() -> None:
    found = shown(hall(View.AGENDA))
    assert found is not None
    assert "▶" in [block.sign for block in found.blocks if isinstance(block, Row)]


def test_each_item_of_a_survey_begins_a_page() -> None:
    whole = every_page(votes.survey(VotePhase.REVEALED))
    openings = [page.blocks[0] for page in whole if isinstance(page.blocks[0], Words)]
    assert sum(block.text[0].isdigit() for block in openings) == 3


def test_a_whole_that_no_page_holds_becomes_bars() -> None:
    long = tuple(Option(str(n), LONG[:100], score=n) for n in range(5))
    form = Form(FormKind.LIKERT, long)
    state = votes.poll(VotePhase.REVEALED, form, Tally(5, 0, (1,) * 5))
    kinds = {block.kind for page in every_page(state) for block in page.blocks if isinstance(block, Chart)}
    assert kinds == {ChartKind.BARS}


def test_the_board_is_of_the_area_and_in_the_order_the_host_chose() -> None:
    state = hall(View.BOARD)
    state.apply([put("stages", 1, Stage(View.BOARD, area="procedures"))])
    signs = [block.sign for page in every_page(state) for block in page.blocks if isinstance(block, Row)]
    assert set(signs) == {"2", "7"}
    state.apply([put("stages", 1, Stage(View.BOARD, order="newest"))])
    signs = [block.sign for page in every_page(state) for block in page.blocks if isinstance(block, Row)]
    assert list(dict.fromkeys(signs)) == [str(number) for number in range(8, 0, -1)]


def test_the_newest_signature_stands_first() -> None:
    state = votes.pledge()
    signed = msgspec.structs.replace(
        state.signers[3], standing="signed", signed_at="2024-04-17T09:04:00+07:00"
    )
    state.apply([put("signers", 3, msgspec.convert(msgspec.to_builtins(signed), type(signed)))])
    rows = [block for page in every_page(state) for block in page.blocks if isinstance(block, Row)]
    assert (rows[0].sign, rows[0].text) == ("✓", state.signers[3].organisation)


def test_a_vote_without_ballots_says_so() -> None:
    state = votes.poll(VotePhase.REVEALED, tally=Tally())
    found = shown(state)
    assert found is not None
    assert found.count == "Không có phiếu nào"
    assert not any(isinstance(block, Chart) for block in found.blocks)
