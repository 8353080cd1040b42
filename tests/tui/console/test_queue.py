"""The queue: keeps its place while others come and go, finds without diacritics, says what to do when it is empty."""

from __future__ import annotations

from typing import TYPE_CHECKING

from meeting.changes import put
from meeting.commands.asking import Ask
from meeting.commands.sorting import Hide
from meeting.dialogue.queue import Order
from meeting.model.question import Channel, ModerationStatus
from meeting.state import State
from tests.tui.console.desk import console
from tests.tui.meetings import hall, profile, question
from tests.waiting import until
from tui.screens.console.queue_list import QueueList

if TYPE_CHECKING:
    from pathlib import Path

    from tests.tui.console.desk import Console


def queue(desk: Console) -> QueueList:
    return desk.app.screen_stack[0].query_one(QueueList)


def crowd(count: int) -> State:
    state = hall()
    state.apply(
        [put("questions", n, question(n, f"Câu hỏi thứ {n} về quy chế")) for n in range(9, count + 1)]
    )
    return state


async def test_the_chosen_question_stays_on_its_row_while_others_leave(tmp_path: Path) -> None:
    async with console(tmp_path, crowd(200)) as desk:
        await desk.press("pagedown", "pagedown")
        chosen, row = queue(desk).chosen, queue(desk).cursor - queue(desk).scroll_offset.y
        desk.writing.execute(Hide(2))
        desk.writing.execute(Hide(3))
        await desk.settled()
        assert queue(desk).chosen == chosen
        assert queue(desk).cursor - queue(desk).scroll_offset.y == row


async def test_questions_that_come_in_never_move_the_cursor(tmp_path: Path) -> None:
    async with console(tmp_path, crowd(60)) as desk:
        await desk.press("x", "j", "x")
        assert desk.app.position.order is Order.NEWEST
        await desk.press("j", "j")
        chosen = queue(desk).chosen
        for _ in range(20):
            desk.writing.execute(Ask("Câu mới"))
        await desk.settled()
        await until(lambda: len(queue(desk).numbers) == 80)
        assert queue(desk).chosen == chosen
        assert f"Câu hỏi số {chosen} " in desk.text


async def test_searching_needs_no_diacritics_and_escape_ends_it(tmp_path: Path) -> None:
    async with console(tmp_path) as desk:
        await desk.press("slash", *"cong tac phi")
        assert list(queue(desk).numbers) == [6]
        await desk.press("enter", "2")
        assert desk.state.questions[6].area == "procedures", "the list has the keyboard again"
        await desk.press("escape")
        assert len(queue(desk).numbers) == 8


async def test_filters_narrow_by_standing_area_and_channel(tmp_path: Path) -> None:
    state = hall()
    state.apply(
        [
            put(
                "questions",
                9,
                question(9, "phiếu", channel=Channel.PAPER, standing=ModerationStatus.RECEIVED),
            ),
            put("questions", 10, question(10, "ẩn", standing=ModerationStatus.HIDDEN)),
        ]
    )
    async with console(tmp_path, state) as desk:
        await desk.press("f", "2")
        assert list(queue(desk).numbers) == [2, 7]
        await desk.press("escape", "f", "s")
        assert list(queue(desk).numbers) == [9]
        await desk.press("escape", "f", "h")
        assert list(queue(desk).numbers) == [10]


async def test_going_to_a_number_finds_what_the_filter_hides(tmp_path: Path) -> None:
    state = hall()
    state.apply([put("questions", 10, question(10, "ẩn", standing=ModerationStatus.HIDDEN))])
    async with console(tmp_path, state) as desk:
        await desk.press("number_sign", "1", "0", "enter")
        await until(lambda: queue(desk).chosen == 10)


async def test_an_empty_list_says_what_to_do_next(tmp_path: Path) -> None:
    state = State()
    state.apply([put("meetings", 1, profile())])
    async with console(tmp_path, state) as desk:
        assert "Chưa có câu hỏi" in desk.text
        await desk.press("slash", *"khong co")
        await desk.press("enter")


async def test_a_click_chooses_and_a_second_click_opens(tmp_path: Path) -> None:
    async with console(tmp_path, size=(80, 24)) as desk:
        await desk.pilot.click(QueueList, offset=(10, 3))
        await desk.settled()
        assert queue(desk).chosen == 4
        await desk.pilot.click(QueueList, offset=(10, 3))
        await desk.settled()
        assert desk.app.position.pane == "detail"


async def test_ten_thousand_questions_paint_only_what_is_in_sight(tmp_path: Path) -> None:
    async with console(tmp_path, crowd(10_000)) as desk:
        painted = 0
        list_ = queue(desk)
        render_line = list_.render_line

        def counting(y: int) -> object:
            nonlocal painted
            painted += 1
            return render_line(y)

        list_.render_line = counting  # type: ignore[method-assign, assignment]  # counts what is painted
        await desk.press("end")
        assert queue(desk).chosen == 10_000
        assert 0 < painted < 120
