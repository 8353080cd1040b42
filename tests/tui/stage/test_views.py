"""What each view tells the hall, and what it never does."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import msgspec
import pytest
from rich.cells import cell_len

from language import using
from meeting.areas import Area
from meeting.changes import put
from meeting.dialogue.fairness import fairness
from meeting.model.agenda import Prompt
from meeting.model.attendance import AttendanceEntry, Source
from meeting.model.form import Form, FormKind, Option
from meeting.model.pledge import Pledge, PledgePhase, Signer, SignerKind, Task
from meeting.model.poll import Poll
from meeting.model.profile import Phase, Settings
from meeting.model.question import ModerationStatus, Outcome
from meeting.model.stage import Stage as StageDocument
from meeting.model.stage import View
from meeting.model.survey import Survey
from meeting.model.vote import VotePhase
from tests.tui import votes
from tests.tui.meetings import NOW, closed, hall, question, with_names
from tests.tui.stage.showing import SIZES, Stage, shown
from tui.screens.stage.closing import SHORT, TURN_SECONDS
from tui.screens.stage.page import MEASURE, Size
from tui.screens.stage.view import PAGES

if TYPE_CHECKING:
    from meeting.state import State

STARTED = "2024-04-17T09:03:20+07:00"


def staged(number: int, **changes: object) -> State:
    state = hall(View.QUESTION, number)
    state.apply([put("questions", number, msgspec.structs.replace(state.questions[number], **changes))])
    return state


@pytest.mark.parametrize(
    ("size", "language"),
    [*((size, "vi") for size in SIZES), ((64, 18), "en"), ((20, 5), "vi"), ((1, 1), "vi")],
    ids=str,
)
@pytest.mark.parametrize("view", list(PAGES), ids=str)
async def test_every_view_fits_every_size(view: View, size: tuple[int, int], language: str) -> None:
    rows = await shown(hall(view, 1), size, language=language)
    assert len(rows) == size[1]
    assert {cell_len(row) for row in rows} == {size[0]}


@pytest.mark.parametrize("view", [view for view in PAGES if view not in {View.JOIN, View.PROMPT}], ids=str)
async def test_text_keeps_to_the_reading_measure_on_a_wide_screen(view: View) -> None:
    rows = await shown(hall(view, 2), (200, 60))
    assert max(len(row.strip()) for row in rows) <= MEASURE


async def test_the_staged_question_is_shown_whole() -> None:
    text = " ".join(await shown(hall(View.QUESTION, 2), (64, 18)))
    for word in hall().questions[2].text.split():
        assert word in text


async def test_the_longest_question_fits_the_smallest_stage_grid() -> None:
    words = " ".join(["nghiêng"] * 62)
    text = " ".join(await shown(staged(2, text=words), (64, 18)))
    assert text.count("nghiêng") == 62


@pytest.mark.parametrize(
    "standing", [ModerationStatus.RECEIVED, ModerationStatus.HIDDEN, ModerationStatus.ROUTED_OUT]
)
async def test_a_question_the_hall_may_not_see_is_never_on_the_stage(standing: ModerationStatus) -> None:
    for view in (View.QUESTION, View.BOARD):
        state = staged(1, standing=standing)
        state.apply([put("stages", 1, StageDocument(view=view, ref=1))])
        assert "đường truyền" not in " ".join(await shown(state, (200, 60)))


async def test_a_merged_question_gives_way_to_the_one_it_was_gathered_under() -> None:
    text = " ".join(await shown(staged(7, standing=ModerationStatus.MERGED, merged_into=2)))
    assert "Câu hỏi số 2" in text


async def test_a_name_needs_the_askers_offer_and_the_hosts_leave() -> None:
    offered = staged(1, name="Lê Chi", unit="Đội 1")
    assert "Lê Chi" not in " ".join(await shown(offered))
    meeting = msgspec.structs.replace(offered.meeting, settings=with_names())
    offered.apply([put("meetings", 1, meeting)])
    assert "Lê Chi, Đội 1" in " ".join(await shown(offered))


async def test_the_board_has_the_most_supported_first() -> None:
    state = hall(View.BOARD)
    state.apply([put("votes", 5, msgspec.convert({"count": 99}, type(state.votes[5])))])
    rows = [row for row in await shown(state) if "▲" in row]
    assert "Quy chế phối hợp" in rows[0]
    assert "Phần mềm một cửa" in rows[1]


async def test_a_question_with_an_outcome_leaves_the_board() -> None:
    state = staged(1, outcome=Outcome.ANSWERED)
    state.apply([put("stages", 1, StageDocument(view=View.BOARD))])
    assert "Phần mềm một cửa" not in " ".join(await shown(state))


async def test_a_blank_stage_shows_nothing_at_all() -> None:
    state = hall(stage=StageDocument(view=View.QUESTION, ref=1, blank=True))
    assert not "".join(await shown(state)).strip()


async def test_the_countdown_runs_out_in_words() -> None:
    running = StageDocument(View.QUESTION, 1, timer_started_at=STARTED, timer_seconds=180)
    assert "┏━┓" in " ".join(await shown(hall(stage=running)))
    over = msgspec.structs.replace(running, timer_seconds=60)
    assert "Hết thời gian" in " ".join(await shown(hall(stage=over)))


async def test_the_agenda_tells_what_runs_and_for_how_long_still() -> None:
    rows = await shown(hall(View.AGENDA))
    running = next(row for row in rows if "▶" in row)
    assert "Đối thoại" in running
    assert "còn 50 phút" in running


async def test_the_closing_counts_add_up() -> None:
    state = closed()
    rows = [row.rsplit(maxsplit=1) for row in await shown(state) if row.strip() and row.split()[-1].isdigit()]
    received, *became = [int(count) for _words, count in rows]
    assert received == fairness(state).total.received == sum(became)


async def test_a_closed_meeting_shows_its_digest_to_the_hall() -> None:
    assert "0123 4567 89ab cdef" in " ".join(await shown(closed(), (80, 30)))
    assert "0123 4567" not in " ".join(await shown(hall(View.CLOSING), (80, 30)))


async def test_the_account_by_area_adds_up_too() -> None:
    for area, tally in fairness(closed()).by_area:
        parts = sum(getattr(tally, field) for field, _words in SHORT)
        assert parts == tally.items, area


async def test_the_join_view_shows_the_open_prompt() -> None:
    assert "cải cách ngay" in " ".join(await shown(hall(), (120, 30)))


async def test_overdue_matters_from_earlier_meetings_carry_a_sign() -> None:
    rows = await shown(hall(View.CARRY_OVER))
    assert any(row.strip().startswith("!  Sửa đổi quy chế") for row in rows)


async def test_a_closed_meeting_invites_nobody() -> None:
    text = " ".join(await shown(hall(phase=Phase.CLOSED, intake_open=False), live=None))
    assert "phiếu" not in text
    assert "Kết quả giải quyết" in text


async def test_without_a_server_the_stage_asks_for_paper_slips() -> None:
    rows = await shown(hall(), live=None)
    assert "phiếu" in " ".join(rows)


async def test_the_stage_speaks_the_meetings_language() -> None:
    english = msgspec.structs.replace(with_names(), language="en")
    with using("vi"):
        assert "Questions by area" in " ".join(await shown(hall(View.AREAS, settings=english), language=""))


async def test_a_view_that_cannot_be_made_leaves_a_quiet_page(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_scene: object) -> None:
        raise RuntimeError("đường truyền")

    monkeypatch.setitem(PAGES, View.BOARD, broken)
    app = Stage(hall(View.BOARD))
    async with app.run_test(size=(80, 24)):
        assert app.view.failed
        text = " ".join(app.rows()).split()
        assert text == hall().meeting.title.split()


HOSTILE = [
    "[/",
    '[x="',
    "[@click=app.quit]bấm[/]",
    "\x1b[2J\x1b]52;c;eA==\x07xóa",
    "a\u202efdp.exe",
    "\u009b31mđỏ",
    "e" + "\u0301" * 50,
]


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
async def test_no_text_of_a_person_is_markup_or_control_on_the_stage(text: str) -> None:
    state = hall(View.QUESTION, 1)
    state.apply([put("questions", 1, question(1, text, name=text))])
    for view in (View.QUESTION, View.BOARD):
        state.apply([put("stages", 1, StageDocument(view, 1))])
        rows = await shown(state)
        assert not set("".join(rows)) & set(map(chr, (*range(32), *range(0x7F, 0xA0), 0x202E)))


def test_the_measure_leaves_room_at_the_sides() -> None:
    assert Size(64, 18).measure == MEASURE
    assert Size(40, 18).measure == 36


async def test_a_change_of_look_reaches_every_letter() -> None:
    app = Stage(hall(View.QUESTION, 2))
    async with app.run_test(size=(80, 24)) as pilot:
        for theme, ink in (("bright", "#1b1f24"), ("dark", "#e4e2dc"), ("contrast", "#ffffff")):
            app.theme = theme
            await pilot.pause()
            segments = [segment for y in range(24) for segment in app.view.render_line(y)]
            found = next(one.style for one in segments if "cắt giảm" in one.text)
            assert found is not None
            assert found.color is not None
            assert found.color.name == ink


@pytest.mark.parametrize("view", [View.JOIN, View.QUESTION, View.CLOSING])
async def test_a_rehearsal_says_so_on_every_view(view: View) -> None:
    rows = await shown(hall(view, 2, rehearsal=True))
    assert rows[0].rstrip().endswith("CHẠY THỬ")
    assert len(rows[0]) == 80


async def test_checking_in_shows_its_code_and_counts_and_no_name() -> None:
    state = hall(View.ATTENDANCE)
    state.apply(
        [
            put("meetings", 1, msgspec.structs.replace(state.meeting, check_in_open=True)),
            put("attendance", 1, AttendanceEntry("Lê An", present=False, source=Source.INVITED)),
            put("attendance", 2, AttendanceEntry("Trần Bình", source=Source.PHONE, receipt="x")),
        ]
    )
    text = " ".join(" ".join(await shown(state, (120, 40))).split())
    assert "1 người có mặt" in text
    assert "đã đến 0/1 đại biểu được mời" in text
    assert "Trần Bình" not in text
    state.apply([put("meetings", 1, msgspec.structs.replace(state.meeting, check_in_open=False))])
    assert "Hiện không nhận điểm danh" in " ".join(await shown(state, (120, 40)))


LONG = " ".join(["nghiêng"] * 62)
"""As long as a question may be."""


def words_of(rows: list[str]) -> str:
    return " ".join(" ".join(rows).split())


async def test_the_longest_question_stays_whole_beside_its_countdown() -> None:
    state = staged(2, text=LONG)
    running = StageDocument(View.QUESTION, 2, timer_started_at=STARTED, timer_seconds=180)
    state.apply([put("stages", 1, running)])
    text = words_of(await shown(state, (64, 18)))
    assert text.count("nghiêng") == 62
    assert "01:20" in text


async def test_line_breaks_give_way_before_words_do() -> None:
    text = "\n".join([" ".join(["nghiêng"] * 8)] * 8)
    assert words_of(await shown(staged(2, text=text), (64, 18))).count("nghiêng") == 64


@pytest.mark.parametrize("size", [(64, 18), (80, 24)], ids=str)
async def test_how_to_take_part_stands_whole_however_long_the_text_beside_the_code(
    size: tuple[int, int],
) -> None:
    for view in (View.PROMPT, View.POLL, View.SURVEY, View.PLEDGES, View.ATTENDANCE):
        state = long_winded(view)
        text = words_of(await shown(state, size))
        assert "Quét mã" in text, view
        assert "192.168.1.10:8000" in text, view
        assert "K7QX4" in text, view


def long_winded(view: View) -> State:
    """Everything that stands beside a code, as long as it may be."""
    state = hall(view, 1, title=LONG[:200], check_in_open=True)
    options = tuple(Option(str(place), LONG[:120]) for place in range(20))
    poll = Poll(1, LONG[:200], Form(FormKind.SINGLE, options), phase=VotePhase.OPEN)
    survey = Survey(1, LONG[:200], votes.survey(VotePhase.OPEN).surveys[1].items, purpose=LONG[:200])
    tasks = tuple(Task(str(place), LONG) for place in range(20))
    pledge = Pledge(1, LONG[:200], slogan=LONG[:200], tasks=tasks, phase=PledgePhase.SIGNING)
    signers = [Signer(place, 1, SignerKind.TEAM, LONG[:60]) for place in range(1, 60)]
    state.apply(
        [
            put("prompts", 1, Prompt(1, LONG)),
            put("polls", 1, poll),
            put("surveys", 1, msgspec.structs.replace(survey, phase=VotePhase.OPEN)),
            put("pledges", 1, pledge),
            *(put("signers", one.number, one) for one in signers),
        ]
    )
    return state


async def test_what_has_no_room_is_counted() -> None:
    state = hall(View.CARRY_OVER)
    old = state.carried[2]
    state.apply([put("carried", place, old) for place in range(1, 31)])
    assert "còn 26 mục nữa" in words_of(await shown(state, (64, 18)))
    areas = tuple(Area(f"a{place}", place, f"Lĩnh vực {place}", "") for place in range(20))
    state = hall(View.AREAS, settings=Settings(areas=areas))
    assert "mục nữa" in words_of(await shown(state, (64, 18)))


async def test_a_name_is_not_broken_to_stand_beside_the_support() -> None:
    state = staged(2, name="Nguyễn Thị Ánh Tuyết", unit="Đội An ninh văn hóa, tư tưởng")
    state.apply([put("meetings", 1, msgspec.structs.replace(state.meeting, settings=with_names()))])
    rows = [row.strip() for row in await shown(state, (64, 18))]
    assert "Nguyễn Thị Ánh Tuyết, Đội An ninh văn hóa, tư tưởng" in rows
    assert "37 người cùng quan tâm" in rows


async def test_without_a_code_the_text_has_the_whole_measure() -> None:
    rows = await shown(hall(View.ATTENDANCE), (64, 18))
    assert any("Đối thoại về công tác cải cách hành chính năm 2024" in row for row in rows)


@pytest.mark.parametrize("view", [View.CLOSING, View.JOIN])
async def test_the_account_and_its_areas_take_turns_on_a_small_stage(
    view: View, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = closed()
    state.apply([put("stages", 1, StageDocument(view))])
    app = Stage(state)
    async with app.run_test(size=(64, 18)) as pilot:
        assert "Đã tiếp nhận" in words_of(app.rows())
        monkeypatch.setattr("tests.tui.stage.showing.NOW", NOW + timedelta(seconds=TURN_SECONDS))
        while "Cải cách thể chế" not in words_of(app.rows()):
            await pilot.pause(0.02)
