"""What each view tells the hall."""

from __future__ import annotations

import msgspec
import pytest
from msgspec.structs import replace

from meeting.changes import put
from meeting.dialogue.fairness import fairness
from meeting.model.attendance import AttendanceEntry, Source
from meeting.model.form import Form, FormKind, Tally
from meeting.model.pledge import (
    PledgePhase,
    Review,
    SignatureStatus,
    Signer,
    SignerKind,
    Target,
    TargetResult,
)
from meeting.model.profile import Phase
from meeting.model.question import ModerationStatus, Outcome
from meeting.model.stage import Stage, View
from meeting.model.vote import VotePhase
from meeting.state import State
from meeting.votes.kinds import complete
from tests.tui import votes
from tests.tui.meetings import closed, hall
from tests.tui.stage.walls import opinions, ranked, survey_of_six
from tests.wall.walls import DIGEST, every_page, said, shown
from wall.slide import Chart, ChartKind, Row
from wall.views.closing import SHORT


def rows(state: State) -> list[Row]:
    return [block for page in every_page(state) for block in page.blocks if isinstance(block, Row)]


def charts(state: State) -> list[Chart]:
    return [block for page in every_page(state) for block in page.blocks if isinstance(block, Chart)]


def test_a_merged_question_gives_way_to_the_one_it_was_gathered_under() -> None:
    state = hall(View.QUESTION, 7)
    state.apply(
        [put("questions", 7, replace(state.questions[7], standing=ModerationStatus.MERGED, merged_into=2))]
    )
    found = shown(state)
    assert found is not None
    assert found.heading.startswith("Câu hỏi số 2")


def test_a_ranking_shows_each_option_at_its_mean_place_the_best_first() -> None:
    drawn = charts(ranked())
    assert {chart.kind for chart in drawn} == {ChartKind.PLACES}
    assert {chart.most for chart in drawn} == {400}
    bars = [bar for chart in drawn for bar in chart.bars]
    assert [(bar.label[:2], bar.amount, bar.figure) for bar in bars] == [
        ("1.", 215, "2,15"),
        ("2.", 229, "2,29"),
        ("3.", 255, "2,55"),
        ("4.", 302, "3,02"),
    ]
    found = shown(ranked())
    assert found is not None
    assert found.notes[-1] == "Con số là thứ hạng trung bình trên các phiếu: 1 là cao nhất"


def test_the_board_has_the_most_supported_first() -> None:
    state = hall(View.BOARD)
    state.apply([put("votes", 5, msgspec.convert({"count": 99}, type(state.votes[5])))])
    assert [row.sign for row in rows(state) if row.figure][:2] == ["5", "1"]


def test_a_question_with_an_outcome_leaves_the_board() -> None:
    state = hall(View.BOARD)
    state.apply([put("questions", 1, replace(state.questions[1], outcome=Outcome.ANSWERED))])
    assert "Phần mềm một cửa" not in said(*every_page(state))


def test_the_agenda_tells_for_how_long_the_running_item_still_has() -> None:
    found = next(row for row in rows(hall(View.AGENDA)) if row.sign == "▶")
    assert (found.text, found.below) == ("Đối thoại", "còn 50 phút")


def test_the_closing_counts_add_up() -> None:
    state = closed()
    received, *became = [int(row.figure) for row in rows(state) if row.figure and not row.below]
    areas = [int(row.figure) for row in rows(state) if row.below and row.figure]
    assert received == fairness(state).total.received == sum(became[: len(became)]) or sum(areas) == received


def test_the_account_by_area_adds_up_too() -> None:
    for area, tally in fairness(closed()).by_area:
        assert sum(getattr(tally, field) for field, _words in SHORT) == tally.items, area


def test_a_closed_meeting_shows_its_digest_and_invites_nobody() -> None:
    assert "0123 4567 89ab cdef" in said(*every_page(closed()))
    assert DIGEST[:8] not in said(*every_page(hall(View.CLOSING))).replace(" ", "")
    state = hall(phase=Phase.CLOSED, intake_open=False)
    found = shown(state)
    assert found is not None
    assert (found.view, found.scan) == (View.CLOSING, None)


def test_the_join_view_shows_the_open_prompt_and_what_has_come_in() -> None:
    pages = every_page(hall())
    assert "cải cách" in said(*pages)
    assert pages[0].count == "Đã nhận 5 câu hỏi"


def test_without_a_server_the_wall_asks_for_paper_slips_and_nobody_to_scan() -> None:
    for view in View:
        assert "Quét mã" not in said(*every_page(hall(view, 1, check_in_open=True), way=None)), view
    assert "phiếu" in said(*every_page(hall(), way=None))


def test_overdue_matters_from_earlier_meetings_carry_a_sign() -> None:
    assert "!" in [row.sign for row in rows(hall(View.CARRY_OVER))]


