"""Polls, surveys and pledges in the minutes: exact words, small groups hidden, signatures drawn."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import docx
import openpyxl
import pytest
from msgspec.structs import replace

import language
from meeting.changes import put
from meeting.model.form import Form, FormKind, Tally
from meeting.model.pledge import PledgePhase, PledgeReview, Review, SignatureStatus
from meeting.model.poll import Round
from meeting.model.survey import Earlier
from meeting.model.vote import VotePhase
from minutes import FORMATS, Edition, Seal, outline
from minutes.formats.markdown import render
from minutes.layout import AnnexKind, Layout
from minutes.outline.blocks import Grid, Paragraph, Signed, Table
from minutes.outline.pledges import documents
from minutes.outline.surveys import BY_UNIT, KEPT_BACK_NOTE
from tests.minutes.ballots import FORMS, balloted, polled, surveyed
from tests.minutes.conftest import state_with

if TYPE_CHECKING:
    from meeting.model.poll import Poll
    from meeting.state import State

SEAL = Seal("ab" * 32, 41)
YES_NO = Form(FormKind.YES_NO)

EVERY = Layout(frozenset(AnnexKind) - {AnnexKind.DIALOGUE})


@pytest.fixture(scope="module")
def held() -> State:
    return balloted()


def voted(yes: int, no: int, abstained: int) -> Poll:
    tally = Tally(yes + no + abstained, abstained, (yes, no))
    return replace(polled(1, YES_NO, 0), tally=tally)


def said(poll: Poll) -> str:
    state = state_with()
    state.apply([put("polls", 1, poll)])
    return render(outline(state, SEAL))


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ((3, 1, 1), "Được thông qua: 3/5 phiếu tán thành (60%)."),
        ((1, 3, 0), "Không được thông qua: 1/4 phiếu tán thành (25%)."),
        ((0, 0, 0), "Không có phiếu nào: không có kết quả."),
        ((0, 0, 4), "không có kết quả."),
        ((2, 2, 0), "ngang nhau: Tán thành; Không tán thành."),
    ],
)
def test_a_vote_is_told_exactly(counts: tuple[int, int, int], words: str) -> None:
    assert words in said(voted(*counts))


def test_a_result_that_was_never_revealed_is_not_printed(held: State) -> None:
    words = said(replace(voted(123, 45, 0), phase=VotePhase.CLOSED))
    assert "Kết quả chưa công bố" in words
    assert "123" not in words
    state = state_with()
    state.apply([put("surveys", 1, replace(surveyed(), phase=VotePhase.CLOSED))])
    assert "Số phiếu thu về" not in render(outline(state, SEAL))


@pytest.mark.parametrize("form", FORMS, ids=lambda form: f"{form.kind}-{form.method}")
def test_every_kind_of_poll_prints_with_and_without_ballots(form: Form) -> None:
    for ballots in (0, 1, 30):
        told = said(polled(1, form, ballots))
        assert (f"Tổng số phiếu: {ballots:02}" if ballots else "Không có") in told


def test_a_small_unit_is_hidden_in_every_format_and_so_is_the_one_that_gives_it_away(held: State) -> None:
    blocks = [block for annex in outline(held, SEAL).annexes for block in annex.blocks]
    told = [b for b in blocks if isinstance(b, Paragraph) and b.runs[0].text == KEPT_BACK_NOTE]
    assert len(told) == 1
    result = held.surveys[1].result
    assert result is not None
    hidden = {group.unit for item in result.items for group in item.groups if group.hidden}
    assert "Đội 3" in hidden
    assert len(hidden) >= 2
    led = next(
        n for n, b in enumerate(blocks) if isinstance(b, Paragraph) and b.runs[0].text.startswith(BY_UNIT)
    )
    by_unit = blocks[led + 1]
    assert isinstance(by_unit, Table)
    assert not {column.title for column in by_unit.columns} & hidden
    assert all(not group.counts for item in result.items for group in item.groups if group.hidden)


def test_the_workbook_has_the_polls_surveys_and_pledges_as_numbers(held: State) -> None:
    [made] = FORMATS["xlsx"].documents(Edition(held, SEAL))
    book = openpyxl.load_workbook(io.BytesIO(made.content))
    assert book["Biểu quyết"].cell(2, 6).value == 12
    assert book["Biểu quyết"].cell(2, 7).value == 40
    assert {row[0] for row in book["Khảo sát"].iter_rows(min_row=2, values_only=True)} == {1}
    assert book["Giao ước"].cell(2, 10).value == 96.5
    numbers = {row[0] for row in book["Biểu quyết"].iter_rows(min_row=2, values_only=True)}
    assert 10 not in numbers


def test_signatures_are_drawn_in_the_annex_and_in_the_pledge_of_its_own(held: State) -> None:
    assert any(
        isinstance(block, Grid)
        for annex in outline(held, SEAL, layout=EVERY).annexes
        for block in annex.blocks
    )
    documents = FORMATS["pledge"].documents(Edition(held, SEAL))
    assert [(made.part, made.suffix) for made in documents] == [
        ("giao-uoc-1", ".docx"),
        ("giao-uoc-1", ".pdf"),
    ]
    body = docx.Document(io.BytesIO(documents[0].content)).element.body
    shapes = [part for part in body.iter() if part.tag.endswith("}wsp")]
    assert len(shapes) == 3
    head = docx.Document(io.BytesIO(documents[0].content)).tables[0].rows[0].cells
    assert head[1].paragraphs[-1].text == "ngày 17 tháng 4 năm 2024"
    assert "Số:" not in head[0].text
    numbers = [part.get("id") for part in body.iter() if part.tag.endswith("}docPr")]
    assert len(set(numbers)) == len(numbers)


def test_a_pledge_nobody_was_asked_to_sign_yet_is_not_printed(held: State) -> None:
    state = state_with()
    state.apply([put("pledges", 1, replace(held.pledges[1], phase=PledgePhase.PREPARED))])
    assert outline(state, SEAL).annexes == ()


def test_a_survey_stands_beside_the_same_one_of_the_meeting_before() -> None:
    now = surveyed()
    assert now.result is not None
    compared = replace(now, earlier=Earlier("Đối thoại 2023", "2023-10-02", now.result))
    state = state_with()
    state.apply([put("surveys", 1, compared)])
    words = render(outline(state, SEAL))
    assert "So với khảo sát ngày 02/10/2023:" in words
    assert "| Quy trình công tác | 3,31 | 3,31 | 53,8% | 53,8% |" in words


def test_the_n_of_an_item_is_what_its_shares_are_of() -> None:
    survey = surveyed()
    assert survey.result is not None
    tally = survey.result.items[0].tally
    state = state_with()
    state.apply([put("surveys", 1, replace(survey, phase=VotePhase.REVEALED))])
    words = render(outline(state, SEAL))
    assert f"{survey.items[0].text} (n = {tally.valid})" in words
    assert "không kể “Không có ý kiến”" in words


def test_a_vote_still_open_is_not_counted() -> None:
    assert "Đang lấy phiếu." in said(replace(voted(1, 1, 1), phase=VotePhase.OPEN, tally=None))
    state = state_with()
    state.apply([put("surveys", 1, replace(surveyed(), phase=VotePhase.OPEN, result=None))])
    assert "Khảo sát nội bộ. Đang lấy phiếu." in render(outline(state, SEAL))


def test_who_has_not_signed_and_what_a_review_said_is_told(held: State) -> None:
    state = balloted()
    state.signers[3] = replace(state.signers[3], standing=SignatureStatus.AWAITED)
    state.apply([put("reviews", 1, PledgeReview(1, 1, Review.FINAL, "2024-12-20", "Hoàn thành tốt."))])
    words = render(outline(state, SEAL, layout=EVERY))
    assert "Chưa ký: Đoàn Thanh niên." in words
    assert "**Tổng kết ngày 20/12/2024:** Hoàn thành tốt" in words
    assert "Đại diện 01 đơn vị, đoàn thể (Đội 1) đã ký kết" in words


def test_while_signing_is_open_the_pledge_has_places_to_sign_by_pen(held: State) -> None:
    state = balloted()
    state.pledges[1] = replace(state.pledges[1], phase=PledgePhase.SIGNING)
    state.signers[2] = replace(state.signers[2], standing=SignatureStatus.OFFERED)
    state.signers[3] = replace(state.signers[3], standing=SignatureStatus.AWAITED)
    [made] = documents(state, SEAL)
    cells = {
        cell.organisation: cell for block in made[1].blocks if isinstance(block, Grid) for cell in block.cells
    }
    assert cells["ĐỘI 1"] == Signed("ĐỘI 1", "", "", "", "(Ký, ghi rõ họ tên)")
    assert cells["ĐOÀN THANH NIÊN"].state == "(Ký, ghi rõ họ tên)"
    assert cells["ĐOÀN THANH NIÊN"].strokes == ""


def test_grounds_are_in_italics_and_end_as_the_decree_has_them() -> None:
    state = balloted()
    state.pledges[1] = replace(state.pledges[1], grounds=("Luật Thi đua, khen thưởng", "Kế hoạch số 12"))
    words = render(outline(state, SEAL, layout=EVERY))
    assert "*Căn cứ Luật Thi đua, khen thưởng;*" in words
    assert "*Căn cứ Kế hoạch số 12.*" in words


def test_a_binding_vote_says_how_it_was_held() -> None:
    assert "mỗi người một phiếu in" in said(replace(voted(3, 1, 0), binding=True))


def test_a_round_that_was_rerun_is_told_once_the_last_is_public() -> None:
    before = Round(1, "", "", Tally(77, 0, (70, 7)))
    public = replace(voted(3, 1, 0), round=2, earlier=(before,))
    assert "Tổng số phiếu: 77." in said(public)
    hidden = said(replace(public, phase=VotePhase.CLOSED))
    assert "77" not in hidden


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "pdf"])
def test_documents_are_official_whatever_language_their_writer_reads(name: str) -> None:
    """Figures too: levels of pledges, percentages and means with the decimal comma."""
    held = balloted()
    here = FORMATS[name].documents(Edition(held, SEAL))
    with language.using("en"):
        there = FORMATS[name].documents(Edition(held, SEAL))
    assert [one.content for one in there] == [one.content for one in here]
