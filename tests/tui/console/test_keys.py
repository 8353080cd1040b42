"""The console's keys do what they say, on a real record, and what cannot be taken lightly asks first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual import events

from meeting.changes import put
from meeting.model.log import LogEntry
from meeting.model.profile import Phase
from meeting.model.question import ModerationStatus, Outcome
from meeting.model.register import Destination
from meeting.model.stage import View
from tests.tui.console.desk import console
from tests.tui.meetings import hall, profile, question
from tests.waiting import until
from tui.key_guard import REPEAT_SECONDS
from tui.screens.closing.screen import CloseOutScreen
from tui.screens.console.preview import PreviewScreen
from tui.screens.console.running import SECRETARY
from tui.screens.console.screen import ConsoleScreen
from tui.screens.dialogs.dialog import Dialog
from tui.widgets.editor import Editor
from tui.widgets.field import Field

if TYPE_CHECKING:
    from pathlib import Path


async def test_digits_file_the_question_and_zero_takes_it_back(tmp_path: Path) -> None:
    async with console(tmp_path) as desk:
        await desk.press("2")
        assert desk.state.questions[1].area == "procedures"
        await desk.press("0")
        assert desk.state.questions[1].area == "unclassified"
        await desk.press("9")
        assert desk.state.questions[1].area == "unclassified", "no area has this key"


async def test_show_take_off_next_go_and_blank_steer_the_projector(tmp_path: Path) -> None:
    async with console(tmp_path) as desk:
        await desk.press("s")
        assert (desk.state.stage.view, desk.state.stage.ref) == (View.QUESTION, 1)
        await desk.press("j", "n")
        assert desk.state.stage.next == 2
        assert "» #2" in desk.text
        await desk.press("space")
        assert desk.state.stage.ref == 2
        await desk.press("b")
        assert desk.state.stage.blank
        assert "ĐANG CHE" in desk.text
        await desk.press("u")
        assert desk.state.stage.view is View.BOARD


async def test_approve_and_hide_act_at_once(tmp_path: Path) -> None:
    async with console(tmp_path) as desk:
        await desk.press("h")
        assert desk.state.questions[1].standing.value == "hidden"
        assert desk.app.screen.query_one("#list").chosen == 2, "the next one is chosen"  # type: ignore[attr-defined]  # query_one gives a Widget
        await desk.press("i", "z")
        assert desk.state.questions[1].standing is ModerationStatus.LISTED, "one undo"


async def test_an_answer_is_typed_and_saved(tmp_path: Path) -> None:
    async with console(tmp_path) as desk:
        await desk.press("r")
        await desk.press(*"Xin tra loi", "ctrl+s")
        await until(lambda: 1 in desk.state.answers)
        assert desk.state.answers[1].said == "Xin tra loi"
        assert desk.state.answers[1].speaker == "Nguyễn Văn An"
        assert desk.state.questions[1].outcome is Outcome.ANSWERED


async def test_escalating_asks_where_to_whom_why_and_by_when(tmp_path: Path) -> None:
    async with console(tmp_path) as desk:
        await desk.press("e", "2")
        await desk.press(*"Phong Hau can", "enter", *"ngoai kha nang", "enter")
        await desk.press("ctrl+s")
        await until(lambda: bool(desk.state.referrals))
        (referral,) = desk.state.referrals.values()
        assert referral.destination is Destination.SPECIALISED
        assert (referral.addressee, referral.reason) == ("Phong Hau can", "ngoai kha nang")
        assert referral.deadline
        assert desk.state.questions[1].outcome is Outcome.SPECIALISED


async def test_a_refused_form_stays_open_with_what_was_typed(tmp_path: Path) -> None:
    async with console(tmp_path) as desk:
        await desk.press("e", "1", "enter", "enter", *"khong ro", "ctrl+s")
        assert not desk.state.referrals
        assert "không phải" in desk.text or "Vui lòng" in desk.text
        assert "khong ro" in desk.text


async def test_turning_back_keeps_the_draft_for_the_next_time(tmp_path: Path) -> None:
    async with console(tmp_path) as desk:
        await desk.press("r", *"dang go do")
        await desk.press("escape")
        assert not desk.state.answers
        await desk.press("r")
        assert "dang go do" in desk.text


async def test_dismissing_takes_a_reason_from_the_list(tmp_path: Path) -> None:
    async with console(tmp_path) as desk:
        await desk.press("d", "3")
        assert desk.state.questions[1].outcome is Outcome.NOT_TAKEN_UP
        assert desk.state.questions[1].reason == "Đã được quy định rõ trong văn bản hiện hành"
        await desk.press("d", "1")
        assert desk.state.questions[2].outcome is Outcome.OUT_OF_SCOPE


async def test_promise_and_assign_owe_something_by_a_date(tmp_path: Path) -> None:
    async with console(tmp_path) as desk:
        await desk.press("w", "ctrl+s")
        await until(lambda: desk.state.questions[1].outcome is Outcome.WRITTEN_ANSWER)
        await desk.press("g", *"Doi Tham muu", "ctrl+s")
        await until(lambda: desk.state.questions[2].outcome is Outcome.ASSIGNED)
        assert {owed.owner for owed in desk.state.commitments.values()} == {
            "Doi Tham muu",
            desk.state.meeting.agency,
        }


async def test_merging_gathers_the_marked_under_the_chosen_after_asking(tmp_path: Path) -> None:
    async with console(tmp_path) as desk:
        await desk.press("m", "j", "m", "j", "M")
        assert desk.state.questions[1].standing is ModerationStatus.LISTED, "not before the answer"
        await desk.press("y")
        assert [desk.state.questions[n].merged_into for n in (1, 2)] == [3, 3]
        assert not desk.app.position.wanted.search


async def test_splitting_makes_a_part_of_every_line(tmp_path: Path) -> None:
    async with console(tmp_path) as desk:
        await desk.press("p")
        await desk.press("ctrl+a", "delete")
        editor = desk.app.screen.query_one("Editor")
        editor.load_text("phần một\nphần hai")  # type: ignore[attr-defined]  # query_one gives a Widget
        await desk.press("ctrl+s")
        await until(lambda: bool(desk.state.questions[1].children))
        assert [desk.state.questions[n].text for n in desk.state.questions[1].children] == [
            "phần một",
            "phần hai",
        ]


async def test_routing_out_asks_and_then_leaves_no_text(tmp_path: Path) -> None:
    async with console(tmp_path) as desk:
        text = desk.state.questions[1].text
        await desk.press("o", "n")
        assert desk.state.questions[1].text == text
        await desk.press("o", "y")
        assert desk.state.questions[1].standing is ModerationStatus.ROUTED_OUT
        assert text[:30] not in desk.text


async def test_slips_are_typed_one_after_the_other(tmp_path: Path) -> None:
    async with console(tmp_path) as desk:
        last = max(desk.state.questions)
        await desk.press("y", *"phieu mot", "enter", *"phieu hai", "enter")
        await until(lambda: max(desk.state.questions) == last + 2)
        assert [desk.state.questions[last + n].text for n in (1, 2)] == ["phieu mot", "phieu hai"]
        await desk.press("escape")


async def test_lines_pasted_together_are_a_question_each_and_shown_before_they_are_recorded(
    tmp_path: Path,
) -> None:
    async with console(tmp_path) as desk:
        last = max(desk.state.questions)
        await desk.press("y")
        await until(lambda: desk.app.focused is not None)
        pasted = events.Paste("1. Vì sao chậm?\r\n\r\n2. Đề nghị cấp\r\n- Bao giờ có xe?\r\n")
        desk.app.screen.query_one("#line").post_message(pasted)
        await until(lambda: "Đã dán 3 câu hỏi, chưa ghi" in desk.text)
        assert max(desk.state.questions) == last
        await desk.press("escape")
        await until(lambda: "Đã dán" not in desk.text)
        desk.app.screen.query_one("#line").post_message(events.Paste("1. Vì sao chậm?\n2. Đề nghị cấp máy"))
        await until(lambda: "Đã dán 2 câu hỏi" in desk.text)
        await desk.press("enter")
        await until(lambda: max(desk.state.questions) == last + 2)
        assert [desk.state.questions[last + n].text for n in (1, 2)] == ["Vì sao chậm?", "Đề nghị cấp máy"]
        await desk.press("escape")


async def test_closing_the_meeting_says_what_waits_and_asks(tmp_path: Path) -> None:
    async with console(tmp_path) as desk:
        await desk.press("C")
        assert "Còn 8 câu hỏi chưa có kết quả" in desk.text
        await desk.press("enter", "n")
        assert desk.state.meeting.phase.value == "open", "Enter is not yes"
        await desk.pilot.pause(REPEAT_SECONDS)
        await desk.press("C", "y")
        assert desk.state.meeting.phase.value == "closed"


async def test_a_refusal_is_a_sentence(tmp_path: Path) -> None:
    async with console(tmp_path) as desk:
        await desk.press("z")
        await until(lambda: "Không có bước nào" in desk.text)
        assert not desk.desk.given


async def test_without_a_server_the_line_says_which_key_helps(tmp_path: Path) -> None:
    async with console(tmp_path) as desk:
        assert "43 điện thoại" in desk.text
        desk.desk.answer = None
        await until(lambda: desk.app.health is None)
        await desk.pilot.pause()
        assert "Nhấn R để chạy lại" in desk.text


@pytest.mark.parametrize(
    "key", ["question_mark", "colon", "v", "f", "t", "number_sign", "G", "k", "E", "K", "P"]
)
async def test_escape_leaves_every_dialog_and_changes_nothing(tmp_path: Path, key: str) -> None:
    async with console(tmp_path) as desk:
        before = desk.writing.record.n
        await desk.press(key)
        assert desk.app.screen is not desk.app.screen_stack[0]
        await desk.press("escape")
        assert desk.app.screen is desk.app.screen_stack[0]
        assert desk.writing.record.n == before


async def test_a_refused_field_gets_the_keyboard(tmp_path: Path) -> None:
    async with console(tmp_path) as desk:
        await desk.press("e", "1", "ctrl+s")
        await until(lambda: "Vui lòng" in desk.text)
        assert desk.app.focused is not None
        assert desk.app.focused.id == "reason"


async def test_no_key_about_a_question_is_silent_where_none_is_listed(tmp_path: Path) -> None:
    async with console(tmp_path) as desk:
        await desk.press("f", "h")
        for key in "2=kahEKmMSposnrewgdc":
            desk.app.clear_notifications()
            await desk.press(key)
            await until(lambda: "Chưa chọn câu hỏi nào" in desk.text)


async def test_what_is_merged_or_routed_out_is_read_whole_before_the_yes(tmp_path: Path) -> None:
    async with console(tmp_path, size=(80, 24)) as desk:
        await desk.press("m", "j", "m", "j", "m", "j", "m", "j", "M")
        for number in range(1, 6):
            assert f"#{number}  {desk.state.questions[number].text[:20]}" in desk.text
        await desk.press("n", "o")
        assert desk.state.questions[5].text[:20] in desk.text
        assert "nơi" in desk.text.partition("Chuyển đơn thư")[2]
        assert "[Y]" in desk.text


async def test_a_pane_that_comes_into_sight_is_filled_in_the_language_in_force(tmp_path: Path) -> None:
    async with console(tmp_path, size=(80, 24)) as desk:
        await desk.press("L")
        await desk.pilot.resize_terminal(200, 60)
        await until(lambda: "Where they stand" in desk.text)
        assert "Attendance (V)" in desk.text


async def test_a_meeting_not_yet_open_offers_its_opening_first(tmp_path: Path) -> None:
    prepared = hall()
    prepared.apply([put("meetings", 1, profile(phase=Phase.PREPARED, intake_open=False))])
    async with console(tmp_path, prepared, size=(80, 24)) as desk:
        assert desk.text.splitlines()[-1].strip().startswith("O Khai mạc")
        await desk.press("O")
        await until(lambda: desk.text.splitlines()[-1].strip().startswith("?"))


async def test_a_clock_behind_the_record_is_told_and_asked_about_before_the_meeting_opens(
    tmp_path: Path,
) -> None:
    prepared = hall()
    late = LogEntry(at="2037-12-01T08:00:00+07:00", by="host", did="create-meeting")
    prepared.apply(
        [
            put("meetings", 1, profile(phase=Phase.PREPARED, intake_open=False)),
            put("log", max(prepared.log, default=0) + 1, late),
        ]
    )
    async with console(tmp_path, prepared, size=(120, 30)) as desk:
        await until(lambda: "trước lần ghi gần" in desk.text)
        await desk.press("O")
        await until(lambda: "Đồng hồ có đúng không?" in desk.text)
        await desk.press("n")
        assert desk.state.meeting.phase is Phase.PREPARED


async def test_a_preview_steers_the_projector(tmp_path: Path) -> None:
    async with console(tmp_path) as desk:
        await desk.press("n", "P")
        await until(lambda: isinstance(desk.app.screen, PreviewScreen))
        await desk.press("space", "b")
        assert desk.state.stage.ref == 1
        assert desk.state.stage.blank
        await desk.press("escape")
        assert "ĐANG CHE" in desk.text


async def test_going_over_to_the_minutes_leaves_the_console_with_that_wish(tmp_path: Path) -> None:
    async with console(tmp_path) as desk:
        await desk.press("C", "y")
        await until(lambda: desk.state.meeting.phase is Phase.CLOSED)
        await until(lambda: isinstance(desk.app.screen, CloseOutScreen))
        await desk.press("escape")
        await until(lambda: desk.text.splitlines()[-1].strip().startswith("X Biên bản"))
        await desk.pilot.press("X")
        assert desk.app.return_value == SECRETARY


async def test_the_palette_says_so_where_nothing_is_called_as_typed(tmp_path: Path) -> None:
    async with console(tmp_path) as desk:
        await desk.press("colon", *"qqq", "enter")
        assert "Không có lệnh nào" in desk.text
        await desk.press("ctrl+u", *"che man", "enter")
        await until(lambda: desk.state.stage.blank)


async def test_a_deadline_in_working_days_shows_as_the_date_that_is_meant(tmp_path: Path) -> None:
    async with console(tmp_path) as desk:
        await desk.press("w")
        await desk.press(*"+15")
        await until(lambda: "tức là ngày" in desk.text)


async def test_splitting_begins_with_the_parts_found_and_covering_with_the_words_found(
    tmp_path: Path,
) -> None:
    asked = hall()
    text = "Bao giờ nâng cấp phần mềm một cửa? Công tác phí khi nào thanh toán? Gọi tôi số 0912345678"
    asked.apply([put("questions", 1, question(1, text))])
    async with console(tmp_path, asked, size=(120, 30)) as desk:
        screen = desk.app.screen
        assert isinstance(screen, ConsoleScreen)
        await until(lambda: screen.advisor.of(1).hints)
        await desk.press("p")
        await until(lambda: isinstance(desk.app.screen, Dialog))
        assert desk.app.screen.query_one(Editor).text.split("\n") == [
            "Bao giờ nâng cấp phần mềm một cửa?",
            "Công tác phí khi nào thanh toán?",
            "Gọi tôi số 0912345678",
        ]
        await desk.press("escape")
        await until(lambda: desk.app.screen is screen)
        await desk.press("K")
        await until(lambda: isinstance(desk.app.screen, Dialog))
        assert desk.app.screen.query_one(Field).value == "0912345678"