def test_checking_in_shows_its_code_and_counts() -> None:
    state = hall(View.ATTENDANCE, check_in_open=True)
    state.apply(
        [
            put("attendance", 1, AttendanceEntry("Lê An", present=False, source=Source.INVITED)),
            put("attendance", 2, AttendanceEntry("Trần Bình", source=Source.PHONE, receipt="x")),
        ]
    )
    text = said(*every_page(state))
    assert "1 người có mặt" in text
    assert "đã đến 0/1" in text
    state.apply([put("meetings", 1, replace(state.meeting, check_in_open=False))])
    assert "Hiện không nhận điểm danh" in said(*every_page(state)).replace('"},{"type":"Words","text":"', " ")
    assert all(page.scan is None for page in every_page(state))


@pytest.mark.parametrize("view", [View.AREAS, View.BOARD, View.CLOSING], ids=str)
def test_a_meeting_without_questions_says_so(view: View) -> None:
    state = hall(view)
    state.tables["questions"].clear()
    assert "câu hỏi" in said(*every_page(state)) or "Chưa có" in said(*every_page(state))


@pytest.mark.parametrize(
    ("view", "table"), [(View.AGENDA, "agenda"), (View.CARRY_OVER, "carried"), (View.PLEDGES, "pledges")]
)
def test_a_view_of_nothing_says_so(view: View, table: str) -> None:
    state = hall(view)
    state.tables[table].clear()
    assert shown(state) is not None


@pytest.mark.parametrize("view", [View.PROMPT, View.POLL, View.SURVEY, View.QUESTION], ids=str)
def test_what_is_not_there_gives_way_to_the_board(view: View) -> None:
    found = shown(hall(view, 77))
    assert found is not None
    assert found.view is View.BOARD


def test_each_kind_of_answer_has_its_own_chart() -> None:
    likert = votes.poll(VotePhase.REVEALED, complete(Form(FormKind.LIKERT)), Tally(62, 4, (20, 18, 10, 6, 4)))
    assert charts(votes.carried())[0].kind is ChartKind.WHOLE
    assert charts(votes.counted())[0].kind is ChartKind.BARS
    assert charts(votes.numbers())[0].kind is ChartKind.COLUMNS
    assert "trung bình: 3,76" in said(*every_page(likert))
    kinds = {chart.kind for chart in charts(survey_of_six())}
    assert {ChartKind.BARS, ChartKind.COLUMNS} <= kinds


def test_the_verdict_stands_first() -> None:
    assert "Được thông qua" in said(every_page(votes.carried())[0])


def test_open_answers_stand_as_people_wrote_them_under_one_meaning() -> None:
    assert [(row.text, row.figure) for row in rows(opinions())][:1] == [("Giảm báo cáo", "8")]
    assert "Mở thêm lớp tập huấn" in said(*every_page(opinions()))


def test_a_survey_without_answers_says_so() -> None:
    state = survey_of_six()
    nobody = replace(state.surveys[1], result=type(state.surveys[1].result)(0, ()))  # type: ignore[misc]
    state.apply([put("surveys", 1, nobody)])
    assert "không có kết quả" in said(*every_page(state))


def test_the_wall_of_pledges_tells_who_has_signed_and_how_to_sign() -> None:
    state = votes.pledge()
    more = [
        Signer(n, 1, SignerKind.TEAM, f"Đội số {n}", standing=SignatureStatus.SIGNED, signed_at=f"{n}")
        for n in range(10, 50)
    ]
    state.apply([put("signers", one.number, one) for one in more])
    pages = every_page(state)
    assert pages[0].count == "Đã ký 44/46"
    assert all(page.scan is not None for page in pages)
    assert "Đội số 49" in said(*pages[:3])
    assert "người chứng kiến" in said(*pages) or "(" in said(*pages)


def test_results_show_how_many_of_the_parties_met_each_target() -> None:
    state = votes.pledge()
    target = Target("1", "t0", "Hồ sơ đúng hạn", "%", plan="95")
    signed = replace(state.pledges[1], phase=PledgePhase.SIGNED, targets=(target,))
    reached = TargetResult(1, 1, min(state.signers), "1", Review.INTERIM, "97", "2024-07-01T08:00:00+07:00")
    state.apply([put("pledges", 1, signed), put("results", 1, reached)])
    assert rows(state) == [Row("Hồ sơ đúng hạn", "·", "1/6")]
    assert shown(state).count == "Vượt 1 · đạt 0 · chưa đạt 0 · chưa báo cáo 5"  # type: ignore[union-attr]
    state.apply([put("pledges", 1, replace(signed, targets=()))])
    assert rows(state)[0].sign == "1"


def test_a_vote_under_way_tells_how_many_have_voted_on_the_join_view_too() -> None:
    state = votes.poll(VotePhase.OPEN)
    assert shown(state).count == "35 phiếu"  # type: ignore[union-attr]
    state.apply([put("stages", 1, Stage(View.JOIN))])
    assert "Đã nhận 35 câu trả lời" in shown(state).count  # type: ignore[union-attr]
